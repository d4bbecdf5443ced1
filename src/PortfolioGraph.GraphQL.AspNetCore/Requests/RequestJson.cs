using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using PortfolioGraph.GraphQL.AspNetCore.Settings;
using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Requests;

namespace PortfolioGraph.GraphQL.AspNetCore.Requests;

/// <summary>Reads requests from JSON. Unknown properties are ignored, null is absent, of properties given twice the last counts.</summary>
internal static class RequestJson
{
    /// <summary>The body of a POST: a request, or an array of them.</summary>
    public static ParsedRequests Parse(ReadOnlySpan<byte> body, GraphQLHttpOptions options, IServiceProvider services)
    {
        if (body.IsEmpty) return Refusal.NotJson("The request has no body.");
        if (!Utf8.IsValid(body)) return Refusal.NotJson("The body is not UTF-8.");
        try
        {
            CheckEscapes(body, options);
            var reader = new Utf8JsonReader(body, ReaderOptions(options));
            reader.Read();
            var parsed = reader.TokenType switch
            {
                JsonTokenType.StartObject => ReadRequest(ref reader, services),
                JsonTokenType.StartArray => ReadBatch(ref reader, options.MaxBatchSize, services),
                _ => Refusal.NotARequest("The body must be a JSON object."),
            };

            // Throws when something follows.
            if (parsed.Refusal is null) reader.Read();
            return parsed;
        }
        catch (JsonException e)
        {
            return NotJson("The body", e, options);
        }
        catch (InvalidOperationException)
        {
            return HalfACharacter("The body");
        }
    }

    /// <summary>A parameter of a GET that must hold a JSON object, or null.</summary>
    public static Refusal? ParseObject(string name, string text, GraphQLHttpOptions options, out JsonElement? value)
    {
        value = null;
        try
        {
            var json = Encoding.UTF8.GetBytes(text);
            CheckEscapes(json, options);
            var reader = new Utf8JsonReader(json, ReaderOptions(options));
            if (!IsObjectOrNull(ref reader)) return Refusal.WrongType(name, "an object");
            if (reader.TokenType == JsonTokenType.StartObject) value = JsonElement.ParseValue(ref reader);
            reader.Read();
            return null;
        }
        catch (JsonException e)
        {
            return NotJson($"\"{name}\"", e, options);
        }
        catch (InvalidOperationException)
        {
            return HalfACharacter($"\"{name}\"");
        }
    }

    private static JsonReaderOptions ReaderOptions(GraphQLHttpOptions options) => new() { MaxDepth = options.MaxJsonDepth };

    // JSON may spell half of a surrogate pair, which is no text. Variables are read as text much later, so look for it now; hardly any body
    // has an escape of a surrogate at all.
    private static void CheckEscapes(ReadOnlySpan<byte> json, GraphQLHttpOptions options)
    {
        if (json.IndexOf("\\ud"u8) < 0 && json.IndexOf("\\uD"u8) < 0) return;
        var reader = new Utf8JsonReader(json, ReaderOptions(options));
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName) reader.GetString();
        }
    }

    private static Refusal NotJson(string what, JsonException e, GraphQLHttpOptions options) => Refusal.NotJson(
        $"{what} is not JSON, or is nested deeper than {options.MaxJsonDepth} levels (line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}).");

    private static Refusal HalfACharacter(string what) => Refusal.NotJson($"{what} has an escape sequence that is half a character.");

    private static ParsedRequests ReadBatch(ref Utf8JsonReader reader, int maxBatchSize, IServiceProvider services)
    {
        if (maxBatchSize == 0) return Refusal.NotARequest("Batches are not accepted: send one request at a time.");
        var requests = new List<GraphQLRequest>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject) return Refusal.NotARequest("A batch must consist of JSON objects.");
            if (requests.Count == maxBatchSize)
            {
                return Refusal.NotARequest($"A batch has at most {maxBatchSize} requests.") with { Code = ErrorCodes.LimitExceeded };
            }

            var parsed = ReadRequest(ref reader, services);
            if (parsed.Refusal is not null) return parsed;
            requests.Add(parsed.Requests[0]);
        }

        return requests.Count == 0 ? Refusal.NotARequest("The batch is empty.") : new ParsedRequests(requests, true, null);
    }

    // From the opening brace to the closing one.
    private static ParsedRequests ReadRequest(ref Utf8JsonReader reader, IServiceProvider services)
    {
        string? query = null, operationName = null;
        JsonElement? variables = null, extensions = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("query"u8))
            {
                if (!TryReadString(ref reader, out query)) return Refusal.WrongType("query", "a string");
            }
            else if (reader.ValueTextEquals("operationName"u8))
            {
                if (!TryReadString(ref reader, out operationName)) return Refusal.WrongType("operationName", "a string");
            }
            else if (reader.ValueTextEquals("variables"u8))
            {
                if (!IsObjectOrNull(ref reader)) return Refusal.WrongType("variables", "an object");
                variables = reader.TokenType == JsonTokenType.Null ? null : JsonElement.ParseValue(ref reader);
            }
            else if (reader.ValueTextEquals("extensions"u8))
            {
                if (!IsObjectOrNull(ref reader)) return Refusal.WrongType("extensions", "an object");
                extensions = reader.TokenType == JsonTokenType.Null ? null : JsonElement.ParseValue(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        return query is null
            ? Refusal.NotARequest("The request has no \"query\".")
            : new GraphQLRequest { Query = query, OperationName = operationName, Variables = variables, Extensions = extensions, Services = services };
    }

    private static bool TryReadString(ref Utf8JsonReader reader, out string? value)
    {
        reader.Read();
        value = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        return reader.TokenType is JsonTokenType.String or JsonTokenType.Null;
    }

    private static bool IsObjectOrNull(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType is JsonTokenType.StartObject or JsonTokenType.Null;
    }
}
