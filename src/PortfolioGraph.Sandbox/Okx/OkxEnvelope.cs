using System.Text.Json;

namespace PortfolioGraph.Sandbox.Okx;

/// <summary>The envelopes of OKX's endpoint families: no two agree.</summary>
internal enum OkxEnvelope
{
    /// <summary>Wallet v5: code as text, <c>msg</c> success, a list.</summary>
    Wallet,

    /// <summary>DeFi v5 details of an asset, and its balance list: code as a number, empty <c>msg</c>, a list.</summary>
    Defi,

    /// <summary>DeFi v5 platform calls: two codes, three messages, and <c>data</c> is an object.</summary>
    DefiPlatform,

    /// <summary>v6: code as text, a list.</summary>
    V6,

    /// <summary>v6 DeFi details: code as a number, a list.</summary>
    V6Number,
}

internal static class OkxEnvelopes
{
    /// <summary>Writes everything before the content of <c>data</c>, up to and including its opening bracket where it is a list.</summary>
    public static void Open(this Utf8JsonWriter w, OkxEnvelope envelope, OkxError? error = null)
    {
        w.WriteStartObject();
        var code = error?.Code ?? 0;
        if (envelope is OkxEnvelope.Wallet or OkxEnvelope.V6)
            w.WriteString("code", code.ToString());
        else
            w.WriteNumber("code", code);

        if (envelope == OkxEnvelope.DefiPlatform)
        {
            // The text of a failure is in detailMsg here, and msg stays empty.
            w.WriteString("msg", "");
            w.WriteString("error_code", code.ToString());
            w.WriteString("error_message", "");
            w.WriteString("detailMsg", error?.Message ?? "");
            w.WritePropertyName("data");
            return;
        }
        w.WriteString("msg", error?.Message ?? (envelope == OkxEnvelope.Wallet ? "success" : ""));
        w.WriteStartArray("data");
    }

    public static void Close(this Utf8JsonWriter w, OkxEnvelope envelope)
    {
        if (envelope != OkxEnvelope.DefiPlatform)
            w.WriteEndArray();
        w.WriteEndObject();
    }

    public static void Failure(this Utf8JsonWriter w, OkxEnvelope envelope, OkxError error)
    {
        w.Open(envelope, error);
        if (envelope == OkxEnvelope.DefiPlatform)
            w.WriteNullValue();
        w.Close(envelope);
    }
}
