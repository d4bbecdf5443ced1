using System.Collections.Frozen;
using System.Globalization;
using PortfolioGraph.Holdings.Ids;

namespace PortfolioGraph.Holdings.Chains;

/// <summary>
/// The chains known by name. Not a list of what is allowed: a chain that is not here is still a chain, and has a family.
/// </summary>
/// <remarks>Coin types are those of SLIP-44, or of the chain itself where SLIP-44 has no entry for its coin (Injective, Celestia: what their wallets derive with).</remarks>
public static class ChainRegistry
{
    private const int Ether = 60;
    private const int Bitcoin = 0;

    /// <summary>Every known chain: EVM first, by number.</summary>
    public static IReadOnlyList<Chain> All { get; } =
    [
        Evm(1, "Ethereum", "ETH", "ETH", Ether),
        Evm(10, "Optimism", "OP", "ETH", Ether),
        Evm(14, "Flare", "FLR", "FLR", 554),
        Evm(25, "Cronos", "CRO", "CRO", 394),
        Evm(30, "Rootstock", "RSK", "RBTC", 137),
        Evm(56, "BNB Smart Chain", "BSC", "BNB", 714),
        Evm(61, "Ethereum Classic", "ETC", "ETC", 61),
        Evm(66, "OKT Chain", "OKTC", "OKT", 996),
        Evm(100, "Gnosis", "GNO", "xDAI", 700),
        Evm(130, "Unichain", "UNI", "ETH", Ether),
        Evm(137, "Polygon", "POLYGON", "POL", 966),
        Evm(146, "Sonic", "SONIC", "S", null),
        Evm(169, "Manta Pacific", "MANTA", "ETH", Ether),
        Evm(196, "X Layer", "XLAYER", "OKB", null),
        Evm(204, "opBNB", "OPBNB", "BNB", 714),
        Evm(223, "B² Network", "B2", "BTC", Bitcoin),
        Evm(250, "Fantom", "FTM", "FTM", 1007),
        Evm(255, "Kroma", "KROMA", "ETH", Ether),
        Evm(321, "KCC", "KCC", "KCS", null),
        Evm(324, "zkSync Era", "ZKSYNC", "ETH", Ether),
        Evm(369, "PulseChain", "PLS", "PLS", null),
        Evm(408, "Omega Network", "OMEGA", "OMN", null),
        Evm(648, "Endurance", "ACE", "ACE", null),
        Evm(1030, "Conflux eSpace", "CFX", "CFX", 503),
        Evm(1088, "Metis", "METIS", "METIS", null),
        Evm(1101, "Polygon zkEVM", "ZKEVM", "ETH", Ether),
        Evm(1116, "Core", "CORE", "CORE", null),
        Evm(1284, "Moonbeam", "GLMR", "GLMR", 1284),
        Evm(1285, "Moonriver", "MOVR", "MOVR", 1285),
        Evm(1329, "Sei EVM", "SEI", "SEI", 19000118),
        Evm(1514, "Story", "STORY", "IP", null),
        Evm(1729, "Reya", "REYA", "ETH", Ether),
        Evm(1952, "X Layer Testnet", "XLAYER_TESTNET", "OKB", 1),
        Evm(2020, "Ronin", "RON", "RON", null),
        Evm(2025, "Rangers", "RPG", "RPG", 1008),
        Evm(2222, "Kava EVM", "KAVA", "KAVA", 459),
        Evm(4200, "Merlin", "MERLIN", "BTC", Bitcoin),
        new(ChainId.Parse("eip155:4217"), "Tempo", "TEMPO", null, null, null),
        Evm(5000, "Mantle", "MANTLE", "MNT", null),
        Evm(7000, "ZetaChain", "ZETA", "ZETA", null),
        Evm(8217, "Kaia (Klaytn)", "KAIA", "KAIA", 8217),
        Evm(8453, "Base", "BASE", "ETH", Ether),
        Evm(13371, "Immutable zkEVM", "IMX", "IMX", null),
        Evm(34443, "Mode", "MODE", "ETH", Ether),
        Evm(42161, "Arbitrum One", "ARB", "ETH", Ether),
        Evm(43114, "Avalanche C-Chain", "AVAX", "AVAX", 9000),
        Evm(48900, "Zircuit", "ZIRCUIT", "ETH", Ether),
        Evm(59144, "Linea", "LINEA", "ETH", Ether),
        Evm(80094, "Berachain", "BERA", "BERA", null),
        Evm(81457, "Blast", "BLAST", "ETH", Ether),
        Evm(167000, "Taiko", "TAIKO", "ETH", Ether),
        Evm(534352, "Scroll", "SCROLL", "ETH", Ether),
        new(ChainId.Parse("bip122:000000000019d6689c085ae165831e93"), "Bitcoin", "BTC", "BTC", 8, Bitcoin),
        new(ChainId.Parse("bip122:12a765e31ffd4059bada1e25190f6e98"), "Litecoin", "LTC", "LTC", 8, 2),
        new(ChainId.Parse("bip122:1a91e3dace36e2be3bf030a65679fe82"), "Dogecoin", "DOGE", "DOGE", 8, 3),
        new(ChainId.Parse("bip122:00000ffd590b1485b3caadc19b22e637"), "Dash", "DASH", "DASH", 8, 5),
        new(ChainId.Parse("bip122:000000000000000000651ef99cb9fcbe"), "Bitcoin Cash", "BCH", "BCH", 8, 145),
        new(ChainId.Parse("cosmos:cosmoshub-4"), "Cosmos Hub", "ATOM", "ATOM", 6, 118),
        new(ChainId.Parse("cosmos:celestia"), "Celestia", "TIA", "TIA", 6, 118),
        new(ChainId.Parse("cosmos:injective-1"), "Injective", "INJ", "INJ", 18, 60),
        new(ChainId.Parse("tron:0x2b6653dc"), "Tron", "TRX", "TRX", 6, 195),
        new(ChainId.Parse("solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp"), "Solana", "SOL", "SOL", 9, 501),
        new(ChainId.Parse("tvm:-239"), "TON", "TON", "TON", 9, 607),
        new(ChainId.Parse("aptos:1"), "Aptos", "APT", "APT", 8, 637),
        new(ChainId.Parse("sui:mainnet"), "Sui", "SUI", "SUI", 9, 784),
        new(ChainId.Parse("stacks:1"), "Stacks", "STX", "STX", 6, 5757),
        new(ChainId.Parse("starknet:SN_MAIN"), "Starknet", "STRK", "STRK", 18, 9004),
    ];

    private static readonly FrozenDictionary<ChainId, Chain> ById = All.ToFrozenDictionary(chain => chain.Id);

    private static readonly FrozenDictionary<string, ChainId> ByName = All
        .SelectMany(chain => new[] { (Name: chain.Name, chain.Id), (Name: chain.ShortName, chain.Id) })
        .Concat(Aliases())
        .Select(pair => KeyValuePair.Create(Simplify(pair.Name), pair.Id))
        .DistinctBy(pair => pair.Key)
        .ToFrozenDictionary();

    /// <summary>The chain of this id, where it is known.</summary>
    public static Chain? Find(ChainId id) => ById.GetValueOrDefault(id);

    /// <summary>The family by CAIP-2 namespace, for chains that are not known by name too.</summary>
    public static ChainFamily FamilyOf(ChainId id) => id.Namespace switch
    {
        "eip155" => ChainFamily.Evm,
        "bip122" => ChainFamily.Bitcoin,
        "solana" => ChainFamily.Solana,
        "cosmos" => ChainFamily.Cosmos,
        "tron" => ChainFamily.Tron,
        "tvm" => ChainFamily.Ton,
        "sui" => ChainFamily.Sui,
        "aptos" => ChainFamily.Aptos,
        _ => ChainFamily.Other,
    };

    /// <summary>
    /// What was probably meant by something that is no CAIP-2 id: a name (<c>ethereum</c>, <c>bsc</c>), an EIP-155 number (<c>1</c>, <c>0x1</c>),
    /// a coin type (<c>501</c>) or a known id in the wrong case; as <c>use eip155:1</c>. Null where there is nothing to suggest.
    /// </summary>
    public static string? Suggest(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var meant = FromNumber(text) ?? FromId(text) ?? (ByName.TryGetValue(Simplify(text), out var named) ? named : null);
        return meant is { } id ? $"use {id}" : null;
    }

    private static ChainId? FromNumber(string text)
    {
        var hex = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        if (!int.TryParse(hex ? text.AsSpan(2) : text, hex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return null;
        var evm = All.FirstOrDefault(chain => chain.Id.Value == $"eip155:{number}");
        return (evm ?? All.FirstOrDefault(chain => !hex && chain.Family != ChainFamily.Evm && chain.CoinType == number))?.Id;
    }

    private static ChainId? FromId(string text) =>
        All.FirstOrDefault(chain => chain.Id.Value.Equals(text.Trim(), StringComparison.OrdinalIgnoreCase))?.Id;

    /// <summary>Letters and digits only, in lower case, and no <c>mainnet</c>: <c>BNB Smart-Chain</c> and <c>bnb_smart_chain</c> are one name.</summary>
    private static string Simplify(string name)
    {
        var plain = string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();
        return plain.EndsWith("mainnet", StringComparison.Ordinal) ? plain[..^"mainnet".Length] : plain;
    }

    private static IEnumerable<(string Name, ChainId Id)> Aliases() =>
    [
        ("ether", ChainId.Parse("eip155:1")),
        ("bnb", ChainId.Parse("eip155:56")),
        ("binance", ChainId.Parse("eip155:56")),
        ("binance smart chain", ChainId.Parse("eip155:56")),
        ("xdai", ChainId.Parse("eip155:100")),
        ("matic", ChainId.Parse("eip155:137")),
        ("pol", ChainId.Parse("eip155:137")),
        ("okb", ChainId.Parse("eip155:196")),
        ("b2", ChainId.Parse("eip155:223")),
        ("zksync", ChainId.Parse("eip155:324")),
        ("klaytn", ChainId.Parse("eip155:8217")),
        ("klay", ChainId.Parse("eip155:8217")),
        ("kaia", ChainId.Parse("eip155:8217")),
        ("arbitrum", ChainId.Parse("eip155:42161")),
        ("avalanche", ChainId.Parse("eip155:43114")),
        ("cosmos", ChainId.Parse("cosmos:cosmoshub-4")),
        ("cosmoshub-4", ChainId.Parse("cosmos:cosmoshub-4")),
        ("injective-1", ChainId.Parse("cosmos:injective-1")),
        ("toncoin", ChainId.Parse("tvm:-239")),
    ];

    private static Chain Evm(int number, string name, string shortName, string symbol, int? coinType) =>
        new(ChainId.Parse($"eip155:{number}"), name, shortName, symbol, 18, coinType);
}
