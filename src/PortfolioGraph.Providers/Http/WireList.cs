using System.Text.Json;

namespace PortfolioGraph.Providers.Http;

/// <summary>Lists of wire records, none of which may be lost without a word.</summary>
internal static class WireList
{
    /// <summary>A list that the answer does not have: an empty one that can be told from others.</summary>
    public static IReadOnlyList<T> Absent<T>() => OfNone<T>.List;

    public static bool IsAbsent<T>(IReadOnlyList<T> list) => ReferenceEquals(list, OfNone<T>.List);

    /// <summary>For a member that is there twice: the second list in place of the first, which must not have held anything.</summary>
    public static IReadOnlyList<T> Once<T>(IReadOnlyList<T> first, IReadOnlyList<T> second) =>
        first.Count == 0 ? second : throw new JsonException("a list that is there twice");

    private static class OfNone<T>
    {
        public static readonly IReadOnlyList<T> List = Array.AsReadOnly<T>([]);
    }
}
