using PortfolioGraph.Gateway.Errors;
using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Execution.Inputs;
using PortfolioGraph.GraphQL.Execution.Resolvers;
using ExecutionContext = PortfolioGraph.GraphQL.Execution.ExecutionContext;

namespace PortfolioGraph.Gateway.Graph.Lists;

/// <summary>The arguments that every list takes: <c>where</c>, <c>order</c>, and which page of it. What is wrong with them is told before anybody is asked.</summary>
/// <param name="Where">The filter.</param>
/// <param name="Order">Each entry names one field at most.</param>
/// <param name="Count">Rows a page.</param>
/// <param name="FromEnd">The page is the last of the rows, not the first.</param>
/// <param name="After">The row before the first that the page may show.</param>
/// <param name="Before">The row behind the last that the page may show.</param>
internal sealed record ListArguments(InputObject? Where, IReadOnlyList<InputObject> Order, int Count, bool FromEnd, Cursor? After, Cursor? Before)
    : IRequestArguments
{
    private CompiledFilter? _compiled;

    private const int DefaultCount = 100;

    private const int MaxCount = 500;

    /// <summary>What the rows cost the request; without a filter and an order nothing to speak of.</summary>
    public ListWork? Work { get; private init; }

    /// <summary>How many conditions the filter has.</summary>
    public int Conditions { get; private init; }

    public static ListArguments Read(InputObject arguments)
    {
        var first = ReadCount(arguments, "first");
        var last = ReadCount(arguments, "last");
        if (first is not null && last is not null)
        {
            throw new GraphQLException($"first is {first} and last is {last}; give one of them.", GatewayErrorCodes.InvalidArgument);
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

        var where = arguments.Get<InputObject>("where");
        return new ListArguments(where, order, last ?? first ?? DefaultCount, last is not null, ReadCursor(arguments, "after"), ReadCursor(arguments, "before"))
        {
            Conditions = where is null ? 0 : RowFilter.Count(where),
        };
    }

    public object For(ExecutionContext execution) => In(execution);

    /// <inheritdoc cref="For"/>
    public ListArguments In(ExecutionContext execution)
    {
        if (Where is null && Order.Count == 0) return this;
        var work = ListWork.Of(execution);
        work.Take(Conditions);
        return this with { Work = work };
    }

    /// <summary>The filter as a test of rows, or null where there is none. Made once, for as many lists as there are.</summary>
    public Func<TRow, bool>? Test<TRow>(RowFields<TRow> fields)
    {
        if (Where is null) return null;
        var compiled = _compiled;
        if (!ReferenceEquals(compiled?.Fields, fields)) _compiled = compiled = new CompiledFilter(fields, RowFilter.Compile(Where, fields));
        return (Func<TRow, bool>?)compiled.Test;
    }

    /// <summary>Whether the rows are filtered or ordered by a field.</summary>
    public bool Reads(string field) => (Where is not null && Reads(Where, field)) || Order.Any(entry => entry.Values.Any(v => v.Key == field && v.Value is not null));

    private static bool Reads(InputObject where, string field) => where.Values.Any(v =>
        v.Key == field || (v.Value is object?[] parts && parts.OfType<InputObject>().Any(part => Reads(part, field))));

    private static int? ReadCount(InputObject arguments, string name) => arguments.Get<int?>(name) is var count && count is < 0 or > MaxCount
        ? throw new GraphQLException($"{name} is {count}; it must be from 0 to {MaxCount}.", GatewayErrorCodes.InvalidArgument)
        : count;

    private sealed record CompiledFilter(object Fields, Delegate? Test);

    private static Cursor? ReadCursor(InputObject arguments, string name) =>
        arguments.Get<string>(name) is { } text ? Cursor.Read(text, name) : null;
}
