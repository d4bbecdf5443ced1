using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using PortfolioGraph.Holdings.Numbers;

namespace PortfolioGraph.Providers.Http;

/// <summary>
/// An exact number, from a JSON number or from a string that holds one, by its raw text. Null, an empty string and a text that is no number
/// give null: the amount is unknown.
/// </summary>
internal sealed class DecimalJsonConverter : JsonConverter<BigDecimal?>
{
    public override bool HandleNull => true;

    public override BigDecimal? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.Number:
            case JsonTokenType.String when !reader.ValueIsEscaped:
                if (reader.HasValueSequence)
                    return BigDecimal.TryParse(reader.ValueSequence.ToArray().AsSpan(), out var joined) ? joined : null;
                return BigDecimal.TryParse(reader.ValueSpan, out var value) ? value : null;
            case JsonTokenType.String:
                return BigDecimal.TryParse(reader.GetString(), out var unescaped) ? unescaped : null;
            default:
                throw new JsonException("expected a number or a string that holds one");
        }
    }

    public override void Write(Utf8JsonWriter writer, BigDecimal? value, JsonSerializerOptions options) => throw new NotSupportedException();
}
