using PortfolioGraph.Holdings.Chains;
using PortfolioGraph.Holdings.Networks;

namespace PortfolioGraph.Gateway.Graph.Objects;

/// <summary>Networks. Of the chains that we know we know the names.</summary>
internal sealed class NetworkRules : ObjectRules<Network>
{
    public override string IdOf(Network said) => said.Id;

    public override string TextOf(Network said) => string.Join('\n', said.Name, said.ShortName, said.LogoUrl);

    public override Network Fill(Network first, Network second)
    {
        if (ReferenceEquals(first, second)) return first;
        var filled = first with
        {
            Name = IsNamed(first) ? first.Name : second.Name,
            ShortName = first.ShortName ?? second.ShortName,
            LogoUrl = first.LogoUrl ?? second.LogoUrl,
        };
        return filled == first ? first : filled;
    }

    public override Network Complete(Network merged) =>
        merged.ChainId is { } id && ChainRegistry.Find(id) is { } chain && (merged.Name != chain.Name || merged.ShortName != chain.ShortName)
            ? merged with { Name = chain.Name, ShortName = chain.ShortName }
            : merged;

    // The id in place of a name is none, nor is a name that is made of it.
    private static bool IsNamed(Network network) =>
        network.Name != network.Id && (network.Id.Split(':', 2) is not [var provider, var code] || network.Name != Network.Unmapped(provider, code).Name);
}
