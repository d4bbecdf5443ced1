using System.Globalization;
using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Networks;
using PortfolioGraph.Holdings.Platforms;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Holdings.Wallets;
using PortfolioGraph.Providers.Http;

namespace PortfolioGraph.Providers.Okx;

/// <summary>From wire records to holdings: platforms and networks. Positions are in the other part, balances in <see cref="OkxBalanceMapping"/>.</summary>
internal static partial class OkxMapping
{
    /// <summary>Our id of OKX.</summary>
    public const string ProviderId = "okx";

    public static Source SourceOf(DateTimeOffset fetchedAt, DateTimeOffset? asOf) => new(ProviderId, fetchedAt, asOf);

    public static PlatformHolding Platform(OkxPlatform wire, WalletKey wallet, Source source) => new()
    {
        Wallet = wallet,
        Platform = PlatformOf(wire.AnalysisPlatformId, wire.PlatformName, wire.PlatformUrl, wire.PlatformLogo),
        ValueUsd = wire.CurrencyAmount,
        IsInvestSupported = wire.IsSupportInvest,
        InvestmentCount = int.TryParse(wire.InvestmentCount, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0,
        Networks = [.. NetworksOf(wire).Select(n => new PlatformNetwork(NetworkOf(n), n.CurrencyAmount))],
        Source = source,
    };

    /// <summary>
    /// A platform by OKX's id; one without an id is known by its name, and can't be asked for details, nor can one whose id is damaged.
    /// </summary>
    public static Platform PlatformOf(string? id, string? name, string? url, string? logo)
    {
        var shown = string.IsNullOrWhiteSpace(name) ? $"OKX platform {id}" : name;
        var isById = !string.IsNullOrEmpty(id);
        var ofOkx = IdText.IsDamaged(isById ? id : shown) || (!isById && string.IsNullOrWhiteSpace(name)) ? OkxUnidentified.Id
            : isById ? IdText.JoinBounded(':', ProviderId, id!)
            : IdText.JoinBounded(':', ProviderId, "", shown);
        return new Platform(ofOkx, IdText.IsDamaged(id) ? "" : id ?? "", BoundedText.Cut(shown), WebUrl.OrNull(url), WebUrl.OrNull(logo));
    }

    public static IReadOnlyList<OkxPlatformNetwork> NetworksOf(OkxPlatform wire) =>
        wire.NetworkBalanceVoList.Count > 0 ? wire.NetworkBalanceVoList : wire.NetworkBalanceList;

    /// <summary>A receipt by its network and token id; null where no contract is named: a native coin is never a receipt.</summary>
    public static (Network? Network, string TokenId)? Receipt(OkxTokenAddress wire)
    {
        var chain = OkxChains.Of(wire.ChainIndex, wire.ChainId, null);
        return OkxTokens.Canonical(chain, wire.TokenAddress ?? wire.TokenContractAddress) is { Length: > 0 } address
            ? (chain?.Network, OkxTokens.IdOf(chain, address))
            : null;
    }

    /// <summary>A supported chain: our id and name where we know it, else OKX's; OKX's logo.</summary>
    public static Network Network(OkxSupportedChain wire)
    {
        var chain = OkxChains.Of(wire.ChainIndex, wire.ChainId, wire.Name);
        var network = chain?.Network ?? Holdings.Networks.Network.Unmapped(ProviderId, "unknown", wire.Name);
        return network with
        {
            Name = string.IsNullOrWhiteSpace(wire.Name) ? network.Name : BoundedText.Cut(wire.Name),
            ShortName = string.IsNullOrWhiteSpace(wire.ShortName) ? network.ShortName : BoundedText.Cut(wire.ShortName),
            LogoUrl = WebUrl.OrNull(wire.LogoUrl),
        };
    }

    private static Network NetworkOf(OkxPlatformNetwork wire)
    {
        var network = OkxChains.Of(wire.ChainIndex, wire.ChainId, wire.Network)?.Network ?? Holdings.Networks.Network.Unmapped(ProviderId, "unknown");
        return WebUrl.OrNull(wire.NetworkLogo) is { } logo ? network with { LogoUrl = logo } : network;
    }
}
