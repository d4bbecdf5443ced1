using FsCheck;
using FsCheck.Fluent;
using PortfolioGraph.Holdings.Ids;

namespace PortfolioGraph.Holdings.Tests.Ids;

public sealed class AssetIdTests
{
    [Theory]
    [InlineData("eip155:1/slip44:60", "slip44", "60", null)]
    [InlineData("cosmos:cosmoshub-3/slip44:118", "slip44", "118", null)]
    [InlineData("eip155:1/erc20:0x6b175474e89094c44da98b954eedeac495271d0f", "erc20", "0x6b175474e89094c44da98b954eedeac495271d0f", null)]
    [InlineData("eip155:1/erc721:0x06012c8cf97bead5deae237070f9587f8e7a266d/771769", "erc721", "0x06012c8cf97bead5deae237070f9587f8e7a266d", "771769")]
    [InlineData("cosmos:injective-1/denom:ibc%2FC4CFF46F", "denom", "ibc/C4CFF46F", null)]
    [InlineData("sui:mainnet/coin:0x2%3A%3Asui%3A%3ASUI", "coin", "0x2::sui::SUI", null)]
    public void TryParse_Caip19_SplitsItAndRoundTrips(string text, string ns, string reference, string? tokenId)
    {
        AssetId.TryParse(text, out var id, out var reason).ShouldBeTrue();
        reason.ShouldBeNull();
        id.Namespace.ShouldBe(ns);
        id.Reference.ShouldBe(reference);
        id.TokenId.ShouldBe(tokenId);
        id.ToString().ShouldBe(text);
        id.Chain.ToString().ShouldBe(text[..text.IndexOf('/')]);
    }

    [Theory]
    [InlineData("", "an asset id has the form chain_id/namespace:reference (CAIP-19), such as eip155:1/slip44:60")]
    [InlineData("eip155:1", "an asset id has the form chain_id/namespace:reference (CAIP-19), such as eip155:1/slip44:60")]
    [InlineData("eip155:1/slip44", "an asset id has the form chain_id/namespace:reference (CAIP-19), such as eip155:1/slip44:60")]
    [InlineData("eip155:1/erc721:0x1/2/3", "an asset id has the form chain_id/namespace:reference (CAIP-19), such as eip155:1/slip44:60")]
    [InlineData("eip155/slip44:60", "a chain id has the form namespace:reference (CAIP-2), such as eip155:1")]
    [InlineData("eip155:1/s:60", "the namespace must have 3 to 8 characters, not 1")]
    [InlineData("eip155:1/slip44:", "the reference must have 1 to 128 characters, not 0")]
    [InlineData("eip155:1/erc721:0x1/", "the token id must have 1 to 78 characters, not 0")]
    [InlineData("cosmos:injective-1/denom:a;b", "the reference may have only letters, digits, '-' and '.', with anything else percent-encoded, not ';'")]
    [InlineData("cosmos:injective-1/denom:ibc%2", "the reference 'ibc%2' has a broken percent-encoding")]
    public void TryParse_NotCaip19_SaysWhy(string text, string expected)
    {
        AssetId.TryParse(text, out _, out var reason).ShouldBeFalse();
        reason.ShouldBe(expected);
    }

    [Fact]
    public void Parse_EvmContractInAnyCase_IsOneAsset()
    {
        var mixed = AssetId.Parse("eip155:1/erc20:0x6B175474E89094C44Da98b954EedeAC495271d0F");
        mixed.ToString().ShouldBe("eip155:1/erc20:0x6b175474e89094c44da98b954eedeac495271d0f");
        AssetId.TryCreate(ChainId.Parse("eip155:1"), "erc20", "0x6B175474E89094C44DA98B954EEDEAC495271D0F", out var upper).ShouldBeTrue();
        upper.ShouldBe(mixed);
        upper.GetHashCode().ShouldBe(mixed.GetHashCode());
    }

    [Fact]
    public void Parse_SolanaMint_KeepsItsCase() =>
        AssetId.Parse("solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp/token:EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v")
            .Reference.ShouldBe("EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v");

    [Fact]
    public void TryCreate_TooLongForCaip19_IsFalse()
    {
        var chain = ChainId.Parse("sui:mainnet");
        AssetId.TryCreate(chain, "coin", new string('a', 128), out _).ShouldBeTrue();
        AssetId.TryCreate(chain, "coin", new string('a', 126) + ":", out _).ShouldBeFalse();
        AssetId.TryCreate(chain, "COIN", "a", out _).ShouldBeFalse();
        AssetId.TryCreate(chain, "coin", "", out _).ShouldBeFalse();
    }

    [Fact]
    public void TryCreate_AnyReference_IsReadBackAsItWas() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NonEmptyString>(), reference =>
        {
            var text = reference.Get;
            if (text.Any(char.IsSurrogate)
                || !AssetId.TryCreate(ChainId.Parse("cosmos:injective-1"), "denom", text, out var id))
                return true;
            return AssetId.Parse(id.ToString()) == id && AssetId.Parse(id.ToString()).Reference == text;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Native_CoinType_IsSlip44() =>
        AssetId.Native(ChainId.Parse("eip155:1"), 60).ShouldBe(AssetId.Parse("eip155:1/slip44:60"));
}
