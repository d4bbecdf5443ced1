using System.Text;
using PortfolioGraph.Gateway.Graph;
using PortfolioGraph.Gateway.Graph.Scalars;
using PortfolioGraph.GraphQL.SchemaBuilding;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.Gateway.Tests.Harness;

/// <summary>Writes valid queries by chance: all fields, arguments, aliases, fragments, variables and kinds of wallets. The same seed gives the same query.</summary>
internal sealed class RandomQuery
{
    private static readonly Schema Schema = SchemaBuilder.Parse(PortfolioGraphSchema.Sdl, PortfolioScalars.Coercions);

    private static readonly string[] Wallets =
    [
        """{ address: { address: "0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb" } }""",
        """{ address: { address: "0x7f429edeff8afc7bb3a2cf7db832fc86f6fa99da" } }""",
        """{ address: { address: "0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb", networks: ["eip155:1", "eip155:10"] } }""",
        """{ account: "eip155:137:0x7f429edeff8afc7bb3a2cf7db832fc86f6fa99da" }""",
        """{ address: { address: "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0" } }""",
        """{ address: { address: "4UuDnrHegbSxwp42KuXss6HorenVdf5Q666omrZAHv7y" } }""",
        """{ address: { address: "inj1ld53vz2u580kpwmee6fvu048fsmut56e4plyns" } }""",
        """{ address: { address: "inj1t2htvpfl862vnwdqnuekd9p4ulh3h6hda7frn9" } }""",
        """{ okxAccount: "4686531e-3adb-469a-8000-8fd1c2097f68" }""",
        """{ okxAccount: "7d6e5f0a-0000-4000-8000-000000000001" }""",
        """{ meshUser: { userId: "Mesh" } }""",
        """{ meshUser: { userId: "self-custody-example", timezoneOffset: 3600 } }""",
    ];

    private static readonly string[] Tokens =
    [
        """{ network: "eip155:1" }""", """{ network: "eip155:137", address: "0x2791bca1f2de4661ed88a30c99a7a9449aa84174" }""", """{ network: "cosmos:injective-1" }""",
        """{ network: "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp" }""",
    ];

    private const int NumberOfVariables = 3;

    private readonly Random _dice;
    private readonly IReadOnlyList<string> _ids;
    private readonly StringBuilder _fragments = new();
    private readonly Dictionary<string, List<string>> _fragmentsByType = [];
    private int _aliases;

    /// <param name="seed">Says which.</param>
    /// <param name="ids">Global ids to look up.</param>
    public RandomQuery(int seed, IReadOnlyList<string> ids)
    {
        (_dice, _ids) = (new Random(seed), ids);
        var roots = string.Join(' ', Enumerable.Range(0, _dice.Next(1, 4)).Select(_ => Field(One(Schema.QueryType.Fields), _dice.Next(2, 7))));
        var variables = Enumerable.Range(0, NumberOfVariables).ToArray();
        var uses = string.Join(' ', variables.Select(v => $"u{v}: tokenBalances(first: $n{v}) {{ totalCount }}"));
        Text = $"query({string.Join(", ", variables.Select(v => $"$n{v}: Int = {_dice.Next(0, 30)}"))}) {{ u: wallets(by: []) @include(if: false) {{ {uses} }} {roots} }} {_fragments}";
    }

    public string Text { get; }

    private T One<T>(IReadOnlyList<T> of) => of[_dice.Next(of.Count)];

    private bool Chance(double of) => _dice.NextDouble() < of;

    private string List(IReadOnlyList<string> of, int most) => $"[{string.Join(", ", Enumerable.Range(0, _dice.Next(1, most + 1)).Select(_ => One(of)))}]";

    // Every alias is another one: fields of the same name may have other arguments or types elsewhere.
    private string Field(OutputField field, int depth) => $"f{_aliases++}: {field.Name}{Arguments(field)}{Below(field.Type.Named, depth - 1)}";

    private string Arguments(OutputField field)
    {
        var given = field.Arguments.Where(a => a.IsRequired || a.Name == "investmentId" || Chance(0.25)).Select(a => (a.Name, Value: Value(field, a))).Where(a => a.Value is not null).ToList();
        if (given.Exists(a => a.Name == "first")) given.RemoveAll(a => a.Name == "last");
        return given.Count == 0 ? "" : $"({string.Join(", ", given.Select(a => $"{a.Name}: {a.Value}"))})";
    }

    private string? Value(OutputField field, InputValue argument) => (field.ToString(), argument.Name) switch
    {
        ("Query.wallet", _) => One(Wallets),
        (_, "by") when argument.Type.Named is EnumType by => One(by.Values).Name,
        (_, "by") => List(Wallets, 6),
        ("Query.node", _) => $"\"{One(_ids)}\"",
        ("Query.nodes", _) => List([.. _ids.Select(id => $"\"{id}\"")], 8),
        ("Query.network", _) => "\"eip155:1\"",
        ("Query.networks", _) => "[\"eip155:1\", \"solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp\"]",
        (_, "tokens") => List(Tokens, 6),
        (_, "token") => One(Tokens),
        (_, "first" or "last") => Chance(0.5) ? $"$n{_dice.Next(NumberOfVariables)}" : _dice.Next(0, 20).ToString(),
        (_, "investmentId") => One(["\"15299\"", "\"44000001\"", "\"21670\""]),
        (_, "network") => One(["\"eip155:1\"", "\"eip155:137\""]),
        (_, "where") => "{ or: [{ valueUsd: { gt: \"1\" } }, {}] }",
        (_, "order") => "[{ valueUsd: DESC }]",
        _ => null,
    };

    private string Below(NamedType type, int depth)
    {
        if (type is not (ComplexType or UnionType)) return "";
        if (depth > 0 && Chance(0.2)) return $" {{ ...{Fragment(type, depth)} }}";
        return $" {{ {Selection(type, depth)} }}";
    }

    private string Fragment(NamedType type, int depth)
    {
        if (_fragmentsByType.TryGetValue(type.Name, out var known) && Chance(0.5)) return One(known);
        var selection = Selection(type, depth - 1);
        var name = $"F{_aliases++}";
        _fragments.Append($"fragment {name} on {type.Name} {{ {selection} }} ");
        if (!_fragmentsByType.TryGetValue(type.Name, out known)) _fragmentsByType[type.Name] = known = [];
        known.Add(name);
        return name;
    }

    private string Selection(NamedType type, int depth)
    {
        var parts = new List<string> { "__typename" };
        if (type is ComplexType complex)
        {
            foreach (var field in complex.Fields)
                if (field.Type.Named is ComplexType or UnionType ? depth > 0 && Chance(0.3) : Chance(0.4))
                    parts.Add(Field(field, depth));
        }

        if (type is UnionType or InterfaceType && depth > 0)
        {
            foreach (var possible in Schema.PossibleTypes(type))
                if (Chance(0.4))
                    parts.Add($"... on {possible.Name} {{ {Selection(possible, depth - 1)} }}");
        }

        return string.Join(' ', parts);
    }
}
