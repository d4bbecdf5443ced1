using PortfolioGraph.GraphQL.Language;

namespace PortfolioGraph.GraphQL.Validation;

/// <summary>What one selection set says itself, inline fragments flattened: its fields by response key, and the fragments spread there.</summary>
internal sealed class ResponseLevel
{
    public OrderedDictionary<string, List<MergedField>> Fields { get; } = [];

    public List<FragmentDefinitionNode> Fragments { get; } = [];
}
