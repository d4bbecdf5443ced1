using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Sources;

namespace PortfolioGraph.Providers;

/// <summary>What a provider is and can answer.</summary>
/// <param name="Id">Short and stable: <c>okx</c>.</param>
/// <param name="Name">For people.</param>
/// <param name="Mode">Whether its answers are real.</param>
/// <param name="Capabilities">In the order of the enum.</param>
/// <param name="Networks">The networks it covers, as far as we know without asking.</param>
public sealed record ProviderDescription(
    string Id,
    string Name,
    ProviderMode Mode,
    IReadOnlyList<Capability> Capabilities,
    IReadOnlyList<ChainId> Networks);
