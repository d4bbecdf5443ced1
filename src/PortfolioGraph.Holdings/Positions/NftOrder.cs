using PortfolioGraph.Holdings.Numbers;

namespace PortfolioGraph.Holdings.Positions;

/// <summary>A sale or an offer.</summary>
public sealed record NftOrder
{
    public NftOrderSide? Side { get; init; }

    public string? Symbol { get; init; }

    public string? SymbolLogoUrl { get; init; }

    /// <summary>In <see cref="Symbol"/>.</summary>
    public BigDecimal? Price { get; init; }

    public BigDecimal? PriceUsd { get; init; }

    public BigDecimal? Amount { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }
}
