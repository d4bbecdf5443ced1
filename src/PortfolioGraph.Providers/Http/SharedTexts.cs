using System.Text;

namespace PortfolioGraph.Providers.Http;

/// <summary>
/// The texts that come in one answer after the other (symbols, contracts, chain numbers, names), each as one string for all of them.
/// It forgets: a text takes the place of another one that has the same slot, so what it holds is bounded, whatever comes.
/// </summary>
internal static class SharedTexts
{
    private const int Slots = 4096;
    private const int Longest = 96;

    private static readonly string?[] Known = new string?[Slots];

    /// <summary>Null for what is not shared: what is long, or not ASCII.</summary>
    public static string? Find(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > Longest || !Ascii.IsValid(utf8))
            return null;
        var hash = new HashCode();
        hash.AddBytes(utf8);
        ref var known = ref Known[hash.ToHashCode() & (Slots - 1)];
        return known is { } text && Ascii.Equals(utf8, text) ? text : known = Encoding.ASCII.GetString(utf8);
    }
}
