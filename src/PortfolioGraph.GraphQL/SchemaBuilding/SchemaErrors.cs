using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Language;

namespace PortfolioGraph.GraphQL.SchemaBuilding;

/// <summary>Collects the errors of one type system document.</summary>
internal sealed class SchemaErrors(DocumentNode document)
{
    private readonly List<GraphQLError> _errors = [];

    public bool Any => _errors.Count > 0;

    public IReadOnlyList<GraphQLError> All => _errors;

    public void Report(string message, params ReadOnlySpan<SyntaxNode> nodes) =>
        _errors.Add(GraphQLError.At(message, ErrorCodes.Validation, document, nodes));

    public void Add(IEnumerable<GraphQLError> errors) => _errors.AddRange(errors);
}
