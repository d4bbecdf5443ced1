using PortfolioGraph.Sandbox.Data;

namespace PortfolioGraph.Sandbox.Tests;

public sealed class AddressTests
{
    [Theory]
    [InlineData(1, "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", true)]
    [InlineData(1, "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAe", false)]
    [InlineData(1, "EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v", false)]
    [InlineData(0, "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", true)]
    [InlineData(0, "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4", true)]
    [InlineData(0, "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0", true)]
    [InlineData(195, "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t", true)]
    [InlineData(501, "EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v", true)]
    [InlineData(607, "EQDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff-W72r5gqPrHF", true)]
    [InlineData(607, "0:ca6e321c7cce9ecedf0a8ca2492ec8592494aa5fb5ce0387dff96ef6af982a3e", true)]
    [InlineData(784, "0x8a4e941a1d6733a85b0b98085fa434aebe11dc59cb24c915d3348ea8500abea8", true)]
    [InlineData(70000041, "inj1t2htvpfl862vnwdqnuekd9p4ulh3h6hda7frn9", true)]
    [InlineData(70000041, "inj1t2htvpfl862vnwdqnuekd9p4ulh3h6hda7frn8", false)]
    [InlineData(118, "inj1t2htvpfl862vnwdqnuekd9p4ulh3h6hda7frn9", false)]
    public void Fits_AddressAndChain_TellsFamiliesApart(int chain, string address, bool expected) => Chain.Of(chain).Fits(address).ShouldBe(expected);
}
