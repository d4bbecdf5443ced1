using PortfolioGraph.Holdings.Numbers;

namespace PortfolioGraph.Holdings.Positions;

/// <summary>A non-fungible token, or several copies of one.</summary>
public sealed record NftPosition : Position
{
    public string? Description { get; init; }

    public required BigDecimal Amount { get; init; }

    public string? TokenId { get; init; }

    public required NftCollection Collection { get; init; }

    public string? ImageUrl { get; init; }

    public string? ImageOriginalUrl { get; init; }

    public string? AnimationUrl { get; init; }

    public string? BackgroundColor { get; init; }

    public string? MarketplaceId { get; init; }

    public string? MarketplaceUrl { get; init; }

    public string? ExplorerUrl { get; init; }

    public string? CreatorAddress { get; init; }

    public string? TwitterUsername { get; init; }

    public string? PaymentTokenSymbol { get; init; }

    /// <summary>As it came: the provider's number has 64 bits.</summary>
    public long? NumberOfSales { get; init; }

    public NftOrder? LastSale { get; init; }

    public NftOrder? CurrentOffer { get; init; }

    public Performance? Performance { get; init; }
}
