using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Language;

namespace PortfolioGraph.GraphQL.Execution;

/// <summary>A parsed and validated document with the plans of its operations.</summary>
internal sealed class CompiledDocument(DocumentNode document, IReadOnlyList<GraphQLError> errors)
{
    private readonly CompiledOperation[] _operations =
        [.. document.Definitions.OfType<OperationDefinitionNode>().Select(o => new CompiledOperation(document, o))];

    public DocumentNode Document { get; } = document;

    public IReadOnlyList<GraphQLError> Errors { get; } = errors;

    /// <summary>GetOperation (spec section 6.1).</summary>
    public CompiledOperation Operation(string? name)
    {
        if (name is null)
        {
            return _operations.Length switch
            {
                1 => _operations[0],
                0 => throw new GraphQLException("The document has no operation.", ErrorCodes.OperationResolution),
                _ => throw new GraphQLException("Must provide operation name if query contains multiple operations.", ErrorCodes.OperationResolution),
            };
        }

        foreach (var operation in _operations)
            if (operation.Definition.Name?.Value == name)
                return operation;
        throw new GraphQLException($"Unknown operation named \"{MessageText.Of(name)}\".", ErrorCodes.OperationResolution);
    }
}
