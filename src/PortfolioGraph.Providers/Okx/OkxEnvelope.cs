using System.Text.Json;

namespace PortfolioGraph.Providers.Okx;

/// <summary>
/// What is around the data of every answer. The families differ: <c>code</c> is a number or a string, some have <c>error_code</c> as well,
/// and the text is in <c>detailMsg</c>, else <c>error_message</c>, else <c>msg</c>.
/// </summary>
/// <param name="Code">"0" is success; null where the answer has none.</param>
/// <param name="DataStart">Where the value of <c>data</c> begins; -1 where there is none.</param>
internal readonly record struct OkxEnvelope(string? Code, string? Text, int DataStart, int DataLength)
{
    // [] or {}
    private const int EmptyLength = 2;

    public bool IsSuccess => Code == "0";

    /// <summary>Goes over the whole body once, so that a failure is seen whatever its data looks like.</summary>
    /// <param name="items">What is in the data, where it comes behind the code of a success and has its shape; else it is still to be read.</param>
    /// <exception cref="JsonException">The body is no JSON object, or has data twice.</exception>
    public static OkxEnvelope Read<TItem>(ReadOnlySpan<byte> body, out IReadOnlyList<TItem>? items)
        where TItem : class
    {
        items = null;
        string? code = null, errorCode = null, detailMsg = null, errorMessage = null, msg = null;
        int dataStart = -1, dataLength = 0;
        var reader = new Utf8JsonReader(body);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("an answer is an object");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("code"u8))
                code = ReadText(ref reader);
            else if (reader.ValueTextEquals("error_code"u8))
                errorCode = ReadText(ref reader);
            else if (reader.ValueTextEquals("detailMsg"u8))
                detailMsg = ReadText(ref reader);
            else if (reader.ValueTextEquals("error_message"u8))
                errorMessage = ReadText(ref reader);
            else if (reader.ValueTextEquals("msg"u8))
                msg = ReadText(ref reader);
            else if (reader.ValueTextEquals("data"u8))
            {
                // What replaces it would have it lost without a word.
                if (dataLength > EmptyLength)
                    throw new JsonException("an answer has its data once");
                reader.Read();
                dataStart = (int)reader.TokenStartIndex;
                if (code != "0" || !OkxJson.TryReadItems(ref reader, out items))
                {
                    items = null;
                    reader.Skip();
                }
                dataLength = (int)reader.BytesConsumed - dataStart;
            }
            else
            {
                reader.Skip();
            }
        }
        // Only white space may follow.
        reader.Read();

        var failed = code is null or "0" && !string.IsNullOrEmpty(errorCode) ? errorCode : code;
        var text = new[] { detailMsg, errorMessage, msg }.FirstOrDefault(t => !string.IsNullOrWhiteSpace(t));
        return new OkxEnvelope(failed, text, dataStart, dataLength);
    }

    private static string? ReadText(ref Utf8JsonReader reader)
    {
        reader.Read();
        var text = OkxJson.ReadText(ref reader);
        reader.Skip();
        return text;
    }
}
