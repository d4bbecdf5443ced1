using PortfolioGraph.Holdings;
using PortfolioGraph.Holdings.Addresses;
using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Networks;
using PortfolioGraph.Holdings.Numbers;
using PortfolioGraph.Holdings.Platforms;
using PortfolioGraph.Holdings.Positions;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Holdings.Wallets;

namespace PortfolioGraph.Providers.Bounds;

/// <summary>
/// What belongs to a wallet: its networks and its account. A provider that answers for others is not believed in that, since a caller may have no right to
/// them; what is left out is reported.
/// </summary>
internal static class WalletBounds
{
    /// <summary>Whether something on this network can be the wallet's. One that is not limited to networks may be on any.</summary>
    public static bool Includes(WalletKey wallet, ChainId network) => wallet.Networks?.Contains(network) ?? true;

    /// <summary>What a provider does not say lies where it was asked for.</summary>
    public static bool Includes(WalletKey wallet, Network? network) =>
        wallet.Networks is null || network is null || (network.ChainId is { } id && wallet.Networks.Contains(id));

    public static bool Includes(WalletKey wallet, TokenBalance balance) => Includes(wallet, balance.Network) && IsOf(wallet, balance.Account?.Address);

    /// <summary>Whether an address is the wallet's: in any of its spellings, of which some chains have two kinds. What can't be read says nothing.</summary>
    public static bool IsOf(WalletKey wallet, string? address)
    {
        if (string.IsNullOrEmpty(address) || address == wallet.Value)
            return true;
        var check = AddressValidator.Check(address, wallet.Family);
        return !check.IsValid || check.Canonical == wallet.Value;
    }

    /// <summary>
    /// Whether a position is on a network of the wallet, by itself, by its tokens and by its rewards. One that does not say is where it was asked for.
    /// </summary>
    public static bool Includes(WalletKey wallet, DefiPosition position) =>
        Includes(wallet, position.Network) && AnyIsOn(wallet, position.Assets) && AnyIsOn(wallet, [.. position.Rewards.SelectMany(r => r.Assets)]);

    public static SourceError Error(string provider) => new(
        SourceErrorCodes.MalformedResponse, null, $"{provider} answered for another network or account than it was asked for; that is left out");

    /// <summary>The answer without what is not the wallet's; the same object where all of it is.</summary>
    public static WalletAnswer Cut(WalletAnswer answer, string provider)
    {
        var wallet = answer.Wallet;
        if (wallet.Kind != WalletKind.Address) return answer;
        var tokens = Own(answer.TokenBalances, b => Includes(wallet, b));
        var positions = Own(answer.Positions, p => Includes(wallet, p.Network));
        var platforms = Own(answer.Platforms, p => p.Networks.All(n => Includes(wallet, n.Network)), p => Cut(p, wallet));
        if (ReferenceEquals(tokens, answer.TokenBalances) && ReferenceEquals(positions, answer.Positions) && ReferenceEquals(platforms, answer.Platforms))
            return answer;

        var error = Error(provider);
        return answer with
        {
            TokenBalances = tokens,
            Positions = positions,
            Platforms = platforms,
            // A sum that may have more in it than the wallet.
            Reported = null,
            Sources = [.. answer.Sources.Select(report => IsCut(report.Capability) && report.Status == SourceStatus.Ok
                ? report with { Status = SourceStatus.Partial, Error = error }
                : report)],
        };

        bool IsCut(Capability capability) => capability switch
        {
            Capability.TokenBalances => !ReferenceEquals(tokens, answer.TokenBalances),
            Capability.DefiPositions => !ReferenceEquals(positions, answer.Positions),
            Capability.Platforms => !ReferenceEquals(platforms, answer.Platforms),
            _ => false,
        };
    }

    /// <summary>The same list where all of it belongs to the wallet.</summary>
    public static IReadOnlyList<T> Own<T>(IReadOnlyList<T> all, Func<T, bool> isOwn, Func<T, T?>? cut = null)
        where T : class
    {
        for (var i = 0; i < all.Count; i++)
        {
            if (!isOwn(all[i]))
                return [.. all.Select(item => isOwn(item) ? item : cut?.Invoke(item)).OfType<T>()];
        }
        return all;
    }

    private static bool AnyIsOn(WalletKey wallet, IReadOnlyList<PositionAsset> assets) => assets.Count == 0 || assets.Any(a => Includes(wallet, a.Network));

    private static PlatformHolding? Cut(PlatformHolding holding, WalletKey wallet)
    {
        PlatformNetwork[] own = [.. holding.Networks.Where(n => Includes(wallet, n.Network))];
        if (own.Length == 0)
            return null;
        BigDecimal? value = BigDecimal.Zero;
        foreach (var network in own)
            value += network.ValueUsd;
        return holding with { Networks = own, ValueUsd = value };
    }
}
