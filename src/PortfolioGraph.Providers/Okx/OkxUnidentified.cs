using System.Globalization;
using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Platforms;
using PortfolioGraph.Holdings.Positions;
using PortfolioGraph.Holdings.Tokens;
using PortfolioGraph.Holdings.Wallets;

namespace PortfolioGraph.Providers.Okx;

/// <summary>
/// Ids for what OKX gives neither address nor symbol, neither id nor name, or a damaged one: of its owner, its amount and its place among
/// those, since it is the same as nothing else.
/// </summary>
internal static class OkxUnidentified
{
    /// <summary>The id of such a token or platform before it gets its own; nothing else has it.</summary>
    public static string Id { get; } = IdText.Join(':', OkxMapping.ProviderId, "", "", "");

    public static bool Is(Token token) => token.Id == Id;

    /// <param name="owner">The account, address or position that has it.</param>
    /// <param name="ordinal">Which of its owner's with this amount on the chain, from 1 on.</param>
    public static Token Named(Token token, OkxChain? chain, string owner, string amount, int ordinal) => token with
    {
        Id = IdText.JoinBounded(':', OkxMapping.ProviderId, chain?.Code ?? "unknown", "unidentified", owner, amount, Text(ordinal)),
    };

    /// <summary>The position with its tokens told apart.</summary>
    public static DefiPosition Named(DefiPosition position)
    {
        if (!position.Assets.Any(a => Is(a.Token)) && !position.Rewards.Any(g => g.Assets.Any(a => Is(a.Token))))
            return position;
        var ordinal = 0;
        return position with
        {
            Assets = Named(position.Assets),
            Rewards = [.. position.Rewards.Select(group => group with { Assets = Named(group.Assets) })],
        };

        PositionAsset[] Named(IReadOnlyList<PositionAsset> assets) =>
            [.. assets.Select(a => Is(a.Token) ? a with { Token = OkxUnidentified.Named(a.Token, null, position.Key, "", ++ordinal) } : a)];
    }

    /// <summary>The platforms of one wallet, each with an id of its own.</summary>
    public static IReadOnlyList<PlatformHolding> Named(IReadOnlyList<PlatformHolding> holdings, WalletKey wallet)
    {
        if (!holdings.Any(h => h.Platform.Id == Id))
            return holdings;
        var ordinal = 0;
        return [.. holdings.Select(h => h.Platform.Id != Id ? h : h with
        {
            Platform = h.Platform with { Id = IdText.JoinBounded(':', OkxMapping.ProviderId, "", "", wallet.Value, Text(++ordinal)) },
        })];
    }

    private static string Text(int ordinal) => ordinal.ToString(CultureInfo.InvariantCulture);
}
