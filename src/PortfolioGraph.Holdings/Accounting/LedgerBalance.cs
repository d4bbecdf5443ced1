using PortfolioGraph.Holdings.Numbers;

namespace PortfolioGraph.Holdings.Accounting;

/// <summary>A token balance in the ledger.</summary>
/// <param name="Balance">As the provider reports it.</param>
/// <param name="Occurrence">Which of the rows of one answer with the same token and account, from 1 on.</param>
/// <param name="WalletAssetsUsd">Everything counted for its wallet, without debts.</param>
/// <param name="Exclusion">Null: counted.</param>
public sealed record LedgerBalance(TokenBalance Balance, int Occurrence, BigDecimal WalletAssetsUsd, Exclusion? Exclusion)
{
    /// <summary>The row key.</summary>
    public string Key => HoldingKeys.For(Balance, Occurrence);

    /// <summary>In the totals.</summary>
    public bool IsCounted => Exclusion is null;

    /// <summary>
    /// Percent of its wallet's assets: as the provider states it, else computed (<see cref="Shares"/>).
    /// What is excluded is no part of the assets, so none is computed for it.
    /// </summary>
    public BigDecimal? SharePercent => Balance.SharePercent ?? (IsCounted ? Shares.Percent(Worth.Of(Balance)?.Assets, WalletAssetsUsd) : null);
}
