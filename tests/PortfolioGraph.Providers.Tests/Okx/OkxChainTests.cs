using PortfolioGraph.Holdings.Chains;
using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Holdings.Tokens;
using PortfolioGraph.Providers.Okx;

namespace PortfolioGraph.Providers.Tests.Okx;

public class OkxChainTests
{
    [Theory]
    [InlineData("1", "eip155:1")]
    [InlineData("56", "eip155:56")]
    [InlineData("534352", "eip155:534352")]
    [InlineData("0", "bip122:000000000019d6689c085ae165831e93")]
    [InlineData("2", "bip122:12a765e31ffd4059bada1e25190f6e98")]
    [InlineData("3", "bip122:1a91e3dace36e2be3bf030a65679fe82")]
    [InlineData("5", "bip122:00000ffd590b1485b3caadc19b22e637")]
    [InlineData("118", "cosmos:cosmoshub-4")]
    [InlineData("145", "bip122:000000000000000000651ef99cb9fcbe")]
    [InlineData("195", "tron:0x2b6653dc")]
    [InlineData("501", "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp")]
    [InlineData("607", "tvm:-239")]
    [InlineData("637", "aptos:1")]
    [InlineData("784", "sui:mainnet")]
    [InlineData("5757", "stacks:1")]
    [InlineData("9004", "starknet:SN_MAIN")]
    [InlineData("70000037", "cosmos:celestia")]
    [InlineData("70000041", "cosmos:injective-1")]
    [InlineData("70000063", "eip155:1729")]
    public void Code_Mapped_GoesBothWays(string code, string id)
    {
        OkxChains.OfCode(code).ShouldBeOfType<OkxChain.Mapped>().Id.ShouldBe(ChainId.Parse(id));
        OkxChains.Find(ChainId.Parse(id))!.Code.ShouldBe(code);
    }

    [Fact]
    public void Covered_EveryChain_IsDistinctAndKnownByName()
    {
        OkxChains.Covered.Count.ShouldBe(66);
        OkxChains.Covered.Distinct().Count().ShouldBe(66);
        OkxChains.Covered.ShouldAllBe(id => ChainRegistry.Find(id) != null);
        OkxChains.Covered[0].Value.ShouldBe("eip155:1");
        OkxChains.OfFamily(ChainFamily.Evm).Count.ShouldBe(50);
    }

    [Theory]
    [InlineData("13", null, "okx:13", "ZKSpace")]
    [InlineData("999999", "New Chain", "okx:999999", "New Chain")]
    [InlineData("999999", "", "okx:999999", "okx chain 999999")]
    [InlineData("ethereum", null, "okx:ethereum", "okx chain ethereum")]
    public void Code_Unmapped_IsNeverGuessed(string code, string? name, string id, string shown)
    {
        var chain = OkxChains.OfCode(code, name).ShouldBeOfType<OkxChain.Unmapped>();
        chain.CaipId.ShouldBeNull();
        chain.Network.Id.ShouldBe(id);
        chain.Network.Name.ShouldBe(shown);
    }

    [Theory]
    [InlineData("ETH 1,BSC 56,MATIC 137,AVAX 43114,TRON 195,ARB 42161,OP 10,APTOS 637,ZKSYNC 324,SUI 784,SOL 501,POLYGONZK 1101,BASE 8453,METIS 1088,CELESTIA 70000037,COSMOS 118,INJECTIVE 70000041,MERLIN 4200,BTC 0,SCROLL 534352,TON 607,EVMSEI 1329,TAIKO 167000,MOONBEAM 1284,STORY 1514")]
    [InlineData("arb 42161,Arbitrum One 42161,Ethereum 1")]
    public void Text_ShortCodeOrName_IsTheChain(string pairs)
    {
        foreach (var pair in pairs.Split(','))
        {
            var cut = pair.LastIndexOf(' ');
            OkxChains.Of(null, null, pair[..cut])!.ShouldBeOfType<OkxChain.Mapped>().Code.ShouldBe(pair[(cut + 1)..]);
        }
    }

    [Fact]
    public void Chain_OfAnAnswer_IsByNumberBeforeText()
    {
        OkxChains.Of("1", "2", "ARB")!.Code.ShouldBe("1");
        OkxChains.Of("", "42161", "ETH")!.Code.ShouldBe("42161");
        OkxChains.Of(null, null, "PLASMA")!.Network.Id.ShouldBe("okx:PLASMA");
        OkxChains.Of(null, null, " ").ShouldBeNull();
    }

    [Theory]
    [InlineData("fbtc_fbrc20_babymusk", InscriptionProtocol.Fbrc20)]
    [InlineData("btc-brc20-ordi", InscriptionProtocol.Brc20)]
    [InlineData("btc-runesMain-840000:2", InscriptionProtocol.Runes)]
    [InlineData("btc-src20-utxo", InscriptionProtocol.Src20)]
    public void Token_InscriptionAddress_HasItsProtocol(string address, InscriptionProtocol protocol)
    {
        var token = OkxTokens.Of(OkxChains.OfCode("0"), address, "x");
        token.Kind.ShouldBe(TokenKind.Inscription);
        token.Inscription.ShouldBe(protocol);
        token.AssetId.ShouldBeNull();
        token.Id.ShouldBe(OkxTokens.IdOf(OkxChains.OfCode("0"), address));
    }

    [Theory]
    [InlineData("1", "0xDAC17F958D2ee523a2206206994597C13D831ec7", "eip155:1/erc20:0xdac17f958d2ee523a2206206994597c13d831ec7", true, TokenKind.Fungible)]
    [InlineData("1", "", "eip155:1/slip44:60", true, TokenKind.Native)]
    [InlineData("137", "", "eip155:137/slip44:966", true, TokenKind.Native)]
    [InlineData("501", "", "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp/slip44:501", true, TokenKind.Native)]
    [InlineData("501", "Es9vMFrzaCERmJfrF4H2FYD4KCoNkY11McCe8BenwNYB", "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp/token:Es9vMFrzaCERmJfrF4H2FYD4KCoNkY11McCe8BenwNYB", true, TokenKind.Fungible)]
    [InlineData("195", "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t", "tron:0x2b6653dc/TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t", false, TokenKind.Fungible)]
    [InlineData("146", "", "eip155:146/native", false, TokenKind.Native)]
    [InlineData("999999", "0xDAC17F958D2ee523a2206206994597C13D831ec7", "okx:999999:0xdac17f958d2ee523a2206206994597c13d831ec7", false, TokenKind.Fungible)]
    [InlineData("1", null, "okx:1:symbol:x", false, TokenKind.Unknown)]
    public void Token_OfChainAndAddress_HasOneId(string code, string? address, string id, bool isCaip, TokenKind kind)
    {
        var token = OkxTokens.Of(OkxChains.OfCode(code), address, "x");
        token.Id.ShouldBe(id);
        (token.AssetId?.Value).ShouldBe(isCaip ? id : null);
        token.Kind.ShouldBe(kind);
        if (address is not null)
            OkxTokens.IdOf(OkxChains.OfCode(code), address).ShouldBe(id);
    }

    [Fact]
    public async Task Networks_Listed_HaveNameAndLogoAndUnmappedOnesToo()
    {
        var okx = new OkxHarness(_ => """
            {"code":"0","data":[{"name":"Ethereum","logoUrl":"https://l.example/eth.png","shortName":"ETH","chainIndex":"1"},
              {"name":"Dash","logoUrl":"ftp://x","shortName":"DASH","chainIndex":5},{"name":"Newborn","shortName":"NEW","chainIndex":"31337"}]}
            """);
        var result = await okx.Provider.ListNetworksAsync(CancellationToken.None);
        okx.Http.Sent.Single().PathAndQuery.ShouldBe("/api/v5/wallet/chain/supported-chains");
        result.Value!.Select(n => (n.Id, n.Name, n.ShortName, n.LogoUrl)).ShouldBe(
        [
            ("eip155:1", "Ethereum", "ETH", "https://l.example/eth.png"),
            ("bip122:00000ffd590b1485b3caadc19b22e637", "Dash", "DASH", null),
            ("okx:31337", "Newborn", "NEW", null),
        ]);
        (await new OkxHarness(_ => "").Provider.ListNetworksAsync(CancellationToken.None)).Status.ShouldBe(SourceStatus.Failed);
    }

    [Fact]
    public async Task Version6_Balances_HaveTheirOwnPathsAndNames()
    {
        var okx = new OkxHarness(sent => StubHttp.Json(
            """{"code":"0","data":[{"tokenAssets":[{"chainIndex":"1","tokenContractAddress":"0xdac17f958d2ee523a2206206994597c13d831ec7","symbol":"USDT","balance":"1","tokenPrice":"1"}]}]}"""),
            options => options.ApiVersion = OkxApiVersion.V6);
        var wallet = OkxHarness.Evm(1, "eip155:1");
        var answer = await okx.LoadOneAsync(HoldingsNeeds.Tokens, wallet);
        var found = await okx.Provider.LookUpTokensAsync(
            [new(wallet, new(ChainId.Parse("eip155:1"), "0xdac17f958d2ee523a2206206994597c13d831ec7"))], HoldingsNeeds.Tokens, CancellationToken.None);
        await okx.Provider.ListNetworksAsync(CancellationToken.None);

        answer.TokenBalances.Single().Token.Id.ShouldBe("eip155:1/erc20:0xdac17f958d2ee523a2206206994597c13d831ec7");
        found.Single().Value!.Amount.ShouldBe(1);
        okx.Http.Sent.Select(s => s.PathAndQuery).ShouldBe(
        [
            "/api/v6/dex/balance/all-token-balances-by-address?address=0x0000000000000000000000000000000000000001&chains=1&excludeRiskToken=1",
            "/api/v6/dex/balance/token-balances-by-address",
            "/api/v6/dex/balance/supported/chain",
        ]);
        okx.Http.Sent[1].Body.ShouldBe("""{"address":"0x0000000000000000000000000000000000000001","tokenContractAddresses":[{"chainIndex":"1","tokenContractAddress":"0xdac17f958d2ee523a2206206994597c13d831ec7"}],"excludeRiskToken":"1"}""");
    }
}
