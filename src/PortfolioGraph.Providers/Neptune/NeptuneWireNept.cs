using PortfolioGraph.Holdings.Numbers;

namespace PortfolioGraph.Providers.Neptune;

/// <summary>What a user has of Neptune's own token outside the wallet.</summary>
internal sealed record NeptuneWireNept(NeptuneWireStaking? Staking, NeptuneWireUnlocks? Unlocks);

internal sealed record NeptuneWireStaking(
    NeptuneWireAssetInfo? AssetInfo,
    BigDecimal? BondingSum,
    BigDecimal? ClaimableRewards,
    NeptuneWireUnbonding? Unbonding,
    NeptuneWireExtra<NeptuneWireStakingValues>? Extra);

/// <summary>In USD.</summary>
internal sealed record NeptuneWireStakingValues(NeptuneWirePrice? Price, BigDecimal? BondingSum, BigDecimal? ClaimableRewards);

internal sealed record NeptuneWireUnbonding(BigDecimal? AmountSum, NeptuneWireExtra<NeptuneWireUnbondingValues>? Extra);

/// <summary>In USD.</summary>
internal sealed record NeptuneWireUnbondingValues(NeptuneWirePrice? Price, BigDecimal? AmountSum);

internal sealed record NeptuneWireUnlocks(NeptuneWireUnlockTotals? Totals);

/// <summary>What is claimed already is in the wallet, what is expired or reclaimed is gone: neither is read.</summary>
internal sealed record NeptuneWireUnlockTotals(BigDecimal? Locked, BigDecimal? Claimable, NeptuneWireExtra<NeptuneWireUnlockValues>? Extra);

/// <summary>In USD.</summary>
internal sealed record NeptuneWireUnlockValues(NeptuneWirePrice? Price, BigDecimal? Locked, BigDecimal? Claimable);
