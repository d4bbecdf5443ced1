using PortfolioGraph.Holdings.Networks;
using PortfolioGraph.Holdings.Platforms;

namespace PortfolioGraph.Providers.Okx;

/// <summary>
/// Where the receipts of OKX's list can be those of one wallet. The list is that of the whole call: on a network where a wallet has no position,
/// none of its tokens is a receipt.
/// </summary>
internal sealed class OkxReceipts
{
    private readonly HashSet<string> _networks = [];
    private bool _isAnywhere;

    /// <param name="network">Where a position is; null where OKX does not say, so that it may be anywhere.</param>
    public void Add(Network? network)
    {
        if (network is null)
            _isAnywhere = true;
        else
            _networks.Add(network.Id);
    }

    /// <summary>Where the list has a platform, but for networks on which it states that there is nothing.</summary>
    public void AddListed(PlatformHolding holding, bool isAnywhere)
    {
        _isAnywhere |= isAnywhere;
        foreach (var (network, value) in holding.Networks)
        {
            if (value is not { IsZero: true })
                Add(network);
        }
    }

    public string[] Among(IReadOnlyList<(Network? Network, string TokenId)> listed) =>
        !_isAnywhere && _networks.Count == 0 ? []
        : [.. listed.Where(r => _isAnywhere || r.Network is null || _networks.Contains(r.Network.Id)).Select(r => r.TokenId)];
}
