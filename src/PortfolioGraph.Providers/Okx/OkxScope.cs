using PortfolioGraph.Holdings.Addresses;
using PortfolioGraph.Holdings.Chains;
using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Holdings.Wallets;

namespace PortfolioGraph.Providers.Okx;

/// <summary>What OKX can be asked about a wallet by address and chain.</summary>
/// <param name="Chains">By OKX's number; empty where OKX covers none of what is meant, and for OKX's own accounts, which are no addresses.</param>
/// <param name="Missing">Why a part of what was asked for can't be had; null where OKX covers all of it.</param>
internal sealed record OkxScope(WalletKey Wallet, IReadOnlyList<string> Chains, SourceError? Missing)
{
    /// <summary>Wallets of one group can be in one call: one address family, and for families without a rule one namespace of chains.</summary>
    public string Group { get; } = Wallet.Family != ChainFamily.Other ? Wallet.Family.ToString() : Wallet.Networks is [var first, ..] ? first.Namespace : "";

    public static OkxScope Of(WalletKey wallet)
    {
        if (wallet.Kind != WalletKind.Address)
            return new OkxScope(wallet, [], OkxErrors.Unsupported("OKX's DeFi calls take addresses, not accounts"));
        if (wallet.Networks is { } networks)
        {
            var covered = networks.Select(OkxChains.Find).OfType<OkxChain.Mapped>().ToList();
            var uncovered = networks.Where(id => OkxChains.Find(id) is null).ToList();
            return new OkxScope(wallet, [.. covered.Select(c => c.Code)],
                uncovered.Count == 0 ? null : OkxErrors.Unsupported($"OKX does not cover {string.Join(", ", uncovered)}"));
        }

        var codes = wallet.Family switch
        {
            ChainFamily.Other => [],
            // These addresses name their chain: a Litecoin address is none on Bitcoin, and would spoil the call for all.
            ChainFamily.Bitcoin or ChainFamily.Cosmos when AddressValidator.Check(wallet.Value, wallet.Family) is var check =>
                [.. OkxChains.OfFamily(wallet.Family).Where(chain => check.IsOn(chain.Id)).Select(chain => chain.Code)],
            _ => OkxChains.CodesOfFamily(wallet.Family),
        };
        return new OkxScope(wallet, codes, codes.Count > 0 ? null : OkxErrors.Unsupported("OKX covers no network of this address"));
    }

    /// <summary>All chains of some wallets: the same list, where theirs are one.</summary>
    public static IReadOnlyList<string> ChainsOf(IReadOnlyList<OkxScope> scopes)
    {
        var first = scopes[0].Chains;
        return scopes.All(scope => ReferenceEquals(scope.Chains, first)) ? first : [.. scopes.SelectMany(scope => scope.Chains).Distinct()];
    }

    /// <summary>The wallets on some of their chains; without those that are on none of them.</summary>
    public static IReadOnlyList<OkxScope> On(IReadOnlyList<OkxScope> scopes, IReadOnlyList<string> chains)
    {
        if (ReferenceEquals(scopes[0].Chains, chains) && scopes.All(scope => ReferenceEquals(scope.Chains, chains)))
            return scopes;
        var on = new List<OkxScope>(scopes.Count);
        var last = scopes[0].Chains;
        IReadOnlyList<string> lastOn = [.. last.Where(chains.Contains)];
        foreach (var scope in scopes)
        {
            if (!ReferenceEquals(scope.Chains, last))
                (last, lastOn) = (scope.Chains, [.. scope.Chains.Where(chains.Contains)]);
            if (lastOn.Count == last.Count)
                on.Add(scope);
            else if (lastOn.Count > 0)
                on.Add(scope with { Chains = lastOn });
        }
        return on;
    }

    /// <summary>Whether a token on this chain can be in the wallet.</summary>
    public bool Holds(ChainId chain) =>
        Wallet.Networks?.Contains(chain) ?? ChainRegistry.FamilyOf(chain) == Wallet.Family;
}
