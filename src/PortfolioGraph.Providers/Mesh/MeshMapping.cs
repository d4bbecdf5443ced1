using System.Globalization;
using PortfolioGraph.Holdings;
using PortfolioGraph.Holdings.Addresses;
using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Networks;
using PortfolioGraph.Holdings.Numbers;
using PortfolioGraph.Holdings.Positions;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Holdings.Tokens;
using PortfolioGraph.Holdings.Wallets;
using PortfolioGraph.Providers.Http;

namespace PortfolioGraph.Providers.Mesh;

/// <summary>
/// From Mesh's words to holdings of one user. Items without the one number that makes them a holding come back as null,
/// for the caller to count and report.
/// </summary>
internal sealed class MeshMapping(WalletKey wallet, Source source)
{
    // From here on a time since 1970 must be in milliseconds (from 2001 on): as seconds it would be past the year 33000.
    private const long FirstMilliseconds = 1_000_000_000_000;

    // The end of the year 9999, the last that DateTimeOffset takes.
    private const long LastSecond = 253_402_300_799;

    private readonly Dictionary<string, int> _unidentified = [];

    /// <summary>Mesh names a token by its symbol alone: that is its identity here, and it is merged with no other provider's token.</summary>
    public TokenBalance ToTokenBalance(MeshWirePosition position)
    {
        var symbol = Name(position.Symbol);
        var name = Name(position.Name) ?? Name(position.CompanyName) ?? symbol;
        return new TokenBalance
        {
            Wallet = wallet,
            Token = new Token
            {
                Id = TokenIdOf(position),
                Symbol = symbol,
                Name = name,
                Kind = TokenKind.Unknown,
            },
            Amount = position.Amount,
            PriceUsd = position.LastPrice,
            ValueUsd = position.MarketValue ?? position.Amount * position.LastPrice,
            SharePercent = position.PortfolioPercentage,
            Performance = ToPerformance(position),
            Distribution = [.. position.Distribution.Where(part => part.Amount is not null).Select(ToDistribution)],
            Source = source,
        };
    }

    public EquityPosition? ToEquity(MeshWirePosition position)
    {
        if (position.Amount is not { } amount)
            return null;
        var symbol = Name(position.Symbol);
        var name = Name(position.Name) ?? Name(position.CompanyName) ?? symbol ?? "Unnamed equity";
        return new EquityPosition
        {
            Key = EquityKey(position, amount),
            Wallet = wallet,
            Name = name,
            Kind = PositionKind.Equity,
            Symbol = symbol,
            Amount = amount,
            PriceUsd = position.LastPrice,
            ValueUsd = position.MarketValue ?? amount * position.LastPrice,
            SharePercent = position.PortfolioPercentage,
            Performance = ToPerformance(position),
            Source = source,
        };
    }

    public NftPosition? ToNft(MeshWireNft nft)
    {
        if (nft.Amount is not { } amount)
            return null;
        var tokenId = Text(nft.TokenId);
        var contract = Text(nft.ContractAddress);
        var name = Name(nft.Name) ?? Name(nft.ContractName) ?? Name(tokenId) ?? "Unnamed NFT";
        var network = ToNetwork(Text(nft.Blockchain));
        var (unitCost, cost) = MeshCost.Read(amount, nft.CostBasis, nft.MarketValue, totalReturn: null);
        return new NftPosition
        {
            Key = NftKey(network, contract, tokenId, Text(nft.Name) ?? Text(nft.ContractName), amount),
            Wallet = wallet,
            Name = name,
            Kind = PositionKind.Nft,
            Description = Text(nft.Description),
            Amount = amount,
            Network = network,
            TokenId = tokenId,
            Collection = new NftCollection
            {
                Name = Text(nft.ContractName),
                Symbol = Text(nft.ContractSymbol),
                Address = contract,
                Schema = Text(nft.ContractSchemaName),
                Kind = Text(nft.ContractType),
                Description = Text(nft.ContractDescription),
                ExternalUrl = WebUrl.OrNull(nft.ContractExternalLink),
            },
            ImageUrl = WebUrl.OrNull(nft.ImageUrl),
            ImageOriginalUrl = WebUrl.OrNull(nft.ImageOriginalUrl),
            AnimationUrl = WebUrl.OrNull(nft.AnimationUrl),
            BackgroundColor = Text(nft.BackgroundColor),
            MarketplaceId = Text(nft.MarketplaceId),
            MarketplaceUrl = WebUrl.OrNull(nft.MarketplacePermalink),
            ExplorerUrl = WebUrl.OrNull(nft.AddressExplorerLink),
            CreatorAddress = Text(nft.CreatorAddress),
            TwitterUsername = Text(nft.TwitterUsername),
            PaymentTokenSymbol = Text(nft.PaymentTokenSymbol),
            NumberOfSales = Whole(nft.NumberOfSales),
            LastSale = ToOrder(nft.LastSale),
            CurrentOffer = ToOrder(nft.CurrentOffer),
            ValueUsd = nft.MarketValue,
            SharePercent = nft.PortfolioPercentage,
            Performance = unitCost is null ? null : new Performance { UnitCostUsd = unitCost, CostBasisUsd = cost },
            Source = source,
        };
    }

    public CashBalance? ToCash(MeshWireFiat fiat) =>
        Name(fiat.Symbol) is { } currency && fiat.Cash is { } cash ? new CashBalance(currency, cash, fiat.BuyingPower, source) : null;

    /// <summary>
    /// Mesh states no sum of everything, and none is made up here. <c>portfolioCostBasis</c> is not money spent: Mesh sums unit costs.
    /// Null where Mesh states nothing.
    /// </summary>
    public ReportedTotals? ToReported(MeshWirePortfolio portfolio)
    {
        var totals = new ReportedTotals
        {
            Source = source,
            EquitiesUsd = portfolio.EquitiesValue,
            CryptocurrenciesUsd = portfolio.CryptocurrenciesValue,
            NftsUsd = portfolio.NftsValue,
            CostBasisUsd = portfolio.PortfolioCostBasis,
            Performance = portfolio.ActualPortfolioPerformance,
        };
        return totals == new ReportedTotals { Source = source } ? null : totals;
    }

    private static Performance? ToPerformance(MeshWirePosition position)
    {
        var (unitCost, cost) = MeshCost.Read(position.Amount, position.CostBasis, position.MarketValue, position.TotalReturn);
        var performance = new Performance
        {
            UnitCostUsd = unitCost,
            CostBasisUsd = cost,
            TotalReturnUsd = position.TotalReturn,
            TotalReturnPercent = position.ReturnPercentage,
            DailyReturnUsd = position.TotalDailyReturn,
            DailyReturnPercent = position.DailyReturnPercentage,
        };
        return performance == new Performance() ? null : performance;
    }

    /// <summary>Without a readable chain the amount is still shown, so that the parts add up to the whole.</summary>
    private static Distribution ToDistribution(MeshWireDistribution part)
    {
        if (Text(part.CaipNetworkId) is not { } caip || !ChainId.TryParse(caip, out var chain, out _))
            return new Distribution(null, null, part.Amount!.Value);
        return new Distribution(
            Network.Of(chain), Text(part.Address) is { } address ? AddressValidator.AccountOf(chain, address) : null, part.Amount!.Value);
    }

    private static Network? ToNetwork(string? blockchain) => blockchain switch
    {
        null => null,
        "ethereum" => Network.Of(ChainId.Parse("eip155:1")),
        "polygon" => Network.Of(ChainId.Parse("eip155:137")),
        "klaytn" => Network.Of(ChainId.Parse("eip155:8217")),
        _ => Network.Unmapped(MeshProvider.Id, blockchain),
    };

    private static NftOrder? ToOrder(MeshWireNftOrder? order) => order is null ? null : new NftOrder
    {
        Side = order.OrderSide switch
        {
            "buy" => NftOrderSide.Buy,
            "sell" => NftOrderSide.Sell,
            _ => null,
        },
        Symbol = Text(order.Symbol),
        SymbolLogoUrl = WebUrl.OrNull(order.SymbolLogo),
        Price = order.Price,
        PriceUsd = order.PriceUsd,
        Amount = order.Amount,
        CreatedAt = ToTime(Whole(order.CreatedTimestamp)),
        UpdatedAt = ToTime(Whole(order.UpdatedTimestamp)),
    };

    /// <summary>The unit is not documented, so the magnitude decides.</summary>
    private static DateTimeOffset? ToTime(long? timestamp)
    {
        if (timestamp is not > 0)
            return null;
        if (timestamp >= FirstMilliseconds)
            return timestamp / 1000 <= LastSecond ? DateTimeOffset.FromUnixTimeMilliseconds(timestamp.Value) : null;
        return timestamp <= LastSecond ? DateTimeOffset.FromUnixTimeSeconds(timestamp.Value) : null;
    }

    private static long? Whole(BigDecimal? number) =>
        number?.ToBaseUnits(0) is { } whole && whole >= long.MinValue && whole <= long.MaxValue ? (long)whole : null;

    /// <summary>
    /// The symbol, else the name. What has neither, or a damaged one, is the same as nothing else: it is told apart by its user, its amount
    /// and its place among those.
    /// </summary>
    private string TokenIdOf(MeshWirePosition position)
    {
        var symbol = Text(position.Symbol);
        var name = Text(position.Name) ?? Text(position.CompanyName);
        if ((symbol ?? name) is { } identity && !IdText.IsDamaged(identity))
            return symbol is null ? IdText.JoinBounded(':', MeshProvider.Id, "", identity) : IdText.JoinBounded(':', MeshProvider.Id, identity);
        var amount = position.Amount?.ToString() ?? "";
        var ordinal = _unidentified[amount] = _unidentified.GetValueOrDefault(amount) + 1;
        return IdText.JoinBounded(':', MeshProvider.Id, "", "", wallet.Value, amount, ordinal.ToString(CultureInfo.InvariantCulture));
    }

    private static string EquityKey(MeshWirePosition position, BigDecimal amount)
    {
        var ticker = Text(position.Symbol);
        var name = Text(position.Name) ?? Text(position.CompanyName) ?? "";
        return IdText.IsDamaged(ticker ?? name) ? IdText.JoinBounded(':', MeshProvider.Id, "equity", "", "", amount.ToString())
            : ticker is null ? IdText.JoinBounded(':', MeshProvider.Id, "equity", "", name)
            : IdText.JoinBounded(':', MeshProvider.Id, "equity", ticker);
    }

    private static string NftKey(Network? network, string? contract, string? tokenId, string? name, BigDecimal amount)
    {
        if (IdText.IsDamaged(network?.Id) || IdText.IsDamaged(contract) || IdText.IsDamaged(tokenId ?? name))
            return IdText.JoinBounded(':', MeshProvider.Id, "nft", "", "", "", "", amount.ToString());
        var address = contract is not null && network?.ChainId is { } chain ? TokenAddress.Canonical(chain, contract) : contract ?? "";
        return tokenId is not null
            ? IdText.JoinBounded(':', MeshProvider.Id, "nft", network?.Id ?? "", address, tokenId)
            : IdText.JoinBounded(':', MeshProvider.Id, "nft", network?.Id ?? "", address, "", name ?? "");
    }

    private static string? Name(string? text) => Text(text) is { } name ? BoundedText.Cut(name) : null;

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
