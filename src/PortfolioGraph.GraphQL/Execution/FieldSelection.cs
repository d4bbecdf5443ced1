using System.Collections.Frozen;
using PortfolioGraph.GraphQL.Language;

namespace PortfolioGraph.GraphQL.Execution;

/// <summary>What is selected below a field, at any depth and for any concrete type, skipped parts left out.</summary>
public sealed class FieldSelection
{
    private readonly FrozenDictionary<string, FieldNode[]> _nodesByCoordinate;

    internal FieldSelection(IEnumerable<(string Coordinate, FieldNode Node)> fields) =>
        _nodesByCoordinate = fields.GroupBy(f => f.Coordinate, f => f.Node).ToFrozenDictionary(g => g.Key, g => g.Distinct().ToArray());

    /// <summary>Whether <c>Type.field</c> is selected, where the type is the one that the document selects the field on (an interface, too).</summary>
    public bool Contains(string coordinate) => _nodesByCoordinate.ContainsKey(coordinate);

    /// <summary>Whether <c>Type.field</c> is selected somewhere with the argument given.</summary>
    public bool ContainsArgument(string coordinate, string argument) =>
        _nodesByCoordinate.TryGetValue(coordinate, out var nodes) && nodes.Any(n => n.Arguments.Any(a => a.Name.Value == argument));

    /// <summary>Whether <c>Type.field</c> is selected somewhere without the argument.</summary>
    public bool ContainsWithoutArgument(string coordinate, string argument) =>
        _nodesByCoordinate.TryGetValue(coordinate, out var nodes) && nodes.Any(n => n.Arguments.All(a => a.Name.Value != argument));

    /// <summary>All coordinates, in no order.</summary>
    public IEnumerable<string> Coordinates => _nodesByCoordinate.Keys;
}
