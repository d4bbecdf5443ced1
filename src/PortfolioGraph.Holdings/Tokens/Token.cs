using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Networks;

namespace PortfolioGraph.Holdings.Tokens;

/// <summary>A token: what a balance is a balance of. Identity is <see cref="Id"/>, never the symbol.</summary>
public sealed record Token
{
    /// <summary>
    /// The CAIP-19 id or chain and address (<see cref="TokenIds"/>), else an id from the provider and its own name for the token
    /// (<c>mesh:BTC</c>, <c>okx:7777:0x…</c>), in which <c>:</c> and <c>/</c> are escaped (<see cref="IdText"/>).
    /// </summary>
    public required string Id { get; init; }

    public AssetId? AssetId { get; init; }

    public string? Symbol { get; init; }

    /// <summary>Symbol of the base unit: <c>inj</c> for INJ.</summary>
    public string? DenomSymbol { get; init; }

    public string? Name { get; init; }

    public Network? Network { get; init; }

    /// <summary>The contract or denom as the provider names it; empty for a native token; null where the provider names none.</summary>
    public string? Address { get; init; }

    public int? Decimals { get; init; }

    public int? DisplayDecimals { get; init; }

    public required TokenKind Kind { get; init; }

    public InscriptionProtocol? Inscription { get; init; }

    public string? LogoUrl { get; init; }

    public TokenClassification Classification { get; init; } = new TokenClassification.Regular();
}
