using PortfolioGraph.Holdings.Numbers;

namespace PortfolioGraph.Providers.Mesh;

/// <summary>What a position's <c>costBasis</c> means. This is the only place that decides it.</summary>
/// <remarks>
/// <para>
/// Mesh describes it as "total original value (or purchase price)", yet in its own example it is the price of one unit:
/// ETH 351.457 − 0.260325 × 3626.66 = −592.6533 is exactly the stated return, while 351.457 − 3626.66 is far from it.
/// Whether every institution does the same is not documented, so a stated return is the judge:
/// </para>
/// <list type="number">
/// <item>no return or no market value to compare with, or the return agrees with a cost of one unit: it is the cost of one unit;</item>
/// <item>else, the return agrees with a cost of all units: it is that;</item>
/// <item>else: the number is shown as a unit's cost, as it came, and the money spent is unknown.</item>
/// </list>
/// <para>
/// Agreeing is being off by no more than one fiftieth of the cost, or a cent: the examples of AAPL and TSLA, per unit too, are off by up to 1.4 %.
/// </para>
/// </remarks>
internal static class MeshCost
{
    private static readonly BigDecimal Fiftieth = BigDecimal.Parse("0.02");
    private static readonly BigDecimal Cent = BigDecimal.Parse("0.01");

    /// <summary>The cost of one unit and of all of them, in USD; null is unknown. Nothing is divided.</summary>
    public static (BigDecimal? Unit, BigDecimal? Total) Read(BigDecimal? amount, BigDecimal? costBasis, BigDecimal? marketValue, BigDecimal? totalReturn)
    {
        if (costBasis is not { } cost)
            return (null, null);
        var ofAll = (amount * cost)?.WithoutTrailingZeros();
        if (ofAll is not { } perUnit || marketValue is not { } value || totalReturn is not { } stated || Agrees(stated, value, perUnit))
            return (cost, ofAll);
        return Agrees(stated, value, cost) ? (null, cost) : (cost, null);
    }

    private static bool Agrees(BigDecimal stated, BigDecimal value, BigDecimal cost)
    {
        var off = BigDecimal.Abs(stated - (value - cost));
        return off <= Cent || off <= BigDecimal.Abs(cost) * Fiftieth;
    }
}
