using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace PortfolioGraph.Gateway.Graph.Ids;

/// <summary>
/// An opaque id of a Node: version, a tag over the rest, type and what finds the object again. Holds no secret. The tag tells an id that this
/// graph gave out from one that was put together or cut: it guards against mistakes, and gives no right to anything.
/// </summary>
internal readonly record struct GlobalId(string Type, string Value)
{
    private const string Version = "1";
    private const int TagBytes = 6;

    // Longer than any that the graph writes: all that goes into one is bounded.
    public const int MaxLength = 16_384;

    public override string ToString() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{Version}|{Tag()}|{Type}|{Value}"));

    public static bool TryParse(string text, [NotNullWhen(true)] out GlobalId? id)
    {
        id = null;
        if (text.Length is 0 or > MaxLength || !Base64Url.IsValid(text)) return false;
        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split('|', 4);
        if (parts.Length != 4 || parts[0] != Version) return false;
        var read = new GlobalId(parts[2], parts[3]);
        if (read.Tag() != parts[1]) return false;
        id = read;
        return true;
    }

    private string Tag()
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"PortfolioGraph|{Version}|{Type}|{Value}"), hash);
        return Base64Url.EncodeToString(hash[..TagBytes]);
    }
}
