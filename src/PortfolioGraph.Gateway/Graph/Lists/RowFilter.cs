using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Execution.Inputs;

namespace PortfolioGraph.Gateway.Graph.Lists;

/// <summary>Compiles a filter input to a test of rows. All conditions must hold; <c>or</c> holds when one of its parts does, an empty <c>or</c> never.</summary>
internal static class RowFilter
{
    private const int MaxDepth = 10;

    // A set finds one of many as fast as one, but has to be made.
    private const int ItemsACondition = 16;

    /// <summary>How many conditions there are in a filter: operators, parts, and items of lists by the dozen.</summary>
    /// <exception cref="GraphQLException">It is deeper than filters may be.</exception>
    public static int Count(InputObject where, int depth = 1)
    {
        if (depth > MaxDepth) throw new GraphQLException($"The filter is nested deeper than {MaxDepth} levels.", ErrorCodes.LimitExceeded);
        var count = 0;
        foreach (var (_, value) in where.Values)
        {
            switch (value)
            {
                case object?[] parts:
                    count += parts.Length;
                    foreach (var part in parts) count += Count((InputObject)part!, depth + 1);
                    break;
                case InputObject operations:
                    foreach (var (_, operand) in operations.Values) count += 1 + (operand is object?[] items ? items.Length / ItemsACondition : 0);
                    break;
            }
        }

        return count;
    }

    public static Func<TRow, bool>? Compile<TRow>(InputObject? where, RowFields<TRow> fields)
    {
        if (where is null) return null;
        var tests = new List<Func<TRow, bool>>();
        foreach (var (name, value) in where.Values)
        {
            switch (name, value)
            {
                case (_, null):
                    break;
                case ("and", object?[] parts):
                    tests.AddRange(Compile(parts, fields));
                    break;
                case ("or", object?[] parts):
                    var any = Compile(parts, fields).ToArray();
                    tests.Add(row => Array.Exists(any, test => test(row)));
                    break;
                case (_, InputObject operations):
                    foreach (var (operation, operand) in operations.Values)
                    {
                        if (fields[name].Test(operation, operand) is { } test) tests.Add(test);
                    }

                    break;
            }
        }

        return tests.Count == 0 ? null : row => tests.TrueForAll(test => test(row));
    }

    private static IEnumerable<Func<TRow, bool>> Compile<TRow>(object?[] parts, RowFields<TRow> fields) =>
        parts.Select(part => Compile((InputObject)part!, fields) ?? (_ => true));
}
