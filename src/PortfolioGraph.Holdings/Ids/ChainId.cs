using System.Diagnostics.CodeAnalysis;

namespace PortfolioGraph.Holdings.Ids;

/// <summary>A chain, as CAIP-2 names it: <c>eip155:1</c>. Case-sensitive. The default value names no chain.</summary>
public readonly record struct ChainId
{
    private ChainId(string value, int colon)
    {
        Value = value;
        Namespace = value[..colon];
        Reference = value[(colon + 1)..];
    }

    /// <summary>The whole id, as it is written.</summary>
    public string Value { get; }

    /// <summary>The kind of chain, such as <c>eip155</c>.</summary>
    public string Namespace { get; }

    /// <summary>Which chain of that kind, such as <c>1</c>.</summary>
    public string Reference { get; }

    /// <summary>Reads <c>namespace:reference</c>; on failure <paramref name="reason"/> says what is wrong.</summary>
    public static bool TryParse(string text, out ChainId id, [NotNullWhen(false)] out string? reason)
    {
        ArgumentNullException.ThrowIfNull(text);
        id = default;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            reason = "a chain id has the form namespace:reference (CAIP-2), such as eip155:1";
            return false;
        }
        reason = CaipGrammar.WrongNamespace(text[..colon]) ?? CaipGrammar.WrongChainReference(text[(colon + 1)..]);
        if (reason is not null)
            return false;
        id = new ChainId(text, colon);
        return true;
    }

    /// <inheritdoc cref="TryParse"/>
    /// <exception cref="FormatException">The text is no CAIP-2 id.</exception>
    public static ChainId Parse(string text) => TryParse(text, out var id, out var reason) ? id : throw new FormatException(reason);

    /// <inheritdoc/>
    public bool Equals(ChainId other) => Value == other.Value;

    /// <inheritdoc/>
    public override int GetHashCode() => Value?.GetHashCode(StringComparison.Ordinal) ?? 0;

    /// <summary>The whole id.</summary>
    public override string ToString() => Value ?? "";
}
