using System.Text.Json;
using System.Text.Json.Serialization;

namespace PortfolioGraph.Providers.Http;

/// <summary>A boolean that some answers write as <c>"true"</c>, <c>"1"</c> or <c>1</c>. Anything else is null: not said.</summary>
internal sealed class BooleanJsonConverter : JsonConverter<bool?>
{
    public override bool HandleNull => true;

    public override bool? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.Null => null,
        JsonTokenType.String => FromText(reader.GetString()),
        JsonTokenType.Number => reader.TryGetInt32(out var number) ? number switch { 0 => false, 1 => true, _ => null } : null,
        _ => throw new JsonException("expected a boolean"),
    };

    public override void Write(Utf8JsonWriter writer, bool? value, JsonSerializerOptions options) => throw new NotSupportedException();

    private static bool? FromText(string? text) => text?.ToUpperInvariant() switch
    {
        "TRUE" or "1" => true,
        "FALSE" or "0" => false,
        _ => null,
    };
}
