using System.Numerics;
using PortfolioGraph.Sandbox.Data;

namespace PortfolioGraph.Sandbox.Neptune;

/// <summary>An asset of Neptune's list.</summary>
/// <param name="Group"><c>native</c> or <c>token</c>.</param>
/// <param name="Key">The denomination or the contract; with the group it is the id.</param>
/// <param name="Unit">The symbol of the base unit.</param>
/// <param name="Display">Decimals in text.</param>
/// <param name="Price">USD.</param>
internal sealed record NeptuneAsset(string Group, string Key, string Name, string Symbol, string Unit, int Decimals, int Display, string Price)
{
    public string Id => $"{Group};{Key}";

    /// <summary>For a receipt token: what was lent. For a liquid staking token: what is staked.</summary>
    public NeptuneAsset? Origin { get; private init; }

    /// <summary>True for a token that stands for lent assets.</summary>
    public bool IsReceipt { get; private init; }

    /// <summary>The token that lenders of this asset get.</summary>
    public NeptuneAsset? Receipt { get; private set; }

    /// <summary>How many receipts one unit is worth: less than one, because interest accrues to the receipts.</summary>
    public Exact RedemptionRatio { get; private init; }

    public static readonly NeptuneAsset Inj = Lendable(
        new("native", "inj", "Injective", "INJ", "inj", 18, 4, "2.99835"), "inj1rmzufd7h09sqfrre5dtvu5d09ta7c0t4jzkr2f", "0.8");

    public static readonly NeptuneAsset Usdt = Lendable(
        new("native", "peggy0xdAC17F958D2ee523a2206206994597C13D831ec7", "Tether USD", "USDT", "uusdt", 6, 2, "0.99987"),
        "inj1l09pg7vng9tjz8jylhnlxafg5u3j4xm8f5lhtp", "0.625");

    public static readonly NeptuneAsset Atom = Lendable(
        new("native", "ibc/C4CFF46FD6DE35CA4CF4CE031E643C8FDC9BA4B99AE598E9B0ED98FE3A2319F9", "Cosmos Hub", "ATOM", "uatom", 6, 4, "4.6027"),
        "inj1fs2ze35zev95ap5m7wc3saq8k6nwh2dj6xwsuj", "0.5");

    public static readonly NeptuneAsset Nept =
        new("token", "inj1qql4pm6nnytglgcc6nd740y4vtkpsw7l7aadk7", "Neptune", "NEPT", "unept", 6, 2, "0.0173");

    public static readonly NeptuneAsset StakedInj =
        new("token", "inj1qh3zyrpxg7ujeva5ff7776x699td5582qyf970", "Staked INJ", "hINJ", "ahinj", 18, 4, "3.4127") { Origin = Inj };

    public static readonly NeptuneAsset[] All = [Inj, Inj.Receipt!, Usdt, Usdt.Receipt!, Atom, Atom.Receipt!, Nept, StakedInj];

    public static NeptuneAsset? Find(string? id) => All.FirstOrDefault(a => a.Id == id);

    private static NeptuneAsset Lendable(NeptuneAsset asset, string contract, string ratio)
    {
        var redemption = Exact.Parse(ratio);
        asset.Receipt = new NeptuneAsset(
            "token", contract, $"Neptune {asset.Name}", "n" + asset.Symbol, "n" + asset.Unit, asset.Decimals, asset.Display,
            Exact.Parse(asset.Price).Over(redemption, 18).ToString())
        {
            Origin = asset,
            IsReceipt = true,
            RedemptionRatio = redemption,
        };
        return asset;
    }
}

internal static class NeptuneAmounts
{
    /// <summary>Base units as an amount of the asset.</summary>
    public static Exact Scaled(this BigInteger amount, NeptuneAsset asset) => new(amount, asset.Decimals);
}
