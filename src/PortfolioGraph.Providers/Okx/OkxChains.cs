using System.Collections.Frozen;
using PortfolioGraph.Holdings.Chains;
using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Networks;

namespace PortfolioGraph.Providers.Okx;

/// <summary>
/// OKX's chain numbers and short codes against CAIP-2, both ways. The numbers are OKX's own: most are EIP-155 ids or SLIP-44 coin types, but not all,
/// so nothing is ever computed from one (<c>5</c> is Dash, not Goerli).
/// </summary>
internal static class OkxChains
{
    private static readonly int[] SameAsEip155 =
    [
        1, 10, 14, 25, 30, 56, 61, 66, 100, 130, 137, 146, 169, 196, 204, 223, 250, 255, 321, 324, 369, 408, 648, 1030, 1088, 1101, 1116, 1284, 1285, 1329,
        1514, 1952, 2020, 2025, 2222, 4200, 4217, 5000, 7000, 8453, 13371, 34443, 42161, 43114, 48900, 59144, 80094, 81457, 167000, 534352,
    ];

    private static readonly (string Code, string Id)[] Others =
    [
        ("0", "bip122:000000000019d6689c085ae165831e93"),
        ("2", "bip122:12a765e31ffd4059bada1e25190f6e98"),
        ("3", "bip122:1a91e3dace36e2be3bf030a65679fe82"),
        ("5", "bip122:00000ffd590b1485b3caadc19b22e637"),
        ("118", "cosmos:cosmoshub-4"),
        ("145", "bip122:000000000000000000651ef99cb9fcbe"),
        ("195", "tron:0x2b6653dc"),
        ("501", "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp"),
        ("607", "tvm:-239"),
        ("637", "aptos:1"),
        ("784", "sui:mainnet"),
        ("5757", "stacks:1"),
        ("9004", "starknet:SN_MAIN"),
        ("70000037", "cosmos:celestia"),
        ("70000041", "cosmos:injective-1"),
        ("70000063", "eip155:1729"),
    ];

    // A test network: its coins are worth nothing, so it is asked for by name only.
    private static readonly ChainId XLayerTestnet = ChainId.Parse("eip155:1952");

    private static readonly FrozenDictionary<string, OkxChain> ByCode = SameAsEip155
        .Select(number => (Code: $"{number}", Id: $"eip155:{number}"))
        .Concat(Others)
        .Select(chain => (OkxChain)new OkxChain.Mapped(chain.Code, ChainId.Parse(chain.Id)))
        // Known by name, without an EIP-155 id in OKX's own table.
        .Append(new OkxChain.Unmapped("13", "ZKSpace"))
        .ToFrozenDictionary(chain => chain.Code);

    private static readonly FrozenDictionary<ChainId, OkxChain.Mapped> ById = ByCode.Values
        .OfType<OkxChain.Mapped>().ToFrozenDictionary(chain => chain.Id);

    private static readonly FrozenDictionary<string, string> CodeByShortCode = new Dictionary<string, string>
    {
        ["ETH"] = "1", ["BSC"] = "56", ["MATIC"] = "137", ["AVAX"] = "43114", ["TRON"] = "195", ["ARB"] = "42161", ["OP"] = "10",
        ["APTOS"] = "637", ["ZKSYNC"] = "324", ["SUI"] = "784", ["SOL"] = "501", ["POLYGONZK"] = "1101", ["BASE"] = "8453", ["METIS"] = "1088",
        ["CELESTIA"] = "70000037", ["COSMOS"] = "118", ["INJECTIVE"] = "70000041", ["MERLIN"] = "4200", ["BTC"] = "0", ["SCROLL"] = "534352",
        ["TON"] = "607", ["EVMSEI"] = "1329", ["TAIKO"] = "167000", ["MOONBEAM"] = "1284", ["STORY"] = "1514",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string> ShortCodeByCode =
        CodeByShortCode.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);

    private static readonly char[] NoWords =
        [.. Enumerable.Range(' ', '\u007f' - ' ').Select(c => (char)c).Where(c => !char.IsAsciiLetterOrDigit(c))];

    // Platform details write "Arbitrum One" where other answers write ARB.
    private static readonly FrozenDictionary<string, OkxChain> ByName = ById.Values
        .ToFrozenDictionary(chain => chain.Network.Name, chain => (OkxChain)chain, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<ChainFamily, OkxChain.Mapped[]> ByFamily = ById.Values
        .Where(chain => chain.Id != XLayerTestnet)
        .GroupBy(chain => ChainRegistry.FamilyOf(chain.Id))
        .ToFrozenDictionary(family => family.Key, family => family.OrderBy(chain => chain.Code.Length).ThenBy(chain => chain.Code, StringComparer.Ordinal).ToArray());

    private static readonly FrozenDictionary<ChainFamily, string[]> CodesByFamily =
        ByFamily.ToFrozenDictionary(family => family.Key, family => Array.ConvertAll(family.Value, chain => chain.Code));

    /// <summary>The mapped chains: EVM first, each by number.</summary>
    public static IReadOnlyList<ChainId> Covered { get; } = [.. ById.Values
        .OrderBy(chain => ChainRegistry.FamilyOf(chain.Id)).ThenBy(chain => chain.Code.Length).ThenBy(chain => chain.Code, StringComparer.Ordinal)
        .Select(chain => chain.Id)];

    /// <summary>The mapped chains of a family, without test networks.</summary>
    public static IReadOnlyList<OkxChain.Mapped> OfFamily(ChainFamily family) => ByFamily.GetValueOrDefault(family) ?? [];

    /// <summary>OKX's numbers of these: the same list each time.</summary>
    public static IReadOnlyList<string> CodesOfFamily(ChainFamily family) => CodesByFamily.GetValueOrDefault(family) ?? [];

    /// <summary>Null where OKX has no number for the chain that we know of.</summary>
    public static OkxChain.Mapped? Find(ChainId id) => ById.GetValueOrDefault(id);

    /// <summary>OKX's number of a network that came from here; null for an unmapped one that came without a number.</summary>
    public static string? CodeOf(Network network)
    {
        if (network.ChainId is { } id)
            return Find(id)?.Code;
        var code = network.Id[(network.Id.IndexOf(':', StringComparison.Ordinal) + 1)..];
        return code.All(char.IsAsciiDigit) ? code : null;
    }

    /// <summary>A chain by OKX's number; one that is not in the table is unmapped.</summary>
    public static OkxChain OfCode(string code, string? name = null) =>
        ByCode.GetValueOrDefault(code) ?? new OkxChain.Unmapped(code, string.IsNullOrWhiteSpace(name) ? null : name);

    /// <summary>Whether OKX lists inscriptions on a chain.</summary>
    public static bool HasInscriptions(string code) => code == "0";

    /// <summary>A chain for people: its name and its id.</summary>
    public static string TextOf(string code) =>
        OfCode(code) is OkxChain.Mapped mapped ? $"{mapped.Network.Name} ({mapped.Id})" : $"OKX's network {code}";

    /// <summary>Which of some chains a text of OKX's names: by number, id, name or short code, as whole words.</summary>
    public static IReadOnlyList<string> NamedIn(string message, IReadOnlyList<string> codes)
    {
        // Our own words stand before the colon.
        var text = Words(message[(message.IndexOf(": ", StringComparison.Ordinal) + 1)..]);
        if (string.IsNullOrWhiteSpace(text))
            return [];
        string[] numbered = [.. codes.Where(code => text.Contains($" {code} ", StringComparison.Ordinal))];
        if (numbered.Length > 0)
            return numbered;

        // The longest first: Ethereum Classic is not Ethereum.
        var named = new List<string>();
        foreach (var (code, name) in codes.SelectMany(NamesOf).OrderByDescending(name => name.Name.Length))
        {
            if (!text.Contains(name, StringComparison.OrdinalIgnoreCase))
                continue;
            text = text.Replace(name, " ", StringComparison.OrdinalIgnoreCase);
            named.Add(code);
        }
        return named;

        static IEnumerable<(string Code, string Name)> NamesOf(string code)
        {
            yield return (code, Words(OfCode(code).Network.Name));
            if (ShortCodeByCode.TryGetValue(code, out var known))
                yield return (code, Words(known));
        }

        static string Words(string text) => $" {string.Join(' ', text.Split(NoWords, StringSplitOptions.RemoveEmptyEntries))} ";
    }

    /// <summary>A chain by what an answer says of it: its number, under either name, else a short code or name. Null where it says nothing.</summary>
    public static OkxChain? Of(string? chainIndex, string? chainId, string? network)
    {
        var code = string.IsNullOrEmpty(chainIndex) ? chainId : chainIndex;
        if (!string.IsNullOrEmpty(code))
            return OfCode(code, network);
        if (string.IsNullOrWhiteSpace(network))
            return null;
        if (CodeByShortCode.TryGetValue(network, out var known))
            return ByCode[known];
        return ByName.GetValueOrDefault(network) ?? new OkxChain.Unmapped(network, network);
    }
}
