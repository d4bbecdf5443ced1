using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PortfolioGraph.Providers.Http;

/// <summary>A time as milliseconds since 1970, number or string. Zero, empty and out of range give null: not said.</summary>
internal sealed class UnixMillisecondsJsonConverter : JsonConverter<DateTimeOffset?>
{
    // The last millisecond of the year 9999, the greatest that DateTimeOffset takes.
    private const long Max = 253_402_300_799_999;

    public override bool HandleNull => true;

    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        long milliseconds;
        var read = reader.TokenType switch
        {
            JsonTokenType.Number => reader.TryGetInt64(out milliseconds),
            JsonTokenType.String => long.TryParse(reader.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out milliseconds),
            JsonTokenType.Null => (milliseconds = 0) == 0,
            _ => throw new JsonException("expected milliseconds since 1970"),
        };
        return read && milliseconds is > 0 and <= Max ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options) => throw new NotSupportedException();
}
