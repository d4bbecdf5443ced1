using PortfolioGraph.Holdings;
using PortfolioGraph.Holdings.Networks;
using PortfolioGraph.Holdings.Positions;
using PortfolioGraph.Holdings.Tokens;

namespace PortfolioGraph.Providers.Caching;

/// <summary>
/// About how much memory an answer takes. Objects are counted by their size on 64 bits, texts by their length; what rows share, such as networks
/// and names of providers, is not counted, and a token that stands in several rows is counted in each.
/// </summary>
internal static class AnswerSize
{
    // Entry, parts and reports: a wallet that holds nothing takes room too.
    private const long Wallet = 2_000;
    private const long Balance = 450;
    private const long TokenItself = 250;
    private const long Position = 600;
    private const long Asset = 150;
    private const long Group = 150;
    private const long Platform = 350;
    private const long PlatformNetwork = 100;
    private const long Cash = 200;
    private const long Performance = 320;
    private const long Part = 180;
    private const long Network = 200;
    private const long Text = 24;

    /// <summary>In bytes.</summary>
    public static long Of(WalletAnswer answer) => Wallet
        + answer.TokenBalances.Sum(Of)
        + answer.Positions.Sum(Of)
        + answer.Platforms.Sum(p => Platform + Of(p.Platform.Url) + Of(p.Platform.LogoUrl) + Of(p.Platform.Name) + (p.Networks.Count * PlatformNetwork))
        + (answer.Cash.Count * Cash)
        + answer.ReceiptTokenIds.Sum(Of);

    /// <inheritdoc cref="Of(WalletAnswer)"/>
    public static long Of(TokenBalance balance) => Balance
        + Of(balance.Token)
        + (balance.Distribution.Count * Part)
        + (balance.Performance is null ? 0 : Performance)
        + (balance.Display is { } display ? Of(display.Amount) + Of(display.PriceUsd) + Of(display.ValueUsd) : 0);

    private static long Of(Token token) => TokenItself + Of(token.Id) + Of(token.Symbol) + Of(token.Name) + Of(token.Address) + Of(token.LogoUrl);

    /// <inheritdoc cref="Of(WalletAnswer)"/>
    public static long Of(Position position) => Position + Of(position.Key) + Of(position.Name) + position switch
    {
        DefiPosition defi => defi.Assets.Sum(Of) + defi.Rewards.Sum(r => Group + r.Assets.Sum(Of)) + defi.ReceiptTokenIds.Sum(Of),
        NftPosition nft => Performance + Of(nft.Description) + Of(nft.ImageUrl) + Of(nft.ImageOriginalUrl) + Of(nft.AnimationUrl)
            + Of(nft.MarketplaceUrl) + Of(nft.ExplorerUrl) + Of(nft.TokenId) + Of(nft.CreatorAddress),
        _ => Performance,
    };

    /// <inheritdoc cref="Of(WalletAnswer)"/>
    public static long Of(IReadOnlyList<Network> networks) => networks.Sum(n => Network + Of(n.Name) + Of(n.LogoUrl));

    private static long Of(PositionAsset asset) => Asset + Of(asset.Token);

    private static long Of(string? text) => text is null ? 0 : Text + (2L * text.Length);
}
