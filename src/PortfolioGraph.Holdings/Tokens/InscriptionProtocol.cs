namespace PortfolioGraph.Holdings.Tokens;

/// <summary>Protocols of Bitcoin inscriptions, from OKX's address form.</summary>
public enum InscriptionProtocol
{
    Brc20,
    Fbrc20,
    Runes,
    Src20,
}
