using PortfolioGraph.Holdings.Numbers;

namespace PortfolioGraph.Holdings.Positions;

/// <summary>Between which prices the liquidity of a position works, as the provider states it.</summary>
public sealed record PriceRange
{
    /// <summary>Whether the pool's price is within; null where the provider does not say.</summary>
    public bool? IsActive { get; init; }

    public BigDecimal? LowerPrice { get; init; }

    public BigDecimal? UpperPrice { get; init; }

    /// <summary>The pool's own measure of the lower price.</summary>
    public int? LowerTick { get; init; }

    public int? UpperTick { get; init; }

    /// <summary>For people, as the provider writes it.</summary>
    public string? Text { get; init; }

    public string? PoolAddress { get; init; }
}
