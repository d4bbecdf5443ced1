using PortfolioGraph.Holdings.Ids;

namespace PortfolioGraph.Holdings.Tests.Ids;

public sealed class ChainIdTests
{
    [Theory]
    [InlineData("eip155:1", "eip155", "1")]
    [InlineData("bip122:000000000019d6689c085ae165831e93", "bip122", "000000000019d6689c085ae165831e93")]
    [InlineData("cosmos:injective-1", "cosmos", "injective-1")]
    [InlineData("solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp", "solana", "5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp")]
    [InlineData("tvm:-239", "tvm", "-239")]
    [InlineData("starknet:SN_MAIN", "starknet", "SN_MAIN")]
    [InlineData("a-1:x", "a-1", "x")]
    [InlineData("abcdefgh:12345678901234567890123456789012", "abcdefgh", "12345678901234567890123456789012")]
    public void TryParse_Caip2_SplitsIt(string text, string ns, string reference)
    {
        ChainId.TryParse(text, out var id, out var reason).ShouldBeTrue();
        reason.ShouldBeNull();
        id.Namespace.ShouldBe(ns);
        id.Reference.ShouldBe(reference);
        id.ToString().ShouldBe(text);
        ChainId.Parse(text).ShouldBe(id);
    }

    [Theory]
    [InlineData("", "a chain id has the form namespace:reference (CAIP-2), such as eip155:1")]
    [InlineData("ethereum", "a chain id has the form namespace:reference (CAIP-2), such as eip155:1")]
    [InlineData("1", "a chain id has the form namespace:reference (CAIP-2), such as eip155:1")]
    [InlineData("ab:1", "the namespace must have 3 to 8 characters, not 2")]
    [InlineData("abcdefghi:1", "the namespace must have 3 to 8 characters, not 9")]
    [InlineData("EIP155:1", "the namespace may have only a-z, 0-9 and '-', not 'E'")]
    [InlineData("eip_155:1", "the namespace may have only a-z, 0-9 and '-', not '_'")]
    [InlineData("eip155:", "the reference must have 1 to 32 characters, not 0")]
    [InlineData("eip155:123456789012345678901234567890123", "the reference must have 1 to 32 characters, not 33")]
    [InlineData("eip155:1:0xab", "the reference may have only letters, digits, '-' and '_', not ':'")]
    [InlineData("eip155: 1", "the reference may have only letters, digits, '-' and '_', not ' '")]
    [InlineData("cosmos:ä", "the reference may have only letters, digits, '-' and '_', not 'ä'")]
    public void TryParse_NotCaip2_SaysWhy(string text, string expected)
    {
        ChainId.TryParse(text, out var id, out var reason).ShouldBeFalse();
        reason.ShouldBe(expected);
        id.ShouldBe(default);
        Should.Throw<FormatException>(() => ChainId.Parse(text)).Message.ShouldBe(expected);
    }

    [Fact]
    public void Equals_AnotherCase_IsFalse() =>
        ChainId.Parse("starknet:SN_MAIN").ShouldNotBe(ChainId.Parse("starknet:sn_main"));

    [Fact]
    public void Default_NamesNoChain()
    {
        default(ChainId).ToString().ShouldBe("");
        default(ChainId).GetHashCode().ShouldBe(0);
        default(ChainId).ShouldNotBe(ChainId.Parse("eip155:1"));
    }
}
