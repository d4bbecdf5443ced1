namespace PortfolioGraph.GraphQL.Execution;

/// <summary>The variables of one request, coerced (spec section 6.1.2). A variable that was not given and has no default is absent.</summary>
internal sealed class VariableValues(IReadOnlyDictionary<string, object?> values)
{
    public static VariableValues None { get; } = new(new Dictionary<string, object?>());

    public bool TryGet(string name, out object? value) => values.TryGetValue(name, out value);

    public bool IsTrue(string name) => values.TryGetValue(name, out var value) && value is true;
}
