using PortfolioGraph.Holdings.Numbers;

namespace PortfolioGraph.Providers.Mesh;

/// <summary>The part of a position on one network and address.</summary>
internal sealed record MeshWireDistribution(string? CaipNetworkId, string? Address, BigDecimal? Amount);
