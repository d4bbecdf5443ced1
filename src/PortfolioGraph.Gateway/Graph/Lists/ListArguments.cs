using PortfolioGraph.GraphQL;
using PortfolioGraph.GraphQL.Execution.Inputs;

namespace PortfolioGraph.Gateway.Graph.Lists;

/// <summary>The arguments that every list takes: <c>where</c>, <c>order</c>, <c>first</c>, <c>after</c>. What is wrong with them is told before anybody is asked.</summary>
/// <param name="Where">The filter.</param>
/// <param name="Order">Each entry names one field at most.</param>
/// <param name="First">Rows a page.</param>
/// <param name="After">The row before the page.</param>
internal sealed record ListArguments(InputObject? Where, IReadOnlyList<InputObject> Order, int First, Cursor? After)
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

        var order = arguments.List<InputObject>("order") ?? [];
        foreach (var entry in order)
        {
            var given = entry.Values.Where(v => v.Value is not null).Select(v => v.Key).ToArray();
            if (given.Length > 1)
            {
                throw new GraphQLException(
                    $"An entry of order names {string.Join(" and ", given)}: give each field an entry of its own, so that their order is said.",
                    GatewayErrorCodes.InvalidArgument);
            }
        }

        return new ListArguments(arguments.Get<InputObject>("where"), order, first, arguments.Get<string>("after") is { } after ? Cursor.Read(after, "after") : null);
    }
}
