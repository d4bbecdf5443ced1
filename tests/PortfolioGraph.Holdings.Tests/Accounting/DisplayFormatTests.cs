using PortfolioGraph.Holdings.Accounting;
using static PortfolioGraph.Holdings.Tests.Accounting.Books;

namespace PortfolioGraph.Holdings.Tests.Accounting;

public class DisplayFormatTests
{
    [Theory]
    [InlineData("1125.656578751752046656", "$1,125.65")]
    [InlineData("2.99835", "$2.99")]
    [InlineData("364.0999", "$364.09")]
    [InlineData("0", "$0.00")]
    [InlineData("5", "$5.00")]
    [InlineData("-5", "-$5.00")]
    [InlineData("-0.004", "$0.00")]
    [InlineData("999.999", "$999.99")]
    [InlineData("1000", "$1,000.00")]
    [InlineData("-1234567.8", "-$1,234,567.80")]
    [InlineData("100000000000000000000000000000000000000000", "$100,000,000,000,000,000,000,000,000,000,000,000,000,000.00")]
    public void Usd_IsCutToCentsAndGrouped(string value, string expected) => DisplayFormat.Usd(N(value)).ShouldBe(expected);

    [Theory]
    [InlineData("375.425343522854919091", 4, "INJ", "375.4253 INJ")]
    [InlineData("0.99999", 2, "USDC", "0.99 USDC")]
    [InlineData("12.50", 4, "T", "12.5 T")]
    [InlineData("4025.02", null, "DOGE", "4025.02 DOGE")]
    [InlineData("1.23456789", null, "ETH", "1.2345 ETH")]
    [InlineData("0.0000123456", null, "BTC", "0.00001234 BTC")]
    [InlineData("-0.0000123456", null, "BTC", "-0.00001234 BTC")]
    [InlineData("0.5", null, null, "0.5")]
    [InlineData("0", null, "ETH", "0 ETH")]
    [InlineData("100", 2, "", "100")]
    [InlineData("1.5", -3, "X", "1 X")]
    public void Amount_IsCutToDisplayDecimals(string amount, int? decimals, string? symbol, string expected) =>
        DisplayFormat.Amount(N(amount), decimals, symbol).ShouldBe(expected);

    [Fact]
    public void Of_TheProvidersOwnText_Stands()
    {
        var balance = Balance("neptune", Wallet(Inj), Injective, "", "375.425343522854919091", "1125.656578751752046656", "INJ", price: "2.99835");

        DisplayFormat.Of(balance).ShouldBe(new DisplayText("375.4253 INJ", "$2.99", "$1,125.65"));
        DisplayFormat.Of(balance with { Display = new DisplayText("375.42 INJ", null, null) }).ShouldBe(new DisplayText("375.42 INJ", "$2.99", "$1,125.65"));
    }

    [Fact]
    public void Of_AmountUnknown_ShowsBaseUnits()
    {
        var balance = Balance("neptune", Wallet(Inj), Injective, NInj, null, null);

        DisplayFormat.Of(balance with { RawAmount = 12 }).ShouldBe(new DisplayText("12 base units", null, null));
        DisplayFormat.Of(balance).Amount.ShouldBe("unknown");
    }
}
