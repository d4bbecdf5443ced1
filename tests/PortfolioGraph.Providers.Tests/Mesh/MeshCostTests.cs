using PortfolioGraph.Holdings.Numbers;
using PortfolioGraph.Providers.Mesh;

namespace PortfolioGraph.Providers.Tests.Mesh;

public class MeshCostTests
{
    [Theory]
    // Mesh's own example, where the stated return tells that the cost is a unit's: ETH and DOGE closely, AAPL and TSLA roughly.
    [InlineData("0.260325", "3626.66", "351.457", "-592.6533", "3626.66", "944.1102645")]
    [InlineData("4025.02", "0.081", "240.5754", "-85.45", "0.081", "326.02662")]
    [InlineData("8.15", "129.5", "1201.67", "144.97", "129.5", "1055.425")]
    [InlineData("0.063", "234.8", "13.69", "-1.3", "234.8", "14.7924")]
    // Nothing to compare with.
    [InlineData("2", "10", "30", null, "10", "20")]
    [InlineData("2", "10", null, "10", "10", "20")]
    // The return tells that the cost is that of all units.
    [InlineData("2", "10", "30", "20", null, "10")]
    [InlineData("2", "10", "1000", "990", null, "10")]
    [InlineData("0.260325", "944.11", "351.457", "-592.6533", null, "944.11")]
    // One unit: both are the same.
    [InlineData("1", "10", "30", "20", "10", "10")]
    // The return agrees with neither.
    [InlineData("2", "10", "30", "500", "10", null)]
    [InlineData("2", null, "30", "20", null, null)]
    [InlineData(null, "10", "30", "20", "10", null)]
    [InlineData("3", "0", "30", "30", "0", "0")]
    public void Read_CostAgainstTheStatedReturn_SaysWhatItIsTheCostOf(
        string? amount, string? costBasis, string? marketValue, string? totalReturn, string? unit, string? total)
    {
        var cost = MeshCost.Read(Number(amount), Number(costBasis), Number(marketValue), Number(totalReturn));
        (cost.Unit?.ToString()).ShouldBe(unit);
        (cost.Total?.ToString()).ShouldBe(total);
    }

    private static BigDecimal? Number(string? text) => text is null ? null : BigDecimal.Parse(text);
}
