using System.Text;
using System.Text.Json;
using PortfolioGraph.Providers.Http;

namespace PortfolioGraph.Providers.Tests.Http;

public class LoneSurrogatesTests
{
    [Theory]
    [InlineData("""{"a":"FREE \ud83d"}""", """{"a":"FREE \uFFFD"}""")]
    [InlineData("""{"a":"\uDE00 x"}""", """{"a":"\uFFFD x"}""")]
    [InlineData("""{"\ud83d":1}""", """{"\uFFFD":1}""")]
    [InlineData("""["\ud83d\ude00"]""", """["\ud83d\ude00"]""")]
    [InlineData("""["\ud83d\ud83d\ude00\ude00"]""", """["\uFFFD\ud83d\ude00\uFFFD"]""")]
    [InlineData("""["\ud83d\n\ude00"]""", """["\uFFFD\n\uFFFD"]""")]
    [InlineData("""["\\ud83d","\\\ud83d"]""", """["\\ud83d","\\\uFFFD"]""")]
    [InlineData("""["\u00e9\"\/\ud83d"]""", """["\u00e9\"\/\uFFFD"]""")]
    [InlineData("""["\ud83""", """["\ud83""")]
    [InlineData("""["\ud83d\""", """["\uFFFD\""")]
    [InlineData("\\", "\\")]
    [InlineData("", "")]
    [InlineData("""{"a":"no escape"}""", """{"a":"no escape"}""")]
    public void Replace_HalvesOnly_AreReplaced(string json, string expected)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        LoneSurrogates.Replace(bytes);
        Encoding.UTF8.GetString(bytes).ShouldBe(expected);
    }

    [Fact]
    public void Replace_RandomEscapes_LeavesTextThatIsWhole()
    {
        var random = new Random(7);
        string[] pieces = ["\\ud83d", "\\ude00", "\\u0041", "\\\\", "\\n", "\\\"", "x", "\\uDBFF", "\\udc00", "é"];
        for (var i = 0; i < 2000; i++)
        {
            var json = $"[\"{string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => pieces[random.Next(pieces.Length)]))}\"]";
            var bytes = Encoding.UTF8.GetBytes(json);
            LoneSurrogates.Replace(bytes);
            var text = JsonDocument.Parse(bytes).RootElement[0].GetString()!;
            Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).ShouldBe(text, json);
        }
    }

    [Fact]
    public void Message_CutInACharacter_IsCutBeforeIt()
    {
        var message = ProviderMessage.Clean(new string('x', 299) + "\ud83d\ude00 and more")!;
        message.ShouldBe(new string('x', 299) + "…");
        ProviderMessage.Clean(new string('x', 298) + "\ud83d\ude00 and more").ShouldBe(new string('x', 298) + "\ud83d\ude00…");
    }
}
