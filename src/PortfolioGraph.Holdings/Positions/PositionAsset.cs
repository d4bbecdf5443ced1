using PortfolioGraph.Holdings.Networks;
using PortfolioGraph.Holdings.Numbers;
using PortfolioGraph.Holdings.Tokens;

namespace PortfolioGraph.Holdings.Positions;

/// <summary>One token of a position; owed where negative.</summary>
public sealed record PositionAsset
{
    public required Token Token { get; init; }

    public Network? Network { get; init; }

    public BigDecimal? Amount { get; init; }

    public BigDecimal? ValueUsd { get; init; }

    /// <summary>OKX's <c>buttonType</c>, as it came.</summary>
    public string? ButtonType { get; init; }
}
