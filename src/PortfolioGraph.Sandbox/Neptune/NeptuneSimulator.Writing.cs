using System.Numerics;
using System.Text.Json;
using PortfolioGraph.Sandbox.Data;
using PortfolioGraph.Sandbox.Wire;

namespace PortfolioGraph.Sandbox.Neptune;

/// <content>The shapes of the answers. Amounts are in base units; USD values are cut to 18 decimals, text to the display's.</content>
internal sealed partial class NeptuneSimulator
{
    private static void WriteSpec(Utf8JsonWriter w, string name, string group, string key)
    {
        w.WriteStartObject(name);
        w.WriteString("id", $"{group};{key}");
        w.WriteString("group", group);
        w.WriteString("group_key", key);
        w.WriteEndObject();
    }

    private static void WriteSpec(Utf8JsonWriter w, string name, NeptuneAsset? asset)
    {
        if (asset is null)
            w.WriteNull(name);
        else
            WriteSpec(w, name, asset.Group, asset.Key);
    }

    private static void WriteAssetInfo(Utf8JsonWriter w, NeptuneAsset asset) => WriteObject(w, () => WriteAssetMembers(w, asset));

    private static void WriteAssetMembers(Utf8JsonWriter w, NeptuneAsset asset)
    {
        WriteSpec(w, "asset", asset);
        w.WriteStartObject("metadata");
        w.WriteString("name", asset.Name);
        w.WriteString("symbol", asset.Symbol);
        w.WriteString("symbol_denom", asset.Unit);
        w.WriteNumber("decimals_denom", asset.Decimals);
        w.WriteNumber("decimals_display", asset.Display);
        w.WriteEndObject();
        w.WriteStartObject("classification");
        if (asset.Origin is null)
        {
            w.WriteString("kind", "regular");
            WriteSpec(w, "neptune_receipt_asset", asset.Receipt);
        }
        else
        {
            w.WriteString("kind", asset.IsReceipt ? "neptune_receipt_token" : "liquid_staking_token");
            WriteSpec(w, "origin_asset", asset.Origin);
        }
        w.WriteEndObject();
    }

    private void WritePricedAsset(Utf8JsonWriter w, NeptuneAsset asset, Flags flags) => WriteObject(w, () =>
    {
        WriteAssetMembers(w, asset);
        var updated = Time(TimeSpan.FromSeconds(-5));
        w.WriteStartObject("price");
        w.WriteString("price", asset.Price);
        w.WriteString("last_updated_at", updated);
        w.WriteStartObject("extra");
        OrNull(w, "text", flags.Text, () =>
        {
            w.WriteString("price", "$" + Exact.Parse(asset.Price).ToText(2));
            w.WriteString("last_updated_at", updated);
        });
        w.WriteEndObject();
        w.WriteEndObject();
    });

    private static void WriteWallet(Utf8JsonWriter w, NeptuneUser user, Flags flags) => WriteObject(w, () =>
    {
        w.WriteStartArray("balances");
        foreach (var (asset, amount) in user.Wallet)
            WriteBalance(w, asset, amount, flags);
        foreach (var (key, amount) in user.Unknown)
            WriteUnknown(w, key, amount);
        w.WriteEndArray();

        // Only what has a price is in the total; unknown assets are not.
        var total = Exact.Sum(user.Wallet.Select(b => Usd(b.Asset, b.Amount)));
        w.WriteString("total_value", flags.Value ? total.ToString() : null);
        w.WriteStartObject("extra");
        OrNull(w, "text", flags.Text, () => w.WriteString("total_value", flags.Value ? "$" + total.ToText(2) : null));
        w.WriteEndObject();
    });

    private static void WriteBalance(Utf8JsonWriter w, NeptuneAsset asset, BigInteger amount, Flags flags) => WriteObject(w, () =>
    {
        WriteSpec(w, "asset", asset);
        w.WriteStartObject("values");
        w.WriteString("kind", "known");
        w.WritePropertyName("asset_info");
        WriteAssetInfo(w, asset);
        w.WriteString("amount", amount.ToString());
        w.WriteString("amount_scaled", amount.Scaled(asset).ToString());
        WriteExtra(w, asset, flags, [new("amount", amount)]);
        w.WriteEndObject();
    });

    private static void WriteUnknown(Utf8JsonWriter w, string key, BigInteger amount) => WriteObject(w, () =>
    {
        WriteSpec(w, "asset", "token", key);
        w.WriteStartObject("values");
        w.WriteString("kind", "unknown");
        w.WriteString("amount", amount.ToString());
        w.WriteEndObject();
    });

    private static void WriteMarkets(Utf8JsonWriter w, NeptuneUser user, Flags flags) => WriteObject(w, () =>
    {
        w.WritePropertyName("lend");
        WriteLend(w, user, flags);
        w.WritePropertyName("borrow");
        WriteBorrow(w, user, flags);
    });

    private static void WriteLend(Utf8JsonWriter w, NeptuneUser user, Flags flags) => WriteObject(w, () =>
    {
        w.List("asset_pools", user.Lend, pool => WriteLendPool(w, pool, flags));
        WriteRate(w, "net_rate", "0.04", "0.040811", flags);
    });

    private static void WriteLendPool(Utf8JsonWriter w, LendPool pool, Flags flags) => WriteObject(w, () =>
    {
        w.WritePropertyName("asset_info");
        WriteAssetInfo(w, pool.Asset);
        WriteRate(w, "market_rate", "0.0412", "0.042058", flags);
        w.WriteString("receipt_redemption_ratio", pool.Asset.Receipt!.RedemptionRatio.ToString());
        WriteAmounts(w, "origin_equivalent", pool.Asset, flags,
            [new("held", pool.OriginHeld), new("collateralized", pool.OriginCollateralized), new("total", pool.OriginTotal)]);
        WriteAmounts(w, "receipt_amounts", pool.Asset.Receipt, flags,
            [new("held", pool.ReceiptHeld), new("collateralized", pool.ReceiptCollateralized), new("total", pool.ReceiptTotal)]);
    });

    private static void WriteBorrow(Utf8JsonWriter w, NeptuneUser user, Flags flags) => WriteObject(w, () =>
    {
        w.List("accounts", user.Accounts, account => WriteAccount(w, account, flags));
        w.WriteStartObject("totals");
        WriteSides(w, Merge(user.Accounts.SelectMany(a => a.Collaterals)), Merge(user.Accounts.SelectMany(a => a.Debts)), flags);
        w.WriteEndObject();
    });

    private static AssetShares[] Merge(IEnumerable<AssetShares> items) =>
        [.. items.GroupBy(i => i.Asset.Id).Select(g => g.Aggregate((a, b) => a with { Principal = a.Principal + b.Principal, Shares = a.Shares + b.Shares }))];

    private static void WriteAccount(Utf8JsonWriter w, BorrowAccount account, Flags flags) => WriteObject(w, () =>
    {
        w.WriteNumber("index", account.Index);
        OrNull(w, "health", account.Health is not null, () =>
        {
            w.WriteString("base", account.Health!.Base.ToString());
            w.WriteString("boost", account.Health.Boost.ToString());
            w.WriteString("result", account.Health.Result.ToString());
            w.WriteStartObject("extra");
            OrNull(w, "text", flags.Text, () =>
            {
                w.WriteString("base", account.Health.Base.ToText(2));
                w.WriteString("boost", account.Health.Boost.ToText(2));
                w.WriteString("result", account.Health.Result.ToText(2));
            });
            w.WriteEndObject();
        });
        WriteSides(w, account.Collaterals, account.Debts, flags);
    });

    private static void WriteSides(Utf8JsonWriter w, IReadOnlyList<AssetShares> collaterals, IReadOnlyList<AssetShares> debts, Flags flags)
    {
        w.List("collaterals", collaterals, c => WriteShares(w, c, isDebt: false, flags));
        w.List("debts", debts, d => WriteShares(w, d, isDebt: true, flags));
        WriteRate(w, "debts_net_rate", debts.Count == 0 ? "0" : "0.0731", debts.Count == 0 ? "0" : "0.075831", flags);
    }

    private static void WriteShares(Utf8JsonWriter w, AssetShares shares, bool isDebt, Flags flags) => WriteObject(w, () =>
    {
        w.WritePropertyName("asset_info");
        WriteAssetInfo(w, shares.Asset);
        if (isDebt)
            WriteRate(w, "market_rate", "0.0731", "0.075831", flags);
        w.WriteString("principal", shares.Principal.ToString());
        w.WriteString("shares", shares.Shares.ToString());
        WriteExtra(w, shares.Asset, flags, [new("principal", shares.Principal), new("shares", shares.Shares)]);
    });

    private void WriteStaking(Utf8JsonWriter w, NeptuneUser user, Flags flags) => WriteObject(w, () =>
    {
        var nept = NeptuneAsset.Nept;
        var stake = user.Stake;
        Amount[] sums =
        [
            new("bonding_sum", stake?.Bonded ?? 0), new("claimable_rewards", stake?.ClaimableRewards ?? 0),
            new("claimable_unbonding", 0), new("unclaimed", stake?.ClaimableRewards ?? 0),
        ];
        w.WritePropertyName("asset_info");
        WriteAssetInfo(w, nept);
        foreach (var sum in sums)
            w.WriteString(sum.Name, sum.Units.ToString());
        WriteExtra(w, nept, flags, sums);

        w.List("pools", stake is null ? [] : new[] { stake.BondedShort, stake.BondedLong }.Index(), pool => WriteObject(w, () =>
        {
            w.WriteStartObject("common");
            w.WriteNumber("index", pool.Index + 1);
            w.WriteEndObject();
            w.WriteString("amount_sum", pool.Item.ToString());
            WriteExtra(w, nept, flags, [new("amount_sum", pool.Item)]);
            w.WriteStartArray("contents");
            WriteObject(w, () =>
            {
                w.WriteNumber("account_index", 0);
                w.WriteString("amount", pool.Item.ToString());
                w.WriteBoolean("cascade", false);
                w.WriteNull("transition_at");
                WriteExtra(w, nept, flags, [new("amount", pool.Item)]);
            });
            w.WriteEndArray();
        }));

        w.WriteStartObject("unbonding");
        w.WriteString("amount_sum", (stake?.UnbondingSum ?? 0).ToString());
        w.List("contents", (stake?.Unbonding ?? []).Index(), entry => WriteObject(w, () =>
        {
            w.WriteString("amount", entry.Item.ToString());
            w.WriteString("unlock_at", Time(TimeSpan.FromDays(7 * (entry.Index + 1))));
            WriteExtra(w, nept, flags, [new("amount", entry.Item)]);
        }));
        WriteExtra(w, nept, flags, [new("amount_sum", stake?.UnbondingSum ?? 0)]);
        w.WriteEndObject();
    });

    private void WriteUnlocks(Utf8JsonWriter w, NeptuneUser user, Flags flags) => WriteObject(w, () =>
    {
        var (linear, lump) = (user.Stake?.Linear, user.Stake?.LumpSum);
        var none = new Unlock(0, 0, 0);
        var total = new[] { linear ?? none, lump ?? none }.Aggregate((a, b) => new(a.Locked + b.Locked, a.Claimable + b.Claimable, a.Claimed + b.Claimed));
        WriteUnlock(w, "totals", total, flags);
        w.WriteNull("last_claimed_at");
        w.WriteStartArray("arrangements");
        if (linear is not null)
        {
            WriteObject(w, () =>
            {
                w.WriteStartObject("schedule");
                w.WriteString("kind", "linear");
                w.WriteNumber("duration", 31_536_000_000_000_000);
                w.WriteString("ends_at", Time(TimeSpan.FromDays(265)));
                w.WriteEndObject();
                w.WriteString("begins_at", Time(TimeSpan.FromDays(-100)));
                w.WriteNull("expires_at");
                WriteUnlock(w, "amounts", linear, flags);
            });
        }
        if (lump is not null)
        {
            WriteObject(w, () =>
            {
                w.WriteStartObject("schedule");
                w.WriteString("kind", "lump_sum");
                w.WriteEndObject();
                w.WriteString("begins_at", Time(TimeSpan.FromDays(30)));
                w.WriteString("expires_at", Time(TimeSpan.FromDays(400)));
                WriteUnlock(w, "amounts", lump, flags);
            });
        }
        w.WriteEndArray();
    });

    private static void WriteUnlock(Utf8JsonWriter w, string name, Unlock unlock, Flags flags)
    {
        Amount[] parts =
        [
            new("locked", unlock.Locked), new("claimable", unlock.Claimable), new("claimed", unlock.Claimed), new("expired", 0), new("reclaimed", 0),
        ];
        var whole = new Exact(unlock.Amount, 0);
        Exact Percent(BigInteger part, int places) =>
            whole.Unscaled.IsZero ? Exact.Zero : new Exact(part * 100, 0).Over(whole, places);

        WriteAmounts(w, name, NeptuneAsset.Nept, flags, [new("amount", unlock.Amount), .. parts], () =>
            OrNull(w, "percent", flags.Percent, () =>
            {
                foreach (var part in parts)
                    w.WriteString(part.Name, Percent(part.Units, 18).ToString());
                w.WriteStartObject("extra");
                OrNull(w, "text", flags.Text, () =>
                {
                    foreach (var part in parts)
                        w.WriteString(part.Name, Percent(part.Units, 2).ToText(2) + "%");
                });
                w.WriteEndObject();
            }));
    }

    private static void WriteAmounts(Utf8JsonWriter w, string name, NeptuneAsset asset, Flags flags, Amount[] amounts, Action? writeMore = null)
    {
        w.WriteStartObject(name);
        foreach (var amount in amounts)
            w.WriteString(amount.Name, amount.Units.ToString());
        WriteExtra(w, asset, flags, amounts, writeMore);
        w.WriteEndObject();
    }

    /// <summary>Text and USD of the amounts beside it: null each, unless asked for.</summary>
    private static void WriteExtra(Utf8JsonWriter w, NeptuneAsset asset, Flags flags, Amount[] amounts, Action? writeMore = null)
    {
        w.WriteStartObject("extra");
        OrNull(w, "text", flags.Text, () =>
        {
            foreach (var amount in amounts)
                w.WriteString(amount.Name, $"{amount.Units.Scaled(asset).ToText(asset.Display)} {asset.Symbol}");
        });
        OrNull(w, "value", flags.Value, () =>
        {
            foreach (var amount in amounts)
                w.WriteString(amount.Name, Usd(asset, amount.Units).ToString());
            w.WriteString("price", asset.Price);
            w.WriteStartObject("extra");
            OrNull(w, "text", flags.Text, () =>
            {
                w.WriteString("price", "$" + Exact.Parse(asset.Price).ToText(2));
                foreach (var amount in amounts)
                    w.WriteString(amount.Name, "$" + Usd(asset, amount.Units).ToText(2));
            });
            w.WriteEndObject();
        });
        writeMore?.Invoke();
        w.WriteEndObject();
    }

    private static void WriteRate(Utf8JsonWriter w, string name, string apr, string apy, Flags flags)
    {
        w.WriteStartObject(name);
        w.WriteString("apr", apr);
        w.WriteString("apy", apy);
        w.WriteStartObject("extra");
        OrNull(w, "text", flags.Text, () =>
        {
            w.WriteString("apr", (Exact.Parse(apr) * new Exact(100, 0)).ToText(2) + "%");
            w.WriteString("apy", (Exact.Parse(apy) * new Exact(100, 0)).ToText(2) + "%");
        });
        w.WriteEndObject();
        w.WriteEndObject();
    }

    private static void OrNull(Utf8JsonWriter w, string name, bool isThere, Action writeMembers)
    {
        if (!isThere)
        {
            w.WriteNull(name);
            return;
        }
        w.WriteStartObject(name);
        writeMembers();
        w.WriteEndObject();
    }

    private static Exact Usd(NeptuneAsset asset, BigInteger amount) => (amount.Scaled(asset) * Exact.Parse(asset.Price)).Cut(18);

    private string Time(TimeSpan fromNow) => (time.GetUtcNow() + fromNow).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");
}
