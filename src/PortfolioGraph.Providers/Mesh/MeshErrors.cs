using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Providers.Http;

namespace PortfolioGraph.Providers.Mesh;

/// <summary>
/// Tells an answer from a failure. Mesh has three statuses, and a failure in any of them is one: HTTP first, then the envelope's, then the content's.
/// </summary>
internal sealed class MeshErrors(MeshOptions options)
{
    /// <summary>The content, or why there is none. A user whom Mesh does not know has nothing: that is <paramref name="nothing"/>, and no failure.</summary>
    public CallResult<T> Read<T>(CallResult<ProviderResponse> call, JsonTypeInfo<MeshWireEnvelope<T>> type, T nothing)
        where T : MeshWireContent
    {
        if (call.Value is not { } response)
            return call.As<T>();
        using var read = response;
        var envelope = Parse(response, type);

        // 1. HTTP. The body need not be JSON, nor be there; and it may say "ok" all the same.
        if (envelope?.Status == "notFound" && (response.IsSuccess || response.Status == HttpStatusCode.NotFound))
            return CallResult<T>.Ok(nothing, call.FetchedAt);
        if (!response.IsSuccess)
            return Failed(ByHttp(response.Status), envelope, ((int)response.Status).ToString(), IsTransient(response.Status));

        // 2. The envelope.
        if (envelope?.Status is not { } status)
            return Malformed("is no envelope that Mesh documents");
        if (status != "ok")
            return Failed(ByEnvelope(status), envelope, status, status is "serverFailure" or "tooManyRequest");

        // 3. The content.
        if (envelope.Content is not { } content)
            return Malformed("has no content");
        if (content.IsAbsent && UnknownLists.AreIn(response.Body, "content"u8, content.Lists))
            return Malformed("does not have the list that was asked for");
        return content.Status switch
        {
            null or "" or "succeeded" when content.IsEmpty => Malformed("has neither the lists nor the sums that were asked for"),
            null or "" or "succeeded" => CallResult<T>.Ok(content, call.FetchedAt),
            "notAuthorized" => Failed(SourceErrorCodes.Unauthorized, envelope, content.Status, false),
            _ => Failed(SourceErrorCodes.ProviderFailure, envelope, content.Status, false),
        };

        CallResult<T> Failed(string code, MeshWireEnvelope<T>? from, string status, bool isTransient)
        {
            // "ok" says nothing about what went wrong.
            var own = Clean(from?.ErrorType) ?? (from?.Status is { } s and not "ok" ? Clean(s) : null) ?? Clean(status);
            var words = from is null ? null
                : Clean(from.Content?.DisplayMessage) ?? Clean(from.Content?.ErrorMessage) ?? Clean(from.DisplayMessage) ?? Clean(from.Message);
            var error = new SourceError(code, own, words is null ? Says(code) : $"{Says(code)}: {words}", response.RetryAfterSeconds);
            return CallResult<T>.Failed(error, isTransient, call.FetchedAt);
        }

        CallResult<T> Malformed(string what) =>
            CallResult<T>.Failed(new SourceError(SourceErrorCodes.MalformedResponse, null, $"The answer of Mesh {what}"), false, call.FetchedAt);
    }

    private static MeshWireEnvelope<T>? Parse<T>(ProviderResponse response, JsonTypeInfo<MeshWireEnvelope<T>> type)
        where T : MeshWireContent
    {
        try
        {
            return response.Body.IsEmpty ? null : JsonSerializer.Deserialize(response.Body, type);
        }
        catch (JsonException)
        {
            // Not JSON, cut off, or of another shape: the caller reports it, or the HTTP status that came with it.
            return null;
        }
    }

    private static string ByHttp(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized => SourceErrorCodes.Unauthorized,
        HttpStatusCode.Forbidden or HttpStatusCode.UnavailableForLegalReasons => SourceErrorCodes.Forbidden,
        HttpStatusCode.TooManyRequests => SourceErrorCodes.RateLimited,
        >= HttpStatusCode.InternalServerError => SourceErrorCodes.ProviderFailure,
        >= HttpStatusCode.BadRequest => SourceErrorCodes.Rejected,
        _ => SourceErrorCodes.MalformedResponse,
    };

    private static bool IsTransient(HttpStatusCode status) => status is HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError;

    private static string ByEnvelope(string status) => status switch
    {
        "permissionDenied" or "locked" or "unavailableForLegalReasons" => SourceErrorCodes.Forbidden,
        "badRequest" or "conflict" => SourceErrorCodes.Rejected,
        "tooManyRequest" => SourceErrorCodes.RateLimited,
        "serverFailure" => SourceErrorCodes.ProviderFailure,
        _ => SourceErrorCodes.MalformedResponse,
    };

    private static string Says(string code) => code switch
    {
        SourceErrorCodes.Unauthorized => "Mesh refused the credentials",
        SourceErrorCodes.Forbidden => "Mesh does not allow this",
        SourceErrorCodes.RateLimited => "Mesh asks to slow down",
        SourceErrorCodes.Rejected => "Mesh calls the request wrong",
        SourceErrorCodes.ProviderFailure => "Mesh failed",
        _ => "Mesh answered with something that it does not document",
    };

    private string? Clean(string? text) => ProviderMessage.Clean(text, options.ClientSecret, options.ClientId);
}
