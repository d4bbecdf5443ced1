using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PortfolioGraph.Providers.Http;

/// <summary>
/// A text that some answers write as a string and others as a number or boolean: <c>"1"</c>, <c>1</c>. The digits stay as they are.
/// Names are data that anybody may have chosen: what no text shows and what turns its direction (UAX #9) is left out, so that it can't
/// make one name look like another, or spoil a terminal.
/// </summary>
internal sealed class TextJsonConverter : JsonConverter<string?>
{
    // Control characters but for white space, and the embeddings, overrides and isolates of bidirectional text.
    private static readonly SearchValues<char> Hidden = SearchValues.Create(string.Concat(
        Enumerable.Range(0, 0xA0).Select(c => (char)c).Where(c => char.IsControl(c) && c is not ('\t' or '\n' or '\r')))
        + "\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069");

    public override bool HandleNull => true;

    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.String => ReadString(ref reader),
        JsonTokenType.Number when reader.HasValueSequence => Encoding.UTF8.GetString(reader.ValueSequence.ToArray()),
        JsonTokenType.Number => SharedTexts.Find(reader.ValueSpan) ?? Encoding.UTF8.GetString(reader.ValueSpan),
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        _ => throw new JsonException("expected a string or a number"),
    };

    public override void Write(Utf8JsonWriter writer, string? value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    private static string? Shown(string? text) =>
        text.AsSpan().ContainsAny(Hidden) ? string.Concat(text!.Where(c => !Hidden.Contains(c))) : text;

    private static string? ReadString(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.HasValueSequence || reader.ValueIsEscaped ? Shown(reader.GetString()) : SharedTexts.Find(reader.ValueSpan) ?? Shown(reader.GetString());
        }
        catch (InvalidOperationException invalid)
        {
            throw new JsonException("a string that is not UTF-8, or has half of a surrogate pair", invalid);
        }
    }
}
