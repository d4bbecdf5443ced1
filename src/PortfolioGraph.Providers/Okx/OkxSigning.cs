using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PortfolioGraph.Providers.Okx;

/// <summary>OKX's request signature: <c>Base64(HMAC-SHA256(secret, timestamp + METHOD + requestPath + body))</c>.</summary>
internal static class OkxSigning
{
    /// <summary>UTC with milliseconds. The header carries the same text that is signed.</summary>
    public static string Timestamp(DateTimeOffset now) =>
        now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <param name="method">In upper case.</param>
    /// <param name="pathAndQuery">As it is on the wire.</param>
    /// <param name="body">The very bytes that are sent; empty for GET.</param>
    public static string Sign(string secret, string timestamp, string method, string pathAndQuery, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.UTF8.GetBytes(timestamp + method + pathAndQuery));
        hmac.AppendData(body);
        return Convert.ToBase64String(hmac.GetHashAndReset());
    }
}
