using PortfolioGraph.Holdings.Numbers;

namespace PortfolioGraph.Providers.Neptune;

/// <summary>The unit of amounts in positions. This is the only place that decides it.</summary>
/// <remarks>
/// Wallet balances come in both units, in two fields. Amounts lent, owed, staked and locked come in one field, and Neptune does not
/// document in which unit: they are read as the standard unit, unless price and value tell that they are base units. The two readings are
/// orders of magnitude apart (10^18 for INJ), so half of these orders is a safe border, whatever the price is rounded to.
/// </remarks>
internal static class NeptuneAmount
{
    private const int MaxDecimals = 255;

    /// <summary>The number of decimals, where it is one that a token can have.</summary>
    public static int? Decimals(BigDecimal? number) =>
        number?.ToBaseUnits(0) is { } whole && whole >= 0 && whole <= MaxDecimals ? (int)whole : null;

    /// <summary>Whether an amount of this price and value is in base units. False where one of them is missing: nothing tells then.</summary>
    public static bool IsInBaseUnits(BigDecimal? amount, BigDecimal? price, BigDecimal? value, int? decimals)
    {
        if (amount is not { IsZero: false } one || price is not { } each || value is not { IsZero: false } all || decimals is not >= 2)
            return false;
        var border = BigDecimal.Abs(all) * System.Numerics.BigInteger.Pow(10, decimals.Value / 2);
        return BigDecimal.Abs(one * each) > border;
    }

    /// <summary>The amount in the standard unit.</summary>
    public static BigDecimal? Standard(BigDecimal? amount, BigDecimal? price, BigDecimal? value, int? decimals) =>
        IsInBaseUnits(amount, price, value, decimals) ? Scale(amount!.Value, decimals!.Value) : amount;

    /// <summary>From base units to the standard unit.</summary>
    public static BigDecimal Scale(BigDecimal amount, int decimals) => amount * BigDecimal.FromRaw(1, decimals);
}
