using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Providers.Http;

namespace PortfolioGraph.Providers.Neptune;

/// <summary>Tells an answer from a failure: by the kind of error that Neptune names, else by the status.</summary>
internal static class NeptuneErrors
{
    /// <summary>The data, or why there is none. What Neptune does not know is <paramref name="nothing"/>, and no failure.</summary>
    public static CallResult<T> Read<T>(CallResult<ProviderResponse> call, JsonTypeInfo<NeptuneWireEnvelope<T>> type, T nothing)
        where T : class
    {
        if (call.Value is not { } response)
            return call.As<T>();
        using var read = response;
        var envelope = Parse(response, type);
        var kind = ProviderMessage.Clean(envelope?.Error?.Kind);

        // A path that Neptune does not know is a 404 too, but of another kind: that is our mistake, not an empty wallet.
        if (kind == "entity_not_found")
            return CallResult<T>.Ok(nothing, call.FetchedAt);

        var status = Status(response, envelope);
        if (status < 400 && envelope is { Error: null, Data: { } data })
        {
            return HasStrangeLists(data, response.Body)
                ? CallResult<T>.Failed(
                    new SourceError(SourceErrorCodes.MalformedResponse, null, "Neptune's answer does not have the list that was asked for"), false, call.FetchedAt)
                : CallResult<T>.Ok(data, call.FetchedAt);
        }

        var code = kind is null ? ByStatus(status) : ByKind(kind, status);
        var words = envelope?.Error is { } error ? Words(error) : null;
        var message = words is null ? Says(code) : $"{Says(code)}: {words}";
        var providerCode = kind ?? (status < 400 ? null : status.ToString());
        return CallResult<T>.Failed(new SourceError(code, providerCode, message, response.RetryAfterSeconds), IsTransient(code, status), call.FetchedAt);
    }

    /// <summary>Whether a list is not there, and another is that nobody knows.</summary>
    private static bool HasStrangeLists<T>(T data, ReadOnlySpan<byte> body) => data switch
    {
        NeptuneWireWallet wallet => WireList.IsAbsent(wallet.Balances) && UnknownLists.AreIn(body, "data"u8, "balances"),
        NeptuneWireUser user => (user.Wallets is { } wallet && WireList.IsAbsent(wallet.Balances) && UnknownLists.AreIn(body, "wallets"u8, "balances"))
            || (user.Markets?.Lend is { } lend && WireList.IsAbsent(lend.AssetPools) && UnknownLists.AreIn(body, "lend"u8, "asset_pools"))
            || (user.Markets?.Borrow is { } borrow && WireList.IsAbsent(borrow.Accounts) && UnknownLists.AreIn(body, "borrow"u8, "accounts")),
        _ => false,
    };

    private static NeptuneWireEnvelope<T>? Parse<T>(ProviderResponse response, JsonTypeInfo<NeptuneWireEnvelope<T>> type)
        where T : class
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

    /// <summary>The worse of the two: the envelope repeats the HTTP status, and a failure in either is one.</summary>
    private static int Status<T>(ProviderResponse response, NeptuneWireEnvelope<T>? envelope)
        where T : class
    {
        var own = envelope?.Status?.ToBaseUnits(0) is { } whole && whole >= 100 && whole < 600 ? (int)whole : 0;
        return Math.Max((int)response.Status, own);
    }

    private static string ByKind(string kind, int status) => kind switch
    {
        "internal" => SourceErrorCodes.ProviderFailure,
        "validation" or "path_invalid" or "path_unknown" or "path_parameter_invalid"
            or "query_invalid" or "query_parameter_invalid" or "query_parameter_unknown" or "query_parameter_missing"
            or "json_invalid" or "json_decode" or "json_body_deserialize_failure" or "content_type_unsupported" => SourceErrorCodes.Rejected,
        _ => status < 400 ? SourceErrorCodes.ProviderFailure : ByStatus(status),
    };

    private static string ByStatus(int status) => status switch
    {
        (int)HttpStatusCode.Unauthorized => SourceErrorCodes.Unauthorized,
        (int)HttpStatusCode.Forbidden or (int)HttpStatusCode.UnavailableForLegalReasons => SourceErrorCodes.Forbidden,
        (int)HttpStatusCode.TooManyRequests => SourceErrorCodes.RateLimited,
        >= 500 => SourceErrorCodes.ProviderFailure,
        >= 400 => SourceErrorCodes.Rejected,
        _ => SourceErrorCodes.MalformedResponse,
    };

    // 408 and 409 as well: Neptune's own clients try again after these.
    private static bool IsTransient(string code, int status) =>
        code is SourceErrorCodes.ProviderFailure or SourceErrorCodes.RateLimited || status is 408 or 409;

    private static string Says(string code) => code switch
    {
        SourceErrorCodes.Unauthorized or SourceErrorCodes.Forbidden => "Neptune does not allow this",
        SourceErrorCodes.RateLimited => "Neptune asks to slow down",
        SourceErrorCodes.Rejected => "Neptune calls the request wrong",
        SourceErrorCodes.ProviderFailure => "Neptune failed",
        _ => "Neptune answered with something that it does not document",
    };

    private static string? Words(NeptuneWireError error)
    {
        var fields = error.Fields.Select(field => $"{field.Field} {string.Join(", ", field.Messages)}");
        return ProviderMessage.Clean(string.Join("; ", fields.Prepend(error.Message).Where(part => !string.IsNullOrWhiteSpace(part))));
    }
}
