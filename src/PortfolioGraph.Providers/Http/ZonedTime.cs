using System.Text.Json;

namespace PortfolioGraph.Providers.Http;

/// <summary>A time as RFC 3339 writes it. One without a zone could be any time of a day, and is none.</summary>
internal static class ZonedTime
{
    /// <summary>Null where the value is no such time.</summary>
    public static DateTimeOffset? Read(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String && reader.TryGetDateTime(out var plain) && plain.Kind != DateTimeKind.Unspecified
        && reader.TryGetDateTimeOffset(out var time) ? time : null;
}
