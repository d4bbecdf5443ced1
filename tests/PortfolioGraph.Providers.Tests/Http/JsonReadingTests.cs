using System.Text.Json;
using System.Text.Json.Serialization;
using PortfolioGraph.Holdings.Numbers;
using PortfolioGraph.Providers.Http;

namespace PortfolioGraph.Providers.Tests.Http;

public class JsonReadingTests
{
    [Theory]
    [InlineData("\"1172.895057177065864522056725546579939398\"", "1172.895057177065864522056725546579939398")]
    [InlineData("0.1000", "0.1000")]
    [InlineData("1.5e3", "1500")]
    [InlineData("-102.88", "-102.88")]
    [InlineData("\"\\u0031.5\"", "1.5")]
    [InlineData("\"0\"", "0")]
    [InlineData("\"\"", null)]
    [InlineData("\"--\"", null)]
    [InlineData("null", null)]
    public void Decimal_NumberOrText_IsExactOrUnknown(string json, string? expected) =>
        (Read($$"""{"amount":{{json}}}""").Amount?.ToString()).ShouldBe(expected);

    [Theory]
    [InlineData("\"118265\"", "118265")]
    [InlineData("118265", "118265")]
    [InlineData("true", "true")]
    [InlineData("null", null)]
    public void Text_StringOrNumber_IsTheSameText(string json, string? expected) => Read($$"""{"text":{{json}}}""").Text.ShouldBe(expected);

    [Theory]
    [InlineData("Caf\u00e9 \u0645\u0631\u062d\u0628\u0627 \ud83d\udc69\u200d\ud83d\udcbb\n\tx", "Caf\u00e9 \u0645\u0631\u062d\u0628\u0627 \ud83d\udc69\u200d\ud83d\udcbb\n\tx")]
    [InlineData("US\u0000D\u001b[31m\u0007C\u0085\u007f", "USD[31mC")]
    [InlineData("\u202eCDSU\u202c \u2066a\u2069", "CDSU a")]
    public void Text_WithWhatNobodySees_IsReadWithoutIt(string written, string read) =>
        Read($$"""{"text":{{JsonSerializer.Serialize(written)}}}""").Text.ShouldBe(read);

    [Theory]
    [InlineData("true", true)]
    [InlineData("\"true\"", true)]
    [InlineData("\"False\"", false)]
    [InlineData("1", true)]
    [InlineData("\"0\"", false)]
    [InlineData("\"\"", null)]
    [InlineData("null", null)]
    public void Boolean_AnySpelling_IsRead(string json, bool? expected) => Read($$"""{"flag":{{json}}}""").Flag.ShouldBe(expected);

    [Theory]
    [InlineData("1700000000123", 1700000000123)]
    [InlineData("\"1700000000123\"", 1700000000123)]
    [InlineData("0", null)]
    [InlineData("\"\"", null)]
    [InlineData("99999999999999999", null)]
    public void UnixMilliseconds_NumberOrText_IsATime(string json, long? expected) =>
        (Read($$"""{"time":{{json}}}""").Time?.ToUnixTimeMilliseconds()).ShouldBe(expected);

    [Theory]
    [InlineData("[{\"text\":\"a\"},null,{\"text\":\"b\"}]", "a,b")]
    [InlineData("{\"text\":\"a\"}", "a")]
    [InlineData("[]", "")]
    [InlineData("null", "")]
    public void List_ArrayOrObject_IsAList(string json, string expected) =>
        string.Join(',', Read($$"""{"items":{{json}}}""").Items.Select(i => i.Text)).ShouldBe(expected);

    [Theory]
    [InlineData("{\"amount\":{}}")]
    [InlineData("{\"amount\":true}")]
    [InlineData("{\"items\":\"a\"}")]
    [InlineData("{\"items\":[{}")]
    [InlineData("{\"text\":[]}")]
    public void Anything_OfAnotherShape_IsRefused(string json) => Should.Throw<JsonException>(() => Read(json));

    [Theory]
    [InlineData("https://a.example/x.png", true)]
    [InlineData("http://a.example", true)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("data:text/html,x", false)]
    [InlineData("//a.example/x.png", false)]
    [InlineData("JavaScript:alert(1)", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData(" https://a.example", false)]
    [InlineData("https://a.example/\n", false)]
    [InlineData("https://a.example/\u0001", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void WebUrl_NotHttp_IsNull(string? text, bool passes) => WebUrl.OrNull(text).ShouldBe(passes ? text : null);

    [Theory]
    [InlineData("https://web3.okx.com", null)]
    [InlineData("https://web3.okx.com/", null)]
    [InlineData("http://127.0.0.1:5001", null)]
    [InlineData("http://localhost:5001", null)]
    [InlineData("http://[::1]:5001", null)]
    [InlineData("http://web3.okx.com", "K must be https, or http on loopback")]
    [InlineData("https://web3.okx.com/api", "K must be an origin: scheme, host and port only")]
    [InlineData("https://web3.okx.com?x=1", "K must be an origin: scheme, host and port only")]
    [InlineData("https://me:pw@web3.okx.com", "K must be an origin: scheme, host and port only")]
    [InlineData("ftp://web3.okx.com", "K must be an https URL")]
    [InlineData("web3.okx.com", "K must be an https URL")]
    [InlineData("", "K is missing")]
    [InlineData(null, "K is missing")]
    public void Origin_ThatIsNone_HasAProblem(string? url, string? problem) => ProviderOrigin.Problem("K", url).ShouldBe(problem);

    private static Shape Read(string json) => JsonSerializer.Deserialize(json, JsonReadingJson.Default.Shape)!;

    internal sealed record Shape
    {
        [JsonConverter(typeof(DecimalJsonConverter))]
        public BigDecimal? Amount { get; init; }

        [JsonConverter(typeof(TextJsonConverter))]
        public string? Text { get; init; }

        [JsonConverter(typeof(BooleanJsonConverter))]
        public bool? Flag { get; init; }

        [JsonConverter(typeof(UnixMillisecondsJsonConverter))]
        public DateTimeOffset? Time { get; init; }

        [JsonConverter(typeof(ListJsonConverter<Shape>))]
        public IReadOnlyList<Shape> Items { get; init; } = [];
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(JsonReadingTests.Shape))]
internal sealed partial class JsonReadingJson : JsonSerializerContext;
