using PortfolioGraph.Holdings.Numbers;
using PortfolioGraph.Holdings.Sources;

namespace PortfolioGraph.Holdings;

/// <summary>Sums as a provider states them: shown beside ours, never added to them.</summary>
public sealed record ReportedTotals
{
    public required Source Source { get; init; }

    public BigDecimal? TotalUsd { get; init; }

    public BigDecimal? EquitiesUsd { get; init; }

    public BigDecimal? CryptocurrenciesUsd { get; init; }

    public BigDecimal? NftsUsd { get; init; }

    public BigDecimal? CostBasisUsd { get; init; }

    /// <summary>As it came: the provider does not document its unit.</summary>
    public BigDecimal? Performance { get; init; }
}
