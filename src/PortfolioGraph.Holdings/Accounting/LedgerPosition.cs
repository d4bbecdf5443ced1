using PortfolioGraph.Holdings.Numbers;
using PortfolioGraph.Holdings.Positions;

namespace PortfolioGraph.Holdings.Accounting;

/// <summary>A position in the ledger.</summary>
/// <param name="Position">As the provider reports it.</param>
/// <param name="Occurrence">Which of the positions of one answer with the same key, from 1 on.</param>
/// <param name="WalletAssetsUsd">Everything counted for its wallet, without debts.</param>
/// <param name="Exclusion">Null: counted.</param>
public sealed record LedgerPosition(Position Position, int Occurrence, BigDecimal WalletAssetsUsd, Exclusion? Exclusion)
{
    /// <summary>The row key.</summary>
    public string Key => HoldingKeys.For(Position, Occurrence);

    /// <summary>In the totals.</summary>
    public bool IsCounted => Exclusion is null;

    /// <summary>
    /// Percent of its wallet's assets: as the provider states it, else computed (<see cref="Shares"/>).
    /// What is excluded is no part of the assets, so none is computed for it.
    /// </summary>
    public BigDecimal? SharePercent => Position.SharePercent ?? (IsCounted ? Shares.Percent(Worth.Of(Position)?.Assets, WalletAssetsUsd) : null);
}
