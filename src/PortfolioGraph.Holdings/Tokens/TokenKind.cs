namespace PortfolioGraph.Holdings.Tokens;

public enum TokenKind
{
    /// <summary>The coin of a chain.</summary>
    Native,

    /// <summary>A token of a contract or module.</summary>
    Fungible,

    /// <summary>A Bitcoin inscription.</summary>
    Inscription,

    /// <summary>The provider does not say.</summary>
    Unknown,
}
