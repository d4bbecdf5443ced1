using PortfolioGraph.Holdings.Addresses;

namespace PortfolioGraph.Holdings.Tests.Addresses;

public sealed class InjectiveLinkTests
{
    [Theory]
    [InlineData("inj1t2htvpfl862vnwdqnuekd9p4ulh3h6hda7frn9", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed")]
    [InlineData("inj1rmzufd7h09sqfrre5dtvu5d09ta7c0t4jzkr2f", "0x1ec5c4b7d77960048c79a356ce51af2afbec3d75")]
    [InlineData("inj1nc7gjkf2mhp34a6gquhurg8qahnw5kxs5u3s4u", "0x9e3c89592addc31af748072fc1a0e0ede6ea58d0")]
    public void Link_Address_GoesBothWays(string injective, string evm)
    {
        InjectiveLink.ToEvm(injective).ShouldBe(evm, StringCompareShould.IgnoreCase);
        AddressValidator.Check(InjectiveLink.ToEvm(injective)!).Display.ShouldBe(InjectiveLink.ToEvm(injective));
        InjectiveLink.ToInjective(evm).ShouldBe(injective);
    }

    [Theory]
    [InlineData("inj1t2htvpfl862vnwdqnuekd9p4ulh3h6hda7frn8")]
    [InlineData("cosmos1w508d6qejxtdg4y5r3zarvary0c5xw7k6ah60c")]
    [InlineData("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed")]
    [InlineData("")]
    public void ToEvm_NoInjectiveAddress_IsNull(string text) => InjectiveLink.ToEvm(text).ShouldBeNull();

    [Theory]
    [InlineData("0xfB6916095Ca1df60bB79Ce92cE3Ea74c37c5d359")]
    [InlineData("0x5aAe")]
    [InlineData("inj1t2htvpfl862vnwdqnuekd9p4ulh3h6hda7frn9")]
    public void ToInjective_NoEvmAddress_IsNull(string text) => InjectiveLink.ToInjective(text).ShouldBeNull();
}
