namespace PortfolioGraph.GraphQL.Execution.Binding;

/// <summary>Schema and resolvers do not fit together. Each problem begins with the coordinate, <c>Type.field</c>.</summary>
public sealed class BindingException(IReadOnlyList<string> problems)
    : Exception($"The schema and its bindings do not fit:{Environment.NewLine}{string.Join(Environment.NewLine, problems)}")
{
    public IReadOnlyList<string> Problems { get; } = problems;
}
