using PortfolioGraph.Gateway.Configuration;
using PortfolioGraph.GraphQL.Errors;
using ExecutionContext = PortfolioGraph.GraphQL.Execution.ExecutionContext;

namespace PortfolioGraph.Gateway.Graph.Lists;

/// <summary>What the lists of one request have to do with rows: how many conditions they have together, and a look at the time now and then.</summary>
internal sealed class ListWork(int maxConditions, CancellationToken cancellationToken)
{
    private const int StepsPerLook = 4_096;

    private int _conditions;
    private int _untilLook = StepsPerLook;

    /// <summary>Nothing is bounded, for lists outside of requests.</summary>
    public static ListWork Unbounded => new(0, CancellationToken.None);

    public static ListWork Of(ExecutionContext execution) =>
        execution.Item(c => new ListWork(c.Services.GetRequiredService<GatewayLimits>().MaxFilterConditions, c.CancellationToken));

    /// <exception cref="GraphQLException">The filters of the request have more conditions than they may.</exception>
    public void Take(int conditions)
    {
        _conditions += conditions;
        if (maxConditions > 0 && _conditions > maxConditions)
        {
            throw new GraphQLException(
                $"The filters have {_conditions} conditions or more; at most {maxConditions} are allowed in a request.", ErrorCodes.LimitExceeded);
        }
    }

    /// <summary>Rows compared, or conditions tried on them.</summary>
    /// <exception cref="OperationCanceledException">It is too late for all of it.</exception>
    public void Step(int steps)
    {
        _untilLook -= steps;
        if (_untilLook > 0) return;
        _untilLook = StepsPerLook;
        cancellationToken.ThrowIfCancellationRequested();
    }
}
