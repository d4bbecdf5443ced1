using System.Buffers;
using System.Text;
using PortfolioGraph.Holdings.Ids;

namespace PortfolioGraph.Providers.Http;

/// <summary>The texts that come in one answer after the other (symbols, contracts, chain numbers, names), each as one string for all of them.</summary>
internal static class SharedTexts
{
    private const int Longest = 96;

    private static readonly SearchValues<byte> Printable = SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (byte)c)]);
    private static readonly InternTable<string> Known = new();

    /// <summary>Null for what is not shared: what is long, or has something else than printable ASCII.</summary>
    public static string? Find(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > Longest || utf8.ContainsAnyExcept(Printable))
            return null;
        var hash = new HashCode();
        hash.AddBytes(utf8);
        ref var known = ref Known.Slot(hash.ToHashCode());
        return known is { } text && Ascii.Equals(utf8, text) ? text : known = Encoding.ASCII.GetString(utf8);
    }
}
