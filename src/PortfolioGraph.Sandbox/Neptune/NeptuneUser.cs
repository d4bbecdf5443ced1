using System.Numerics;
using PortfolioGraph.Sandbox.Data;

namespace PortfolioGraph.Sandbox.Neptune;

/// <summary>Everything that an address has on Neptune, in base units.</summary>
internal sealed record NeptuneUser(
    IReadOnlyList<(NeptuneAsset Asset, BigInteger Amount)> Wallet,
    IReadOnlyList<(string Key, BigInteger Amount)> Unknown,
    IReadOnlyList<LendPool> Lend,
    IReadOnlyList<BorrowAccount> Accounts,
    Stake? Stake)
{
    /// <summary>The address whose wallet is the documents' example, to the byte.</summary>
    public const string Example = "inj1t2htvpfl862vnwdqnuekd9p4ulh3h6hda7frn9";

    private static readonly NeptuneUser Nothing = new([], [], [], [], null);

    public static NeptuneUser Of(string address)
    {
        if (Empty.Holds(address))
            return Nothing;
        if (address == Example)
            return Nothing with { Wallet = [(NeptuneAsset.Inj, BigInteger.Parse("375425343522854919091"))] };

        var dice = new Dice($"{address}/neptune");
        LendPool[] lend =
        [
            Pool(NeptuneAsset.Inj, dice.Amount(2, 18), dice.Amount(2, 18)),
            Pool(NeptuneAsset.Usdt, dice.Amount(3, 6), default),
        ];
        BorrowAccount[] accounts =
        [
            new(0,
                [
                    new(NeptuneAsset.Inj.Receipt!, lend[0].ReceiptCollateralized, lend[0].ReceiptCollateralized),
                    Shares(NeptuneAsset.Atom, dice.Amount(3, 6) + Exact.Parse("1000"), 0),
                ],
                [Shares(NeptuneAsset.Usdt, dice.Amount(3, 6), 3)],
                new Health(Exact.Parse("1.8431"), Exact.Parse("0.02"))),
            // Collateral without debt: there is nothing to be healthy about, so health is null.
            new(1, [Shares(NeptuneAsset.StakedInj, dice.Amount(2, 18), 0)], [], null),
        ];
        var wallet = new List<(NeptuneAsset, BigInteger)>
        {
            (NeptuneAsset.Inj, dice.Amount(3, 18).Unscaled),
            (NeptuneAsset.Inj.Receipt!, lend[0].ReceiptHeld),
            (NeptuneAsset.Usdt, dice.Amount(3, 6).Unscaled),
            (NeptuneAsset.Usdt.Receipt!, lend[1].ReceiptHeld),
            (NeptuneAsset.Nept, dice.Amount(4, 6).Unscaled),
        };
        if (dice.Chance(50))
            wallet.Add((NeptuneAsset.StakedInj, dice.Amount(1, 18).Unscaled));

        var stake = new Stake(
            dice.Amount(5, 6).Unscaled, dice.Amount(4, 6).Unscaled, dice.Amount(2, 6).Unscaled,
            [dice.Amount(3, 6).Unscaled, dice.Amount(3, 6).Unscaled],
            new Unlock(dice.Amount(4, 6).Unscaled, dice.Amount(3, 6).Unscaled, dice.Amount(3, 6).Unscaled),
            new Unlock(dice.Amount(4, 6).Unscaled, BigInteger.Zero, BigInteger.Zero));
        return new NeptuneUser(wallet, [("inj1xnv00a0hwyurr7a5l432mw7vql232ytg8uwqrd", 12)], lend, accounts, stake);
    }

    /// <summary>The receipts are chosen so that what they redeem for comes out even.</summary>
    private static LendPool Pool(NeptuneAsset asset, Exact held, Exact collateralized)
    {
        // Forty times any of the ratios is whole, so no conversion leaves a remainder.
        var ratio = asset.Receipt!.RedemptionRatio;
        BigInteger Receipts(Exact origin) => origin.Unscaled * 40 * ratio.Unscaled / BigInteger.Pow(10, ratio.Scale);
        return new LendPool(asset, held.Unscaled * 40, collateralized.Unscaled * 40, Receipts(held), Receipts(collateralized));
    }

    private static AssetShares Shares(NeptuneAsset asset, Exact principal, int interestPercent) =>
        new(asset, principal.Unscaled, principal.Unscaled + principal.Unscaled * interestPercent / 100);
}

/// <summary>An asset lent: what was lent, and the receipts for it, in the wallet or locked as collateral.</summary>
internal sealed record LendPool(NeptuneAsset Asset, BigInteger OriginHeld, BigInteger OriginCollateralized, BigInteger ReceiptHeld, BigInteger ReceiptCollateralized)
{
    public BigInteger OriginTotal => OriginHeld + OriginCollateralized;

    public BigInteger ReceiptTotal => ReceiptHeld + ReceiptCollateralized;
}

/// <summary>A borrowing account. Health is null where there is no debt.</summary>
internal sealed record BorrowAccount(int Index, IReadOnlyList<AssetShares> Collaterals, IReadOnlyList<AssetShares> Debts, Health? Health);

/// <summary>A collateral or a debt: the amount at first, and the amount now.</summary>
internal sealed record AssetShares(NeptuneAsset Asset, BigInteger Principal, BigInteger Shares);

/// <summary>How far from liquidation an account is.</summary>
internal sealed record Health(Exact Base, Exact Boost)
{
    public Exact Result => Base + Boost;
}

/// <summary>Staked NEPT, what is on its way out of the stake, and NEPT that unlocks over time.</summary>
internal sealed record Stake(
    BigInteger BondedShort, BigInteger BondedLong, BigInteger ClaimableRewards, IReadOnlyList<BigInteger> Unbonding, Unlock Linear, Unlock LumpSum)
{
    public BigInteger Bonded => BondedShort + BondedLong;

    public BigInteger UnbondingSum => Unbonding.Aggregate(BigInteger.Zero, (a, b) => a + b);
}

/// <summary>One unlock arrangement; the full amount is the sum of the three.</summary>
internal sealed record Unlock(BigInteger Locked, BigInteger Claimable, BigInteger Claimed)
{
    public BigInteger Amount => Locked + Claimable + Claimed;
}
