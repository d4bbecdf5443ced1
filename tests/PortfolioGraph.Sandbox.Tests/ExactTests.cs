using PortfolioGraph.Sandbox.Data;

namespace PortfolioGraph.Sandbox.Tests;

public sealed class ExactTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0.50", "-0.5")]
    [InlineData("120", "120")]
    [InlineData("0.000000000000000001", "0.000000000000000001")]
    [InlineData("1172.895057177065864522056725546579939398", "1172.895057177065864522056725546579939398")]
    public void ToString_Parsed_IsPlainAndShort(string text, string expected) => Exact.Parse(text).ToString().ShouldBe(expected);

    [Fact]
    public void Sum_OfTheDocumentedPosition_IsItsTotal() =>
        (Exact.Parse("2.61869989433167351725360102089837") + Exact.Parse("0.00307009284288151737625793354325")).ToString()
            .ShouldBe("2.62176998717455503462985895444162");

    [Fact]
    public void Product_OfTheDocumentedBalance_IsItsValueCut()
    {
        var value = Exact.Parse("375.425343522854919091") * Exact.Parse("2.99835");

        value.ToString().ShouldBe("1125.65657875175204665649985");
        value.Cut(18).ToString().ShouldBe("1125.656578751752046656");
    }

    [Theory]
    [InlineData("2.99835", 2, "2.99")]
    [InlineData("1125.656578751752046656", 2, "1,125.65")]
    [InlineData("375.425343522854919091", 4, "375.4253")]
    [InlineData("1234567", 2, "1,234,567.00")]
    [InlineData("-0.999", 2, "-0.99")]
    [InlineData("999", 0, "999")]
    public void ToText_Amount_IsCutAndGrouped(string amount, int places, string expected) => Exact.Parse(amount).ToText(places).ShouldBe(expected);

    [Fact]
    public void Over_Quotient_IsCutToThePlacesAsked() => Exact.Parse("2").Over(Exact.Parse("0.3"), 4).ToString().ShouldBe("6.6666");
}
