using PortfolioGraph.Holdings.Ids;

namespace PortfolioGraph.Holdings.Tests.Ids;

public class IdTextTests
{
    [Theory]
    [InlineData('@', "team@42", "team%4042")]
    [InlineData('@', "a:b/c,d", "a:b/c,d")]
    [InlineData(':', "a:b/c,d@e|f", "a%3Ab%2Fc%2Cd%40e%7Cf")]
    [InlineData('|', "a:b@c|d", "a:b@c%7Cd")]
    [InlineData('|', "100%~\u0001", "100%25%7E\u0001")]
    [InlineData(':', "🍕 é", "🍕 é")]
    [InlineData(':', "", "")]
    public void Join_OnePart_EscapesItsSeparatorAndThoseOutside(char separator, string part, string expected) =>
        IdText.Join(separator, part).ShouldBe(expected);

    [Fact]
    public void Join_HalfOfACharacter_IsEscaped()
    {
        IdText.Join(':', "\ud83c-\udf55").ShouldBe("%uD83C-%uDF55");
        IdText.TrySplit(':', "a\ud83c", out _).ShouldBeFalse();
    }

    [Fact]
    public void Join_UnknownSeparator_Throws() => Should.Throw<ArgumentOutOfRangeException>(() => IdText.Join('#', "a", "b"));

    [Theory]
    [InlineData("a%")]
    [InlineData("a%4")]
    [InlineData("a%zz")]
    [InlineData("a%41")]
    [InlineData("a%3a")]
    [InlineData("a%u12")]
    [InlineData("a%u0041")]
    [InlineData("a~b")]
    [InlineData("a|b")]
    public void TrySplit_WhatJoinDoesNotWrite_IsNoText(string text) => IdText.TrySplit(':', text, out _).ShouldBeFalse();

    [Fact]
    public void Join_AnyParts_GiveATextThatIsTheirsAlone()
    {
        var nasty = new NastyTexts(12);
        foreach (var separator in ":/,@|")
        {
            var seen = new Dictionary<string, string[]>();
            for (var i = 0; i < 20_000; i++)
            {
                var parts = nasty.Parts();
                var text = IdText.Join(separator, parts);

                IdText.TrySplit(separator, text, out var read).ShouldBeTrue(text);
                read.ShouldBe(parts);
                if (!seen.TryAdd(text, parts)) seen[text].ShouldBe(parts);
            }
        }
    }

    [Fact]
    public void JoinBounded_ShortParts_AreAsJoinWritesThem()
    {
        var nasty = new NastyTexts(13);
        for (var i = 0; i < 5_000; i++)
        {
            var parts = nasty.Parts();
            IdText.JoinBounded(':', parts).ShouldBe(IdText.Join(':', parts));
        }
    }

    [Theory]
    [InlineData("x")]
    [InlineData(":")]
    [InlineData("🍕")]
    [InlineData("中")]
    public void JoinBounded_LongParts_AreCutAndStillToldApart(string piece)
    {
        var texts = new HashSet<string>();
        foreach (var length in new[] { 257, 300, 3_050, 100_000 })
        {
            foreach (var end in new[] { "", "a", "b" })
            {
                var text = IdText.JoinBounded(':', "mesh", string.Concat(Enumerable.Repeat(piece, length)) + end);

                text.Length.ShouldBeInRange(200, IdText.MaxPart + 5);
                System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text)).ShouldBe(text);
                texts.Add(text).ShouldBeTrue();

                // What was cut is no text of parts: no symbol can be written that is taken for it.
                IdText.TrySplit(':', text, out _).ShouldBeFalse();
                IdText.JoinBounded(':', "mesh", text["mesh:".Length..]).ShouldNotBe(text);
            }
        }
    }
}
