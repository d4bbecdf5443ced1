using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace PortfolioGraph.GraphQL.AspNetCore.Requests;

/// <summary>Chooses the media type of an answer by the <c>Accept</c> header (RFC 9110 section 12.5.1).</summary>
internal static class AcceptNegotiation
{
    private const string Multipart = "multipart/mixed";
    private const string IncrementalSpec = "v0.2";
    private const string EventStream = "text/event-stream";
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
        var events = Rate(ranges, EventStream);

        // Who likes a single answer as much gets one.
        if (events.Precision == Named && events.Quality > Math.Max(QualityNamed(json), QualityNamed(graphql))) return ResponseMediaType.EventStream;

        // The page is for those who ask for a page, not for those who take anything.
        if (offerHtml && html.Precision == Named && html.CompareTo(json) > 0 && html.CompareTo(graphql) > 0) return ResponseMediaType.Html;

        // Only who names the newer type can be trusted to know it; a wildcard gets it where JSON is refused.
        if (graphql.Quality > 0 && (graphql.Precision == Named ? graphql.CompareTo(json) >= 0 : json.Quality == 0)) return ResponseMediaType.GraphQLResponse;

        // An answer that does not come in parts is JSON for who knows parts only, too.
        return json.Quality > 0 || ranges.Any(IsParts) ? ResponseMediaType.Json : null;
    }

    /// <summary>Whether an answer may come in parts: <c>multipart/mixed</c> by name, in no other format than ours.</summary>
    public static bool TakesParts(StringValues accept) =>
        accept.ToString().Contains(Multipart, StringComparison.OrdinalIgnoreCase) && MediaTypeHeaderValue.TryParseList(accept, out var ranges) && ranges.Any(IsParts);

    // Apollo's parameters name formats: of subscriptions (subscriptionSpec), of the draft of 2022 (deferSpec), and of today (incrementalSpec).
    private static bool IsParts(MediaTypeHeaderValue range) =>
        range.MediaType.Equals(Multipart, StringComparison.OrdinalIgnoreCase)
        && range.Quality is not 0
        && !range.Parameters.Any(p => p.Name.Equals("subscriptionSpec", StringComparison.OrdinalIgnoreCase)
            || p.Name.Equals("deferSpec", StringComparison.OrdinalIgnoreCase)
            || (p.Name.Equals("incrementalSpec", StringComparison.OrdinalIgnoreCase) && p.GetUnescapedValue() != IncrementalSpec));

    /// <summary>Whether an event stream will do where there is more than one payload to come.</summary>
    public static bool TakesEvents(StringValues accept) =>
        accept is not ["application/json" or "*/*"]
        && accept.ToString().Contains(EventStream, StringComparison.OrdinalIgnoreCase)
        && MediaTypeHeaderValue.TryParseList(accept, out var ranges) && Rate(ranges, EventStream) is { Quality: > 0, Precision: Named };

    // What is accepted by a wildcard only is not asked for.
    private static double QualityNamed((double Quality, int Precision) rate) => rate.Precision == Named ? rate.Quality : 0;

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
