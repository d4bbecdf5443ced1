using PortfolioGraph.Holdings.Numbers;

namespace PortfolioGraph.Providers.Mesh;

/// <summary>Timestamps are since 1970, in a unit that Mesh does not document.</summary>
internal sealed record MeshWireNftOrder(
    string? OrderSide,
    string? Symbol,
    string? SymbolLogo,
    BigDecimal? Price,
    BigDecimal? PriceUsd,
    BigDecimal? Amount,
    BigDecimal? CreatedTimestamp,
    BigDecimal? UpdatedTimestamp);
