using PortfolioGraph.Holdings.Numbers;
using PortfolioGraph.Holdings.Positions;

namespace PortfolioGraph.Holdings.Accounting;

/// <summary>One asset over all wallets, networks and providers: counted rows only.</summary>
public sealed record AssetHolding
{
    /// <summary>The token's id, or the ticker of an equity; the row key of one that has no ticker.</summary>
    public required string Id { get; init; }

    public string? Name { get; init; }

    public string? Symbol { get; init; }

    /// <summary>The sum of the amounts that are known.</summary>
    public required BigDecimal Amount { get; init; }

    /// <summary>Null where rows have different prices, or none has one.</summary>
    public BigDecimal? PriceUsd { get; init; }

    /// <summary>The sum of the values that are known; null where none is.</summary>
    public BigDecimal? ValueUsd { get; init; }

    /// <summary>Percent of the ledger's assets, to 4 decimals, half to even.</summary>
    public BigDecimal? SharePercent { get; init; }

    public Performance? Performance { get; init; }

    /// <summary>The amount by network and account, where one of them is known.</summary>
    public required IReadOnlyList<Distribution> Distribution { get; init; }

    /// <summary>The rows of a token; none for an equity.</summary>
    public required IReadOnlyList<LedgerBalance> Balances { get; init; }

    /// <summary>The rows of an equity; none for a token.</summary>
    public required IReadOnlyList<LedgerPosition> Equities { get; init; }
}
