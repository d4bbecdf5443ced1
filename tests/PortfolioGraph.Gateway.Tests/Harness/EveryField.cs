using System.Text;
using PortfolioGraph.Gateway.Graph;
using PortfolioGraph.Gateway.Graph.Scalars;
using PortfolioGraph.GraphQL.SchemaBuilding;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.Gateway.Tests.Harness;

/// <summary>
/// Writes queries that select every field of the contract: a fragment for each type with all of its fields, used where the type turns up first.
/// Elsewhere its fields without fields of their own have to do, or the query would be without end.
/// </summary>
internal sealed class EveryField
{
    private static readonly Dictionary<string, string> Arguments = new()
    {
        ["Query.wallet"] = "(by: $wallet)",
        ["Query.wallets"] = "(by: [$wallet])",
        ["Query.portfolio"] = "(by: $wallets)",
        ["Query.network"] = "(id: \"eip155:1\")",
        ["Query.node"] = "(id: $id)",
        ["Query.nodes"] = "(ids: [$id])",
        ["Wallet.tokenBalance"] = "(token: { network: \"eip155:1\" })",
        ["Wallet.defiPosition"] = "(investmentId: \"44000001\")",
        ["Portfolio.allocation"] = "(by: PLATFORM)",
    };

    private readonly Schema _schema = SchemaBuilder.Parse(PortfolioGraphSchema.Sdl, PortfolioScalars.Coercions);
    private readonly StringBuilder _fragments = new();
    private readonly HashSet<string> _written = [];
    private readonly HashSet<string> _flat = [];

    /// <summary>Every <c>Type.field</c> that the query selects.</summary>
    public HashSet<string> Selected { get; } = [];

    /// <summary>Every <c>Type.field</c> of the contract, subscriptions left out: they go another way.</summary>
    public IEnumerable<string> All => _schema.Types.OfType<ComplexType>()
        .Where(t => !t.Name.StartsWith("__", StringComparison.Ordinal) && t != _schema.SubscriptionType)
        .SelectMany(t => t.Fields.Select(f => f.ToString()));

    /// <summary>A query over these roots, or over all.</summary>
    public string Query(params string[] roots)
    {
        var fields = _schema.QueryType.Fields.Where(f => roots.Length == 0 || roots.Contains(f.Name)).Select(Field).ToArray();
        var variables = new[] { ("$wallets", "[WalletInput!]!"), ("$wallet", "WalletInput!"), ("$id", "ID!") }
            .Where(v => fields.Any(f => f.Contains(v.Item1 + ")", StringComparison.Ordinal) || f.Contains(v.Item1 + "]", StringComparison.Ordinal)))
            .Select(v => $"{v.Item1}: {v.Item2}");
        return $"query({string.Join(", ", variables)}) {{ {string.Join(' ', fields)} }}\n{_fragments}";
    }

    /// <summary>The fragments of one type and all below it, with the spread of the first.</summary>
    public (string Spread, string Fragments) Of(string type) => (Below(_schema.FindType(type)!).Trim('{', '}', ' '), _fragments.ToString());

    private string Field(OutputField field)
    {
        Selected.Add(field.ToString());
        return $"{field.Name}{Arguments.GetValueOrDefault(field.ToString())}{Below(field.Type.Named)}";
    }

    private string Below(NamedType type)
    {
        if (type is not (ComplexType or UnionType)) return string.Empty;
        if (!_written.Add(type.Name)) return Flat(type);
        var fields = type is ComplexType own ? own.Fields.Select(Field).ToList() : [];

        // Fields of Node are of too many shapes to be in one selection.
        if (type is UnionType or InterfaceType && type.Name != "Node")
        {
            fields.Add("__typename");
            fields.AddRange(_schema.PossibleTypes(type).Select(t => $"... on {t.Name}{Below(t)}"));
        }

        _fragments.Append($"fragment All{type.Name} on {type.Name} {{ {string.Join(' ', fields)} }}\n");
        return $" {{ ...All{type.Name} }}";
    }

    private string Flat(NamedType type)
    {
        var leaves = type is ComplexType complex ? complex.Fields.Where(f => f.Type.Named is ScalarType or EnumType).Select(f => f.Name).ToArray() : [];
        if (leaves.Length == 0) return " { __typename }";
        if (_flat.Add(type.Name)) _fragments.Append($"fragment Flat{type.Name} on {type.Name} {{ {string.Join(' ', leaves)} }}\n");
        return $" {{ ...Flat{type.Name} }}";
    }
}
