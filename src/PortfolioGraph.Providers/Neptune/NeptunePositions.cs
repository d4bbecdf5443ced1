using System.Globalization;
using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Numbers;
using PortfolioGraph.Holdings.Platforms;
using PortfolioGraph.Holdings.Positions;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Holdings.Tokens;
using PortfolioGraph.Holdings.Wallets;

namespace PortfolioGraph.Providers.Neptune;

/// <summary>From the whole-user call to positions that can be added to the wallet's tokens without counting anything twice.</summary>
/// <remarks>
/// Lent money shows up three times: as receipt tokens in the wallet, as receipt tokens among the collaterals of loans, and as the total of the
/// lending pool, which is both. The sum that counts it once is
/// <para>wallet without receipts + lending totals + collaterals that are no receipts − debts + staking + unlocks.</para>
/// So a collateral that is a receipt of a pool listed here is left out of the loan: its money is in the pool's position. The receipts in the wallet
/// are named by <see cref="DefiPosition.ReceiptTokenIds"/>, for the accounting to leave out.
/// </remarks>
internal sealed class NeptunePositions(WalletKey wallet, NeptuneAssets assets, DateTimeOffset fetchedAt)
{
    private static readonly Platform Platform = new($"{NeptuneProvider.Id}:neptune", "neptune", "Neptune Finance", "https://nept.finance");

    // Some versions of the API do not say which asset is staked; it is always Neptune's own token.
    private static readonly Token Nept = new()
    {
        Id = $"{NeptuneProvider.Id}:NEPT",
        Symbol = "NEPT",
        Name = "Neptune",
        Network = NeptuneAssets.Network,
        Decimals = 6,
        Kind = TokenKind.Fungible,
    };

    /// <summary>How many things came without an asset or an amount, so far.</summary>
    public int Unreadable { get; private set; }

    public IReadOnlyList<DefiPosition> Map(NeptuneWireUser user)
    {
        DefiPosition[] lent = [.. (user.Markets?.Lend?.AssetPools ?? []).Select(ToLend).OfType<DefiPosition>()];
        var lentReceipts = lent.SelectMany(position => position.ReceiptTokenIds).ToHashSet(StringComparer.Ordinal);
        var borrowed = (user.Markets?.Borrow?.Accounts ?? []).Select((account, i) => ToBorrow(account, i, lentReceipts)).OfType<DefiPosition>();
        DefiPosition?[] own = [ToStake(user.Nept?.Staking), ToLocked(user.Nept?.Unlocks?.Totals, user.Nept?.Staking?.AssetInfo)];
        return [.. lent, .. borrowed, .. own.OfType<DefiPosition>()];
    }

    /// <summary>One for each asset lent, in that asset: its receipts are a conversion of the same money.</summary>
    private DefiPosition? ToLend(NeptuneWireLendPool pool)
    {
        var isReceipt = NeptuneAssets.IsReceipt(pool.AssetInfo);
        var origin = assets.ToToken(isReceipt ? pool.AssetInfo!.Classification!.OriginAsset : pool.AssetInfo?.Asset);
        if (pool.OriginEquivalent?.Total is { IsZero: true })
            return null;
        if (origin is null || pool.OriginEquivalent?.Total is null)
            Unreadable++;
        if (origin is null)
            return null;
        var values = pool.ReceiptAmounts?.Extra?.Value;
        var total = pool.OriginEquivalent?.Total;

        // Price and value are those of the receipts, so it is their amount that tells the unit of both.
        var inBaseUnits = NeptuneAmount.IsInBaseUnits(pool.ReceiptAmounts?.Total, values?.Price?.Price, values?.Total, origin.Decimals);
        var amount = inBaseUnits == false ? total : NeptuneAmount.Standard(total, null, null, origin.Decimals);
        var asset = Asset(origin, amount, values?.Total);
        return Position($"lend:{origin.Id}", $"{Name(origin)} lending", PositionKind.Lend, "lend", values?.Price) with
        {
            Assets = [asset],
            ValueUsd = values?.Total,
            DebtUsd = BigDecimal.Zero,
            ReceiptTokenIds = [.. assets.ReceiptsOf(origin.Id)],
        };
    }

    /// <summary>One for each account. Its value may be negative: what secures its debts may be lent, and is counted there.</summary>
    private DefiPosition? ToBorrow(NeptuneWireAccount account, int ordinal, HashSet<string> lentReceipts)
    {
        if (account.Collaterals.Count == 0 && account.Debts.Count == 0)
            return null;
        PositionAsset?[] supplied =
        [
            .. account.Collaterals
                .Where(c => NeptuneAssets.IdOf(c.AssetInfo?.Asset) is not { } id || !lentReceipts.Contains(id))
                .Select(c => LoanAsset(c, c.Amount ?? c.Principal, v => v.Amount ?? v.Principal)),
        ];

        // What is owed now: principal with interest where the version of the API has it, else the worth of the shares in the debt.
        // The principal alone, what was borrowed at first, is the last resort.
        PositionAsset?[] owed =
        [
            .. account.Debts.Select(d => LoanAsset(d, d.Debt ?? d.Shares ?? d.Principal, v => v.Debt ?? v.Shares ?? v.Principal))
                .Select(asset => asset is null ? null : asset with { Amount = -asset.Amount, ValueUsd = -asset.ValueUsd }),
        ];

        var debt = Sum(owed);
        var isUnnamed = account.Index is null || IdText.IsDamaged(account.Index);
        var index = account.Index ?? ordinal.ToString(CultureInfo.InvariantCulture);
        var key = isUnnamed ? IdText.Join(':', "borrow", "", ordinal.ToString(CultureInfo.InvariantCulture)) : IdText.JoinBounded(':', "borrow", index);
        return Position(key, BoundedText.Cut($"Loan account {index}"), PositionKind.Borrow, "borrow", null) with
        {
            Assets = [.. supplied.Concat(owed).OfType<PositionAsset>()],
            ValueUsd = Sum(supplied) + debt,
            DebtUsd = debt,
            HealthRate = account.Health?.Result,
        };
    }

    /// <summary>Staked, on its way out, and earned.</summary>
    private DefiPosition? ToStake(NeptuneWireStaking? staking)
    {
        if (staking is null)
            return null;
        var token = assets.ToToken(staking.AssetInfo?.Asset) ?? Nept;
        var values = staking.Extra?.Value;
        var unbonding = staking.Unbonding?.Extra?.Value;
        PositionAsset?[] staked =
        [
            Part(token, staking.BondingSum, values?.Price, values?.BondingSum),
            Part(token, staking.Unbonding?.AmountSum, unbonding?.Price ?? values?.Price, unbonding?.AmountSum),
        ];
        var earned = Part(token, staking.ClaimableRewards, values?.Price, values?.ClaimableRewards);
        PositionAsset[] all = [.. staked.Append(earned).OfType<PositionAsset>()];
        if (all.Length == 0)
            return null;
        return Position("stake", $"{Name(token)} staking", PositionKind.Stake, "staking", values?.Price) with
        {
            Assets = [.. staked.OfType<PositionAsset>()],
            Rewards = earned is null ? []
                : [new RewardGroup { Kind = RewardKind.Public, ProviderKind = "claimable_rewards", Assets = [earned], ValueUsd = earned.ValueUsd }],
            ValueUsd = Sum(all),
            DebtUsd = BigDecimal.Zero,
        };
    }

    /// <summary>Not yet free, and free but not yet claimed.</summary>
    private DefiPosition? ToLocked(NeptuneWireUnlockTotals? unlocks, NeptuneWireAssetInfo? nept)
    {
        if (unlocks is null)
            return null;
        var token = assets.ToToken(nept?.Asset) ?? Nept;
        var values = unlocks.Extra?.Value;
        PositionAsset?[] parts =
        [
            Part(token, unlocks.Locked, values?.Price, values?.Locked),
            Part(token, unlocks.Claimable, values?.Price, values?.Claimable),
        ];
        PositionAsset[] all = [.. parts.OfType<PositionAsset>()];
        return all.Length == 0 ? null : Position("locked", $"{Name(token)} unlocks", PositionKind.Locked, "unlocks", values?.Price) with
        {
            Assets = all,
            ValueUsd = Sum(all),
            DebtUsd = BigDecimal.Zero,
        };
    }

    private DefiPosition Position(string key, string name, PositionKind kind, string providerKind, NeptuneWirePrice? price) => new()
    {
        Key = $"{NeptuneProvider.Id}:{key}",
        Wallet = wallet,
        Name = name,
        Kind = kind,
        ProviderKind = providerKind,
        Platform = Platform,
        Network = NeptuneAssets.Network,
        Source = new Source(NeptuneProvider.Id, fetchedAt, price?.LastUpdatedAt),
    };

    /// <summary>Null for an asset that has no name.</summary>
    private PositionAsset? LoanAsset(NeptuneWireLoanAsset from, BigDecimal? amount, Func<NeptuneWireLoanValues, BigDecimal?> valueOf)
    {
        var token = assets.ToToken(from.AssetInfo?.Asset);
        if (token is null || amount is null)
            Unreadable++;
        if (token is null)
            return null;
        var values = from.Extra?.Value;
        var value = values is null ? null : valueOf(values);
        return Asset(token, NeptuneAmount.Standard(amount, values?.Price?.Price, value, token.Decimals), value);
    }

    /// <summary>Null where there is nothing.</summary>
    private static PositionAsset? Part(Token token, BigDecimal? amount, NeptuneWirePrice? price, BigDecimal? value) =>
        amount is null or { IsZero: true } && value is null or { IsZero: true }
            ? null
            : Asset(token, NeptuneAmount.Standard(amount, price?.Price, value, token.Decimals), value);

    private static PositionAsset Asset(Token token, BigDecimal? amount, BigDecimal? value) =>
        new() { Token = token, Network = NeptuneAssets.Network, Amount = amount, ValueUsd = value };

    /// <summary>Zero for nothing; null where the value of a part is unknown, or a part is itself.</summary>
    private static BigDecimal? Sum(IEnumerable<PositionAsset?> parts)
    {
        BigDecimal? sum = BigDecimal.Zero;
        foreach (var part in parts)
            sum += part?.ValueUsd;
        return sum;
    }

    private static string Name(Token token) => token.Symbol ?? token.Name ?? token.Address ?? token.Id;
}
