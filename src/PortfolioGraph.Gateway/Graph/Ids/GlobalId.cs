using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace PortfolioGraph.Gateway.Graph.Ids;

/// <summary>An opaque id of a Node: version, type and what finds the object again. Holds no secret.</summary>
internal readonly record struct GlobalId(string Type, string Value)
{
    private const string Version = "1";

    public override string ToString() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{Version}|{Type}|{Value}"));

    public static bool TryParse(string text, [NotNullWhen(true)] out GlobalId? id)
    {
        id = null;
        if (text.Length is 0 or > 4096 || !Base64Url.IsValid(text)) return false;
        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split('|', 3);
        if (parts.Length != 3 || parts[0] != Version) return false;
        id = new GlobalId(parts[1], parts[2]);
        return true;
    }
}
