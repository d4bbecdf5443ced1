using Microsoft.Net.Http.Headers;

namespace PortfolioGraph.GraphQL.AspNetCore.Requests;

/// <summary>Whether a content type announces JSON that we read.</summary>
internal static class JsonContent
{
    /// <summary>True for <c>application/json</c> in UTF-8, which is also what no charset means. A header that does not parse, or came twice, is none.</summary>
    public static bool Is(string? contentType) =>
        contentType == "application/json"
        || (MediaTypeHeaderValue.TryParse(contentType, out var type)
            && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            && (type.Charset.Length == 0 || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase)));
}
