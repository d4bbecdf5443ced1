using System.Collections.Frozen;

namespace PortfolioGraph.Sandbox.Data;

/// <summary>A chain as OKX numbers and names it.</summary>
/// <param name="Index">OKX's chainIndex, which is not always the EIP-155 id.</param>
/// <param name="Name">The long name.</param>
/// <param name="Short">The v5 short code.</param>
/// <param name="Family">Which addresses it takes.</param>
/// <param name="Prefix">The human-readable part of a Cosmos chain's bech32 addresses.</param>
internal sealed record Chain(int Index, string Name, string Short, ChainFamily Family, string? Prefix = null)
{
    /// <summary>Every chain that the simulated OKX supports. Those of the last line are made up: no table maps them.</summary>
    public static readonly Chain[] All =
    [
        .. Evm("""
            1 Ethereum ETH|10 Optimism OP|14 Flare FLR|25 Cronos CRO|30 Rootstock RBTC|56 BNB_Chain BSC|61 Ethereum_Classic ETC|66 OKTC OKTC
            100 Gnosis GNO|130 Unichain UNICHAIN|137 Polygon MATIC|146 Sonic SONIC|169 Manta_Pacific MANTA|196 X_Layer XLAYER|204 opBNB OPBNB
            223 B²_Network B2|250 Fantom FTM|255 Kroma KROMA|321 KCC KCC|324 zkSync_Era ZKSYNC|369 PulseChain PLS|408 Omega OMEGA
            648 Endurance ACE|1030 Conflux_eSpace CFX|1088 Metis METIS|1101 Polygon_zkEVM POLYGONZK|1116 Core CORE|1284 Moonbeam MOONBEAM
            1285 Moonriver MOONRIVER|1329 Sei_EVM EVMSEI|1514 Story STORY|1952 X_Layer_Testnet XLAYER_TESTNET|2020 Ronin RON|2025 Rangers RPG
            2222 Kava_EVM KAVA|4200 Merlin MERLIN|4217 Tempo TEMPO|5000 Mantle MNT|7000 ZetaChain ZETA|8453 Base BASE|13371 Immutable_zkEVM IMX
            34443 Mode MODE|42161 Arbitrum_One ARB|43114 Avalanche_C AVAX|48900 Zircuit ZIRCUIT|59144 Linea LINEA|80094 Berachain BERA
            81457 Blast BLAST|167000 Taiko TAIKO|534352 Scroll SCROLL|13 ZKSpace ZKSPACE|70000063 Reya REYA
            """),
        new(0, "Bitcoin", "BTC", ChainFamily.Bitcoin), new(2, "Litecoin", "LTC", ChainFamily.Bitcoin),
        new(3, "Dogecoin", "DOGE", ChainFamily.Bitcoin), new(5, "Dash", "DASH", ChainFamily.Bitcoin),
        new(145, "Bitcoin Cash", "BCH", ChainFamily.Bitcoin),
        new(118, "Cosmos Hub", "COSMOS", ChainFamily.Cosmos, "cosmos"),
        new(70000037, "Celestia", "CELESTIA", ChainFamily.Cosmos, "celestia"),
        new(70000041, "Injective", "INJECTIVE", ChainFamily.Cosmos, "inj"),
        new(195, "Tron", "TRON", ChainFamily.Tron), new(501, "Solana", "SOL", ChainFamily.Solana), new(607, "TON", "TON", ChainFamily.Ton),
        new(637, "Aptos", "APTOS", ChainFamily.Aptos), new(784, "Sui", "SUI", ChainFamily.Sui), new(5757, "Stacks", "STX", ChainFamily.Stacks),
        new(9004, "Starknet", "STRK", ChainFamily.Starknet),
        .. Evm("79000001 Aldebaran ALD|79000002 Bellatrix BEL|79000003 Capella CAP|79000004 Deneb DEN"),
        new(79000005, "Electra", "ELE", ChainFamily.Other), new(79000006, "Fomalhaut", "FOM", ChainFamily.Other),
    ];

    private static readonly FrozenDictionary<int, Chain> ByIndex = All.ToFrozenDictionary(c => c.Index);

    public static Chain Of(int index) => ByIndex[index];

    /// <summary>The chain of an index as it stands in a request; null where there is none.</summary>
    public static Chain? Find(string? index) => int.TryParse(index, out var number) ? ByIndex.GetValueOrDefault(number) : null;

    private static IEnumerable<Chain> Evm(string table) =>
        from line in table.Split(['|', '\n'])
        let cells = line.Trim().Split(' ')
        select new Chain(int.Parse(cells[0]), cells[1].Replace('_', ' '), cells[2], ChainFamily.Evm);
}
