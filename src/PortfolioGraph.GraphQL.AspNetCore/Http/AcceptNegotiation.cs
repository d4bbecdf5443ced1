using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace PortfolioGraph.GraphQL.AspNetCore.Http;

/// <summary>Chooses the media type of an answer by the <c>Accept</c> header (RFC 9110 section 12.5.1).</summary>
internal static class AcceptNegotiation
{
    private const int Named = 2;

    /// <summary>The type that the client likes best, named types before wildcards; null when nothing fits. No header accepts everything.</summary>
    public static ResponseMediaType? Choose(StringValues accept, bool offerHtml)
    {
        // What most clients send needs no parsing.
        if (accept is ["application/json" or "*/*"]) return ResponseMediaType.Json;
        if (StringValues.IsNullOrEmpty(accept) || !MediaTypeHeaderValue.TryParseList(accept, out var ranges)) return ResponseMediaType.Json;

        var json = Rate(ranges, "application/json");
        var graphql = Rate(ranges, "application/graphql-response+json");
        var html = Rate(ranges, "text/html");

        // The page is for those who ask for a page, not for those who take anything.
        if (offerHtml && html.Precision == Named && html.CompareTo(json) > 0 && html.CompareTo(graphql) > 0) return ResponseMediaType.Html;

        // Only who names the newer type can be trusted to know it; a wildcard gets it where JSON is refused.
        if (graphql.Quality > 0 && (graphql.Precision == Named ? graphql.CompareTo(json) >= 0 : json.Quality == 0)) return ResponseMediaType.GraphQLResponse;
        return json.Quality > 0 ? ResponseMediaType.Json : null;
    }

    // The most precise range that covers the type decides: "application/json;q=0, */*" refuses JSON.
    private static (double Quality, int Precision) Rate(IList<MediaTypeHeaderValue> ranges, string name)
    {
        var best = (Quality: 0d, Precision: -1);
        foreach (var range in ranges)
        {
            var precision = range.MatchesAllTypes ? 0
                : range.MediaType.Equals(name, StringComparison.OrdinalIgnoreCase) ? Named
                : range.MatchesAllSubTypes && name.StartsWith($"{range.Type}/", StringComparison.OrdinalIgnoreCase) ? 1
                : -1;
            if (precision > best.Precision) best = (range.Quality ?? 1, precision);
        }

        return best;
    }
}
