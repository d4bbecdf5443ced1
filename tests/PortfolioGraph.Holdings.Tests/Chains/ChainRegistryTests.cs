using PortfolioGraph.Holdings.Chains;
using PortfolioGraph.Holdings.Ids;

namespace PortfolioGraph.Holdings.Tests.Chains;

public sealed class ChainRegistryTests
{
    [Fact]
    public void All_KnowsEveryEvmChainOfTheProviders()
    {
        int[] expected =
        [
            1, 10, 14, 25, 30, 56, 61, 66, 100, 130, 137, 146, 169, 196, 204, 223, 250, 255, 321, 324, 369, 408, 648, 1030, 1088, 1101, 1116,
            1284, 1285, 1329, 1514, 1729, 1952, 2020, 2025, 2222, 4200, 4217, 5000, 7000, 8217, 8453, 13371, 34443, 42161, 43114, 48900, 59144,
            80094, 81457, 167000, 534352,
        ];
        ChainRegistry.All.Where(chain => chain.Family == ChainFamily.Evm).Select(chain => int.Parse(chain.Id.Reference)).ShouldBe(expected);
    }

    [Theory]
    [InlineData("eip155:1", "Ethereum", ChainFamily.Evm, "ETH", 18, "eip155:1/slip44:60")]
    [InlineData("eip155:137", "Polygon", ChainFamily.Evm, "POL", 18, "eip155:137/slip44:966")]
    [InlineData("eip155:8453", "Base", ChainFamily.Evm, "ETH", 18, "eip155:8453/slip44:60")]
    [InlineData("eip155:196", "X Layer", ChainFamily.Evm, "OKB", 18, null)]
    [InlineData("eip155:4217", "Tempo", ChainFamily.Evm, null, null, null)]
    [InlineData("bip122:000000000019d6689c085ae165831e93", "Bitcoin", ChainFamily.Bitcoin, "BTC", 8, "bip122:000000000019d6689c085ae165831e93/slip44:0")]
    [InlineData("bip122:12a765e31ffd4059bada1e25190f6e98", "Litecoin", ChainFamily.Bitcoin, "LTC", 8, "bip122:12a765e31ffd4059bada1e25190f6e98/slip44:2")]
    [InlineData("bip122:1a91e3dace36e2be3bf030a65679fe82", "Dogecoin", ChainFamily.Bitcoin, "DOGE", 8, "bip122:1a91e3dace36e2be3bf030a65679fe82/slip44:3")]
    [InlineData("bip122:00000ffd590b1485b3caadc19b22e637", "Dash", ChainFamily.Bitcoin, "DASH", 8, "bip122:00000ffd590b1485b3caadc19b22e637/slip44:5")]
    [InlineData("bip122:000000000000000000651ef99cb9fcbe", "Bitcoin Cash", ChainFamily.Bitcoin, "BCH", 8, "bip122:000000000000000000651ef99cb9fcbe/slip44:145")]
    [InlineData("cosmos:cosmoshub-4", "Cosmos Hub", ChainFamily.Cosmos, "ATOM", 6, "cosmos:cosmoshub-4/slip44:118")]
    [InlineData("cosmos:celestia", "Celestia", ChainFamily.Cosmos, "TIA", 6, "cosmos:celestia/slip44:118")]
    [InlineData("cosmos:injective-1", "Injective", ChainFamily.Cosmos, "INJ", 18, "cosmos:injective-1/slip44:60")]
    [InlineData("tron:0x2b6653dc", "Tron", ChainFamily.Tron, "TRX", 6, "tron:0x2b6653dc/slip44:195")]
    [InlineData("solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp", "Solana", ChainFamily.Solana, "SOL", 9, "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp/slip44:501")]
    [InlineData("tvm:-239", "TON", ChainFamily.Ton, "TON", 9, "tvm:-239/slip44:607")]
    [InlineData("aptos:1", "Aptos", ChainFamily.Aptos, "APT", 8, "aptos:1/slip44:637")]
    [InlineData("sui:mainnet", "Sui", ChainFamily.Sui, "SUI", 9, "sui:mainnet/slip44:784")]
    [InlineData("stacks:1", "Stacks", ChainFamily.Other, "STX", 6, "stacks:1/slip44:5757")]
    [InlineData("starknet:SN_MAIN", "Starknet", ChainFamily.Other, "STRK", 18, "starknet:SN_MAIN/slip44:9004")]
    public void Find_KnownChain_TellsItsNativeCoin(string id, string name, ChainFamily family, string? symbol, int? decimals, string? asset)
    {
        var chain = ChainRegistry.Find(ChainId.Parse(id)).ShouldNotBeNull();
        chain.Name.ShouldBe(name);
        chain.Family.ShouldBe(family);
        chain.NativeSymbol.ShouldBe(symbol);
        chain.NativeDecimals.ShouldBe(decimals);
        chain.NativeAsset?.ToString().ShouldBe(asset);
        (chain.NativeAsset is null).ShouldBe(asset is null);
    }

    [Fact]
    public void All_IdsAndShortNames_AreDistinct()
    {
        ChainRegistry.All.Select(chain => chain.Id).ShouldBeUnique();
        ChainRegistry.All.Select(chain => chain.ShortName).ShouldBeUnique();
        ChainRegistry.All.Select(chain => chain.Name).ShouldBeUnique();
    }

    [Theory]
    [InlineData("eip155:999999", ChainFamily.Evm)]
    [InlineData("cosmos:osmosis-1", ChainFamily.Cosmos)]
    [InlineData("polkadot:b0a8d493285c2df73290dfb7e61f870f", ChainFamily.Other)]
    public void FamilyOf_UnknownChain_GoesByNamespace(string id, ChainFamily family)
    {
        ChainRegistry.Find(ChainId.Parse(id)).ShouldBeNull();
        ChainRegistry.FamilyOf(ChainId.Parse(id)).ShouldBe(family);
    }

    [Fact]
    public void Default_IsNoChain()
    {
        ChainRegistry.Find(default).ShouldBeNull();
        ChainRegistry.FamilyOf(default).ShouldBe(ChainFamily.Other);
    }

    [Theory]
    [InlineData("ethereum", "use eip155:1")]
    [InlineData("Ethereum Mainnet", "use eip155:1")]
    [InlineData("eth", "use eip155:1")]
    [InlineData("ETH", "use eip155:1")]
    [InlineData("1", "use eip155:1")]
    [InlineData("0x1", "use eip155:1")]
    [InlineData("EIP155:1", "use eip155:1")]
    [InlineData("bsc", "use eip155:56")]
    [InlineData("56", "use eip155:56")]
    [InlineData("0x38", "use eip155:56")]
    [InlineData("bnb-smart-chain", "use eip155:56")]
    [InlineData("polygon", "use eip155:137")]
    [InlineData("matic", "use eip155:137")]
    [InlineData("arbitrum", "use eip155:42161")]
    [InlineData("arbitrum_one", "use eip155:42161")]
    [InlineData("optimism", "use eip155:10")]
    [InlineData("base", "use eip155:8453")]
    [InlineData("avalanche", "use eip155:43114")]
    [InlineData("solana", "use solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp")]
    [InlineData("sol", "use solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp")]
    [InlineData("501", "use solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp")]
    [InlineData("bitcoin", "use bip122:000000000019d6689c085ae165831e93")]
    [InlineData("btc", "use bip122:000000000019d6689c085ae165831e93")]
    [InlineData("0", "use bip122:000000000019d6689c085ae165831e93")]
    [InlineData("injective", "use cosmos:injective-1")]
    [InlineData("injective-1", "use cosmos:injective-1")]
    [InlineData("cosmos", "use cosmos:cosmoshub-4")]
    [InlineData("118", "use cosmos:cosmoshub-4")]
    [InlineData("tron", "use tron:0x2b6653dc")]
    [InlineData("ton", "use tvm:-239")]
    [InlineData("sui", "use sui:mainnet")]
    [InlineData("aptos", "use aptos:1")]
    [InlineData("", null)]
    [InlineData("mainnet", null)]
    [InlineData("nowhere", null)]
    [InlineData("999999", null)]
    [InlineData("0x", null)]
    public void Suggest_WrongSpelling_NamesTheId(string text, string? expected) =>
        ChainRegistry.Suggest(text).ShouldBe(expected);
}
