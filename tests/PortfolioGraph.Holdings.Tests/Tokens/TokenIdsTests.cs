using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Tokens;

namespace PortfolioGraph.Holdings.Tests.Tokens;

public class TokenIdsTests
{
    [Theory]
    [InlineData("eip155:1", "", "eip155:1/slip44:60")]
    [InlineData("eip155:1", "0xdAC17F958D2ee523a2206206994597C13D831ec7", "eip155:1/erc20:0xdac17f958d2ee523a2206206994597c13d831ec7")]
    [InlineData("solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp", "EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v", "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp/token:EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v")]
    [InlineData("cosmos:injective-1", "", "cosmos:injective-1/slip44:60")]
    public void For_NamespaceRegistered_IsTheCaip19Id(string chain, string address, string expected)
    {
        TokenIds.For(ChainId.Parse(chain), address).ShouldBe(expected);
        TokenIds.AssetIdOf(ChainId.Parse(chain), address).ShouldBe(AssetId.Parse(expected));
    }

    [Theory]
    [InlineData("cosmos:injective-1", "inj1rmzufd7h09sqfrre5dtvu5d09ta7c0t4jzkr2f", "cosmos:injective-1/inj1rmzufd7h09sqfrre5dtvu5d09ta7c0t4jzkr2f")]
    [InlineData("cosmos:injective-1", "ibc/C4CF", "cosmos:injective-1/ibc%2FC4CF")]
    [InlineData("tron:0x2b6653dc", "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t", "tron:0x2b6653dc/TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t")]
    [InlineData("eip155:146", "", "eip155:146/native")]
    [InlineData("eip155:999999", "", "eip155:999999/native")]
    public void For_NoNamespace_IsChainAndAddressAndNoAssetId(string chain, string address, string expected)
    {
        TokenIds.For(ChainId.Parse(chain), address).ShouldBe(expected);
        TokenIds.AssetIdOf(ChainId.Parse(chain), address).ShouldBeNull();
        AssetId.TryParse(expected, out _, out _).ShouldBeFalse();
    }
}
