using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PortfolioGraph.Sandbox.Settings;
using PortfolioGraph.Sandbox.Wire;

namespace PortfolioGraph.Sandbox.Okx;

/// <summary>Who may come in: key, passphrase, a timestamp within 30 seconds, and the signature over all of the request.</summary>
internal sealed class OkxSigning(SandboxOptions options)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(30);

    /// <summary>Null where the request may pass.</summary>
    public OkxError? Check(WireRequest request)
    {
        string Header(string name) => request.Headers["OK-ACCESS-" + name].ToString();

        var (key, passphrase, sign, timestamp) = (Header("KEY"), Header("PASSPHRASE"), Header("SIGN"), Header("TIMESTAMP"));
        if (key.Length == 0)
            return OkxError.KeyMissing;
        if (passphrase.Length == 0)
            return OkxError.PassphraseMissing;
        if (sign.Length == 0)
            return OkxError.SignMissing;
        if (timestamp.Length == 0)
            return OkxError.TimestampMissing;
        if (key != options.OkxApiKey)
            return OkxError.KeyWrong;
        if (!DateTimeOffset.TryParseExact(
            timestamp, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            return OkxError.TimestampWrong;
        if ((request.Now - time).Duration() > Window)
            return new OkxError(options.OkxExpiredCode, "Timestamp request expired");
        if (sign != Sign(options.OkxSecretKey, timestamp, request.Method, request.Target, request.Body))
            return OkxError.SignWrong;
        return passphrase == options.OkxPassphrase ? null : OkxError.PassphraseWrong;
    }

    /// <summary>Base64 of the HMAC-SHA256 over timestamp, method, path with query, and body.</summary>
    public static string Sign(string secret, string timestamp, string method, string target, string body) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(timestamp + method + target + body)));
}
