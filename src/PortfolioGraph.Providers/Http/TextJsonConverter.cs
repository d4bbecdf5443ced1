using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PortfolioGraph.Providers.Http;

/// <summary>A text that some answers write as a string and others as a number or boolean: <c>"1"</c>, <c>1</c>. The digits stay as they are.</summary>
internal sealed class TextJsonConverter : JsonConverter<string?>
{
    public override bool HandleNull => true;

    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.String => ReadString(ref reader),
        JsonTokenType.Number when reader.HasValueSequence => Encoding.UTF8.GetString(reader.ValueSequence.ToArray()),
        JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan),
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        _ => throw new JsonException("expected a string or a number"),
    };

    public override void Write(Utf8JsonWriter writer, string? value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    private static string? ReadString(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException invalid)
        {
            throw new JsonException("a string that is not UTF-8, or has half of a surrogate pair", invalid);
        }
    }
}
