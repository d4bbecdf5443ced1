using PortfolioGraph.Holdings.Ids;

namespace PortfolioGraph.Holdings.Tests.Ids;

public sealed class AccountIdTests
{
    [Theory]
    [InlineData("eip155:1:0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb", "eip155:1", "0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb")]
    [InlineData("bip122:000000000019d6689c085ae165831e93:128Lkh3S7CkDTBZ8W7BbpsN3YYizJMp8p6", "bip122:000000000019d6689c085ae165831e93", "128Lkh3S7CkDTBZ8W7BbpsN3YYizJMp8p6")]
    [InlineData("tvm:-239:0%3Aca6e", "tvm:-239", "0:ca6e")]
    [InlineData("hedera:mainnet:0.0.1234567890-zbhlt", "hedera:mainnet", "0.0.1234567890-zbhlt")]
    public void TryParse_Caip10_SplitsItAndRoundTrips(string text, string chain, string address)
    {
        AccountId.TryParse(text, out var id, out var reason).ShouldBeTrue();
        reason.ShouldBeNull();
        id.Chain.ToString().ShouldBe(chain);
        id.Address.ShouldBe(address);
        id.ToString().ShouldBe(text);
        AccountId.TryCreate(id.Chain, address, out var created).ShouldBeTrue();
        created.ShouldBe(id);
    }

    [Fact]
    public void TryParse_OtherSpellingOfTheSameEncoding_IsTheSameId() =>
        AccountId.Parse("tvm:-239:0%3aca6e").ShouldBe(AccountId.Parse("tvm:-239:%30%3Aca6e"));

    [Theory]
    [InlineData("", "an account id has the form namespace:reference:address (CAIP-10), such as eip155:1:0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb")]
    [InlineData("eip155:1", "an account id has the form namespace:reference:address (CAIP-10), such as eip155:1:0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb")]
    [InlineData("ab:1:0x", "the namespace must have 3 to 8 characters, not 2")]
    [InlineData("eip155:1:", "the address must have 1 to 128 characters, not 0")]
    [InlineData("tvm:-239:0:ca6e", "the address may have only letters, digits, '-' and '.', with anything else percent-encoded, not ':'")]
    [InlineData("eip155:1:a_b", "the address may have only letters, digits, '-' and '.', with anything else percent-encoded, not '_'")]
    [InlineData("eip155:1:a%2", "the address 'a%2' has a broken percent-encoding")]
    [InlineData("eip155:1:a%zz", "the address 'a%zz' has a broken percent-encoding")]
    [InlineData("eip155:1:a%FF", "the address 'a%FF' has a broken percent-encoding")]
    public void TryParse_NotCaip10_SaysWhy(string text, string expected)
    {
        AccountId.TryParse(text, out _, out var reason).ShouldBeFalse();
        reason.ShouldBe(expected);
    }

    [Fact]
    public void TryParse_AddressOf129_IsRefused()
    {
        AccountId.TryParse("eip155:1:" + new string('a', 128), out _, out _).ShouldBeTrue();
        AccountId.TryParse("eip155:1:" + new string('a', 129), out _, out var reason).ShouldBeFalse();
        reason.ShouldBe("the address must have 1 to 128 characters, not 129");
    }

    [Fact]
    public void TryCreate_NothingOrTooMuch_IsFalse()
    {
        AccountId.TryCreate(ChainId.Parse("sui:mainnet"), "", out _).ShouldBeFalse();
        AccountId.TryCreate(ChainId.Parse("sui:mainnet"), new string(':', 43), out _).ShouldBeFalse();
    }
}
