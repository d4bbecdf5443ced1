using PortfolioGraph.Holdings.Ids;

namespace PortfolioGraph.Holdings.Tests.Ids;

public class BoundedTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("abcd", "abcd")]
    [InlineData("abcde", "abcd")]
    [InlineData("abc🍕", "abc")]
    [InlineData("ab🍕c", "ab🍕")]
    [InlineData("abce\u0301", "abc")]
    [InlineData("ab👨‍👩‍👧", "ab")]
    [InlineData("e\u0301\u0301\u0301\u0301", "e\u0301\u0301\u0301")]
    [InlineData("👨‍👩‍👧", "👨‍")]
    public void Cut_AtFour_EndsWhereACharacterDoes(string text, string expected) => BoundedText.Cut(text, 4).TrimEnd('\u200d').ShouldBe(expected.TrimEnd('\u200d'));

    [Theory]
    [InlineData(3_050)]
    [InlineData(100_000)]
    public void Cut_LongText_IsItsBeginningInWholeCharacters(int length)
    {
        foreach (var piece in new[] { "x", "🍕", "中", "a🍕" })
        {
            var text = string.Concat(Enumerable.Repeat(piece, length));
            var cut = BoundedText.Cut(text);

            cut.Length.ShouldBeInRange(254, 256);
            text.ShouldStartWith(cut);
            System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(cut)).ShouldBe(cut);
        }
    }
}
