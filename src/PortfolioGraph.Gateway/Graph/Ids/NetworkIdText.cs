using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Networks;

namespace PortfolioGraph.Gateway.Graph.Ids;

/// <summary>
/// The global id of a network: its CAIP-2 id; for a provider's chain without one, provider and code, written so that they are not taken for
/// a CAIP-2 id, which <c>okx:13</c> might be.
/// </summary>
internal static class NetworkIdText
{
    private const string Unmapped = "unmapped";

    public static string Of(Network network) =>
        new GlobalId("Network", network.ChainId is null ? IdText.Join('|', Unmapped, network.Id) : network.Id).ToString();

    public static Network? Parse(string text)
    {
        if (ChainId.TryParse(text, out var chain, out _)) return Network.Of(chain);
        if (!IdText.TrySplit('|', text, out var parts) || parts is not [Unmapped, var id]) return null;
        return IdText.TrySplit(':', id, out var ofId) && ofId is [var provider, var code]
            ? Network.Unmapped(provider, code)
            : new Network { Id = id, Name = id, Family = ChainFamily.Other };
    }
}
