using PortfolioGraph.GraphQL.Language;

namespace PortfolioGraph.GraphQL.Tests.Language;

public sealed class BlockStringTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData(" \t", "")]
    [InlineData("\n \n\t\n", "")]
    [InlineData("  a ", "  a ")]
    [InlineData("\n  a\n    b\n", "a\n  b")]
    [InlineData("a\n    b\n   c", "a\n b\nc")]
    [InlineData("\n\n  a\n\n \n  b\n\n", "a\n\n\nb")]
    [InlineData("\n    a\n  ", "a")]
    [InlineData("\n\ta\n\t b", "a\n b")]
    [InlineData("\r\n  a\r  b\n\r  c", "a\nb\n\nc")]
    [InlineData("\n  a  \n  b\t", "a  \nb\t")]
    public void Dedent_Raw_RemovesCommonIndentationAndOuterBlankLines(string raw, string value) => BlockString.Dedent(raw).ShouldBe(value);

    [Theory]
    [InlineData("", "''''''")]
    [InlineData("a", "'''a'''")]
    [InlineData(" a", "''' a'''")]
    [InlineData("a\nb", "'''\na\nb\n'''")]
    [InlineData("a\"", "'''\na\"\n'''")]
    [InlineData("a\\", "'''\na\\\n'''")]
    [InlineData("\ta\"", "'''\ta\"\n'''")]
    [InlineData("a\"\"\"b", "'''a\\'''b'''")]
    public void Print_Value_IsGivenBackByDedent(string value, string printed)
    {
        printed = printed.Replace('\'', '"');

        BlockString.Print(value).ShouldBe(printed);
        ((StringValueNode)Parser.ParseValue(printed)).Value.ShouldBe(value);
    }

    [Fact]
    public void Print_OneLine_BreaksAboveSeventyCodeUnits()
    {
        BlockString.Print(new string('x', 70)).ShouldNotContain('\n');
        BlockString.Print(new string('x', 71)).ShouldContain('\n');
    }
}
