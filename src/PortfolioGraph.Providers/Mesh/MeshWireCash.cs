using System.Text.Json.Serialization;
using PortfolioGraph.Holdings.Numbers;
using PortfolioGraph.Providers.Http;

namespace PortfolioGraph.Providers.Mesh;

/// <summary><c>GET /api/v1/balance/portfolio</c>: fiat money, as Mesh last saw it.</summary>
internal sealed record MeshWireCash : MeshWireContent
{
    [JsonConverter(typeof(ListJsonConverter<MeshWireFiat>))]
    public IReadOnlyList<MeshWireFiat> FiatBalances { get; set => field = WireList.Once(field, value); } = WireList.Absent<MeshWireFiat>();

    [JsonIgnore]
    public override bool IsAbsent => WireList.IsAbsent(FiatBalances);

    [JsonIgnore]
    public override string[] Lists => ["fiatBalances"];
}

/// <summary>One currency. <paramref name="Cash"/> may be negative.</summary>
internal sealed record MeshWireFiat(string? Symbol, BigDecimal? Cash, BigDecimal? BuyingPower);
