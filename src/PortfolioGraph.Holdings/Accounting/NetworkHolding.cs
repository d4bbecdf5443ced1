using PortfolioGraph.Holdings.Networks;
using PortfolioGraph.Holdings.Numbers;

namespace PortfolioGraph.Holdings.Accounting;

/// <summary>Everything on one network, counted or not.</summary>
/// <param name="ValueUsd">Over what is counted, net of debts; null where something is counted and no value is known.</param>
public sealed record NetworkHolding(
    Network Network, BigDecimal? ValueUsd, IReadOnlyList<LedgerBalance> Balances, IReadOnlyList<LedgerPosition> Positions);
