using System.Collections.Frozen;
using PortfolioGraph.GraphQL.Language;

namespace PortfolioGraph.GraphQL.Execution;

/// <summary>What is selected below a field, at any depth and for any concrete type, skipped parts left out. Worked out when it is first read.</summary>
public sealed class FieldSelection
{
    private readonly Lazy<FrozenDictionary<string, FieldNode[]>> _nodesByCoordinate;

    internal FieldSelection(Func<IEnumerable<(string Coordinate, FieldNode Node)>> fields) =>
        _nodesByCoordinate = new(() => fields().GroupBy(f => f.Coordinate, f => f.Node).ToFrozenDictionary(g => g.Key, g => g.Distinct().ToArray()));

    /// <summary>All coordinates, in no order.</summary>
    public IEnumerable<string> Coordinates => _nodesByCoordinate.Value.Keys;

    /// <summary>Whether <c>Type.field</c> is selected, where the type is the one that the document selects the field on (an interface, too).</summary>
    public bool Contains(string coordinate) => _nodesByCoordinate.Value.ContainsKey(coordinate);

    /// <summary>Whether <c>Type.field</c> is selected somewhere with the argument given; a literal null gives nothing, a variable may be null all the same.</summary>
    public bool ContainsArgument(string coordinate, string argument) => Nodes(coordinate).Any(n => Gives(n, argument));

    /// <summary>Whether <c>Type.field</c> is selected somewhere without the argument.</summary>
    public bool ContainsWithoutArgument(string coordinate, string argument) => !Nodes(coordinate).All(n => Gives(n, argument));

    private FieldNode[] Nodes(string coordinate) => _nodesByCoordinate.Value.GetValueOrDefault(coordinate, []);

    private static bool Gives(FieldNode node, string argument) =>
        node.Arguments.Any(a => a.Name.Value == argument && a.Value is not NullValueNode);
}
