namespace PortfolioGraph.Providers.Http;

/// <summary>
/// Bounds what is made of an answer by what is in it: 3 bytes of JSON are enough for an object of some hundred. Real answers spend a hundred bytes and more
/// on an object, so that one as large as may be read has fewer than the bound.
/// </summary>
internal static class WireItems
{
    /// <summary>Objects and lists in one answer.</summary>
    public const int MostObjects = 200_000;

    /// <summary>Members and items in one answer.</summary>
    public const int MostValues = 2_000_000;

    // Signs within texts count, too: an answer that has so many of them is as odd.
    public static bool AreTooMany(ReadOnlySpan<byte> json) =>
        json.Length > MostObjects
        && (json.Count((byte)'{') + json.Count((byte)'[') > MostObjects || (json.Length > MostValues && json.Count((byte)',') > MostValues));
}
