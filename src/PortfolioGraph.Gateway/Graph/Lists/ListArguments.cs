using PortfolioGraph.GraphQL;
using PortfolioGraph.GraphQL.Execution.Inputs;

namespace PortfolioGraph.Gateway.Graph.Lists;

/// <summary>The arguments that every list takes: <c>where</c>, <c>order</c>, <c>first</c>, <c>after</c>.</summary>
internal sealed record ListArguments(InputObject? Where, IReadOnlyList<InputObject> Order, int First, string? After)
{
    public const int DefaultFirst = 100;

    public const int MaxFirst = 500;

    public static ListArguments Read(InputObject arguments)
    {
        var first = arguments.Get<int?>("first") ?? DefaultFirst;
        if (first is < 0 or > MaxFirst)
        {
            throw new GraphQLException($"first is {first}; it must be from 0 to {MaxFirst}.", GatewayErrorCodes.InvalidArgument);
        }

        return new ListArguments(
            arguments.Get<InputObject>("where"), arguments.List<InputObject>("order") ?? [], first, arguments.Get<string>("after"));
    }
}
