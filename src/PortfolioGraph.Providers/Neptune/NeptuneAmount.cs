using System.Numerics;
using PortfolioGraph.Holdings.Numbers;

namespace PortfolioGraph.Providers.Neptune;

/// <summary>The unit of amounts in positions. This is the only place that decides it.</summary>
/// <remarks>
/// Wallet balances come in both units, as <c>amount</c> (base units) and <c>amount_scaled</c>. What is lent, owed, staked and locked comes once,
/// and Neptune does not document in which unit. In this order:
/// <list type="number">
/// <item>price and value tell: the two readings are orders of magnitude apart (10^18 for INJ), so half of these orders is a safe border, however the value is rounded;</item>
/// <item>a number with a fraction can't be base units;</item>
/// <item>else it is base units, as every other amount without <c>_scaled</c> in its name.</item>
/// </list>
/// </remarks>
internal static class NeptuneAmount
{
    private const int MaxDecimals = 255;

    /// <summary>The number of decimals, where it is one that a token can have.</summary>
    public static int? Decimals(BigDecimal? number) =>
        number?.ToBaseUnits(0) is { } whole && whole >= 0 && whole <= MaxDecimals ? (int)whole : null;

    /// <summary>The amount in the standard unit; null where it is in base units and the decimals are unknown.</summary>
    public static BigDecimal? Standard(BigDecimal? amount, BigDecimal? price, BigDecimal? value, int? decimals)
    {
        if (amount is not { } given)
            return null;
        var isBase = IsInBaseUnits(given, price, value, decimals) ?? given.ToBaseUnits(0) is not null;
        return !isBase || given.IsZero ? given : decimals is { } places ? Scale(given, places) : null;
    }

    /// <summary>Whether an amount of this price and value is in base units; null where nothing tells.</summary>
    public static bool? IsInBaseUnits(BigDecimal? amount, BigDecimal? price, BigDecimal? value, int? decimals)
    {
        if (amount is not { IsZero: false } given || price is not { IsZero: false } each || value is not { IsZero: false } worth || decimals is not >= 2)
            return null;
        var border = BigDecimal.Abs(worth) * BigInteger.Pow(10, decimals.Value / 2);
        return BigDecimal.Abs(given * each) > border;
    }

    /// <summary>From base units to the standard unit.</summary>
    public static BigDecimal Scale(BigDecimal amount, int decimals) => (amount * BigDecimal.FromRaw(1, decimals)).WithoutTrailingZeros();
}
