using System.Text;
using System.Text.Json;
using PortfolioGraph.Gateway.Graph;
using PortfolioGraph.Gateway.Graph.Scalars;
using PortfolioGraph.GraphQL.SchemaBuilding;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.Gateway.Tests.Harness;

/// <summary>
/// A selection as a tree. The whole of it is everything that the contract has below a field, to a depth that ends somewhere; parts of it are chosen, by
/// themselves or at random, and their answers compared with that to the whole.
/// </summary>
internal sealed class SelectionTree
{
    private static readonly Schema Schema = SchemaBuilder.Parse(PortfolioGraphSchema.Sdl, PortfolioScalars.Coercions);

    // What one field answers with different arguments.
    private static readonly Dictionary<string, string[]> Arguments = new()
    {
        ["Wallet.tokenBalance"] = ["(token: { network: \"eip155:1\" })", "(token: { network: \"cosmos:injective-1\" })"],
        ["Wallet.tokenBalances"] =
        [
            "(first: 500)", "(first: 5, order: { valueUsd: DESC })", "(where: { symbol: { in: [\"ETH\", \"INJ\"] } })",
            "(tokens: [{ network: \"cosmos:injective-1\" }, { network: \"eip155:1\" }])",
        ],
        ["Wallet.defiPosition"] = ["(investmentId: \"44000001\", network: \"eip155:1\")"],
        ["Wallet.positions"] = ["(first: 500)", "(order: { valueUsd: DESC }, first: 3)"],
        ["Portfolio.tokenBalances"] = ["(first: 500)", "(first: 7, order: [{ symbol: ASC }, { valueUsd: DESC }])"],
        ["Portfolio.holdings"] = ["(first: 500)", "(where: { valueUsd: { gt: \"100\" } }, order: { symbol: ASC })"],
        ["Portfolio.platforms"] = ["(first: 500)", "(order: { name: ASC }, first: 4)"],
        ["Portfolio.positions"] = ["(first: 500)"],
        ["Portfolio.allocation"] = ["(by: ASSET)", "(by: NETWORK)", "(by: PLATFORM)", "(by: PROVIDER)", "(by: WALLET)", "(by: KIND)"],
    };

    // A report is on what was asked for.
    private static readonly string[] LeftOut = ["sources", "fetchedAt"];

    private readonly List<SelectionTree> _below = [];

    private readonly string _arguments;

    private SelectionTree(string field, string key, string arguments, string? onType) => (Field, Key, _arguments, OnType) = (field, key, arguments, onType);

    public string Field { get; }

    /// <summary>Under which key the whole has it.</summary>
    public string Key { get; }

    /// <summary>Where the field is that of one type of an interface or union.</summary>
    public string? OnType { get; }

    /// <summary>The coordinates of the fields, with one way to each of them.</summary>
    public Dictionary<string, SelectionTree> Single { get; private set; } = [];

    /// <param name="root">Such as <c>portfolio</c>.</param>
    /// <param name="type">Its type.</param>
    /// <param name="depth">How deep: objects at the end show what they have themselves.</param>
    public static SelectionTree Everything(string root, string type, int depth)
    {
        var tree = new SelectionTree(root, root, string.Empty, null);
        var single = new Dictionary<string, SelectionTree>();
        tree.Add(Schema.FindType(type)!, depth, [type], [tree], single);
        tree.Single = single;
        return tree;
    }

    /// <summary>A part of it, at random: with other keys here and there, and with fragments.</summary>
    public SelectionTree Some(Random random)
    {
        var part = new SelectionTree(Field, Key, _arguments, OnType);
        var count = Math.Min(_below.Count, 1 + random.Next(4));
        var chosen = _below.Count == 0 ? [] : random.GetItems(_below.ToArray(), count).Distinct().ToArray();
        foreach (var child in chosen) part._below.Add(child.Some(random));
        return part;
    }

    /// <param name="by">The arguments of the root.</param>
    public string Write(string by, Random? random = null)
    {
        var text = new StringBuilder();
        Write(text, by, random, isRoot: true);
        return text.ToString();
    }

    /// <summary>What is below the root alone.</summary>
    public string WriteBelow()
    {
        var text = new StringBuilder();
        foreach (var child in _below) child.Write(text, child._arguments, null);
        return text.ToString();
    }

    /// <summary>Finds every difference between an answer to this part and one to the whole.</summary>
    public void Compare(JsonElement part, JsonElement whole, string path, List<string> differences)
    {
        if (part.ValueKind == JsonValueKind.Array && whole.ValueKind == JsonValueKind.Array && part.GetArrayLength() == whole.GetArrayLength())
        {
            for (var i = 0; i < part.GetArrayLength(); i++) Compare(part[i], whole[i], $"{path}.{i}", differences);
            return;
        }

        if (part.ValueKind != JsonValueKind.Object || whole.ValueKind != JsonValueKind.Object)
        {
            // The sandbox's data is of the time when it is asked for: of its times only whether there is one can be the same. Of single tokens OKX says none.
            if (Field == "asOf" && (part.ValueKind == whole.ValueKind || path.Contains(".tokenBalance.", StringComparison.Ordinal) || path.Contains(".tokenBalances3.", StringComparison.Ordinal))) return;
            if (part.GetRawText() != whole.GetRawText()) differences.Add($"{path} is {Short(part)}, beside everything {Short(whole)}");
            return;
        }

        foreach (var property in part.EnumerateObject())
        {
            var key = property.Name.Split("__")[0];
            if (key.Length == 0) continue;
            var child = _below.Find(c => c.Key == key) ?? throw new KeyNotFoundException($"{path}.{key}");
            child.Compare(property.Value, whole.GetProperty(key), $"{path}.{key}", differences);
        }
    }

    private static string Short(JsonElement value) => value.GetRawText() is { Length: > 200 } text ? text[..200] : value.GetRawText();

    private void Add(NamedType type, int depth, HashSet<string> around, SelectionTree[] way, Dictionary<string, SelectionTree> single)
    {
        if (type is ComplexType complex)
        {
            foreach (var field in complex.Fields) Add(type, field, null, depth, around, way, single);
        }

        if (type is not (InterfaceType or UnionType)) return;
        foreach (var possible in Schema.PossibleTypes(type))
            foreach (var field in possible.Fields)
                if (_below.TrueForAll(c => c.Field != field.Name || c.OnType is not null))
                    Add(possible, field, possible.Name, depth, around, way, single);
    }

    private void Add(NamedType type, OutputField field, string? onType, int depth, HashSet<string> around, SelectionTree[] way, Dictionary<string, SelectionTree> single)
    {
        var coordinate = $"{type.Name}.{field.Name}";
        if (LeftOut.Contains(field.Name)) return;
        var of = field.Type.Named;
        var isObject = of is ComplexType or UnionType;
        if (isObject && (depth == 0 || around.Contains(of.Name))) return;
        var variants = Arguments.GetValueOrDefault(coordinate, [string.Empty]);
        for (var i = 0; i < variants.Length; i++)
        {
            var child = new SelectionTree(field.Name, i == 0 ? field.Name : $"{field.Name}{i}", variants[i], onType);
            SelectionTree[] below = [.. way, child];
            if (isObject) child.Add(of, depth - 1, [.. around, of.Name], below, single);
            if (isObject && child._below.Count == 0) continue;
            _below.Add(child);
            if (!isObject) single.TryAdd(coordinate, Chain(below));
        }
    }

    private static SelectionTree Chain(SelectionTree[] way)
    {
        var first = new SelectionTree(way[0].Field, way[0].Key, way[0]._arguments, way[0].OnType);
        if (way.Length > 1) first._below.Add(Chain(way[1..]));
        return first;
    }

    private void Write(StringBuilder text, string arguments, Random? random, bool isRoot = false)
    {
        if (OnType is not null) text.Append("... on ").Append(OnType).Append(" { ");
        var alias = !isRoot && random?.Next(5) == 0 ? $"{Key}__{random.Next(1000)}" : Key;
        if (alias != Field) text.Append(alias).Append(": ");
        text.Append(Field).Append(arguments);
        if (_below.Count > 0)
        {
            text.Append(" { ");
            foreach (var child in _below)
            {
                var wraps = random?.Next(4) == 0;
                if (wraps) text.Append("... { ");
                child.Write(text, child._arguments, random);
                if (wraps) text.Append("} ");
            }

            text.Append("} ");
        }

        text.Append(OnType is null ? " " : "} ");
    }
}
