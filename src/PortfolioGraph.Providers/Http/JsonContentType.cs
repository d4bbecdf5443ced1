using System.Net.Http.Headers;

namespace PortfolioGraph.Providers.Http;

/// <summary>What a <c>Content-Type</c> says about a body that has to be JSON, which is UTF-8 (RFC 8259, section 8.1).</summary>
internal static class JsonContentType
{
    /// <summary>Whether the type is one of JSON's, or not given.</summary>
    public static bool IsJson(HttpContentHeaders headers)
    {
        if (!headers.NonValidated.Contains("Content-Type"))
            return true;
        var type = headers.ContentType?.MediaType;
        return type is not null
            && (type.Equals("application/json", StringComparison.OrdinalIgnoreCase) || type.Equals("text/json", StringComparison.OrdinalIgnoreCase)
                || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Whether the charset is UTF-8, a part of it, or not given.</summary>
    public static bool IsUtf8(HttpContentHeaders headers) =>
        headers.ContentType?.CharSet?.Trim('"').ToUpperInvariant() is null or "" or "UTF-8" or "UTF8" or "US-ASCII";
}
