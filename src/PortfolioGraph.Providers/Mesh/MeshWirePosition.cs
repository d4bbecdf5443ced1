using System.Text.Json.Serialization;
using PortfolioGraph.Holdings.Numbers;
using PortfolioGraph.Providers.Http;

namespace PortfolioGraph.Providers.Mesh;

/// <summary>A cryptocurrency or an equity. <see cref="CompanyName"/> is filled for cryptocurrencies too.</summary>
internal sealed record MeshWirePosition
{
    public string? Name { get; init; }

    public string? CompanyName { get; init; }

    public string? Symbol { get; init; }

    public BigDecimal? Amount { get; init; }

    public BigDecimal? CostBasis { get; init; }

    public BigDecimal? MarketValue { get; init; }

    public BigDecimal? LastPrice { get; init; }

    public BigDecimal? PortfolioPercentage { get; init; }

    public BigDecimal? TotalReturn { get; init; }

    public BigDecimal? ReturnPercentage { get; init; }

    public BigDecimal? TotalDailyReturn { get; init; }

    public BigDecimal? DailyReturnPercentage { get; init; }

    /// <summary>For wallets in self-custody only.</summary>
    [JsonConverter(typeof(ListJsonConverter<MeshWireDistribution>))]
    public IReadOnlyList<MeshWireDistribution> Distribution { get; set => field = WireList.Once(field, value); } = [];
}
