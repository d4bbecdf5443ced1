using System.Net;
using System.Text.Json;

namespace PortfolioGraph.Gateway.Tests.Harness;

/// <summary>What the gateway sent back, as sent and as JSON.</summary>
internal sealed class Answer(HttpStatusCode status, string text, IReadOnlyDictionary<string, string> headers)
{
    public HttpStatusCode Status { get; } = status;

    public string Text { get; } = text;

    public IReadOnlyDictionary<string, string> Headers { get; } = headers;

    public JsonElement Json { get; } = Parse(text);

    /// <summary>The data; fails where there are errors, with their text.</summary>
    public JsonElement Data => Json.TryGetProperty("errors", out var errors) ? throw new ShouldAssertException(errors.GetRawText()) : DataOfPart;

    /// <summary>The data, with errors or without.</summary>
    public JsonElement DataOfPart => Json.GetProperty("data");

    public JsonElement[] Errors => Json.TryGetProperty("errors", out var errors) ? [.. errors.EnumerateArray()] : [];

    /// <summary>The only error.</summary>
    public JsonElement Error => Errors.ShouldHaveSingleItem();

    /// <summary>The message of the only error.</summary>
    public string Message => Error.Text("message")!;

    /// <summary>The code of the only error.</summary>
    public string? Code => Error.Text("extensions.code");

    private static JsonElement Parse(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
