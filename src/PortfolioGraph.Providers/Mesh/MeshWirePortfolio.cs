using System.Text.Json.Serialization;
using PortfolioGraph.Holdings.Numbers;
using PortfolioGraph.Providers.Http;

namespace PortfolioGraph.Providers.Mesh;

/// <summary><c>GET /api/v1/holdings/portfolio</c>: everything that a user has connected, added up.</summary>
/// <remarks>Lists are settable: generated code would set an init-only one to null where it is missing.</remarks>
internal sealed record MeshWirePortfolio : MeshWireContent
{
    public BigDecimal? PortfolioCostBasis { get; init; }

    public BigDecimal? ActualPortfolioPerformance { get; init; }

    public BigDecimal? EquitiesValue { get; init; }

    public BigDecimal? CryptocurrenciesValue { get; init; }

    public BigDecimal? NftsValue { get; init; }

    [JsonConverter(typeof(ListJsonConverter<MeshWirePosition>))]
    public IReadOnlyList<MeshWirePosition> EquityPositions { get; set => field = WireList.Once(field, value); } = WireList.Absent<MeshWirePosition>();

    [JsonConverter(typeof(ListJsonConverter<MeshWirePosition>))]
    public IReadOnlyList<MeshWirePosition> CryptocurrencyPositions { get; set => field = WireList.Once(field, value); } = WireList.Absent<MeshWirePosition>();

    [JsonConverter(typeof(ListJsonConverter<MeshWireNft>))]
    public IReadOnlyList<MeshWireNft> NftPositions { get; set => field = WireList.Once(field, value); } = WireList.Absent<MeshWireNft>();

    [JsonIgnore]
    public override bool IsAbsent => WireList.IsAbsent(EquityPositions)
        || WireList.IsAbsent(CryptocurrencyPositions) || WireList.IsAbsent(NftPositions);

    /// <summary>The three sums are never null in Mesh's documents, the lists may be.</summary>
    [JsonIgnore]
    public override bool IsEmpty => (EquitiesValue is null || CryptocurrenciesValue is null || NftsValue is null)
        && WireList.IsAbsent(EquityPositions) && WireList.IsAbsent(CryptocurrencyPositions) && WireList.IsAbsent(NftPositions);

    [JsonIgnore]
    public override string[] Lists => ["equityPositions", "cryptocurrencyPositions", "nftPositions"];
}
