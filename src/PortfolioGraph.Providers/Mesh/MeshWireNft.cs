using PortfolioGraph.Holdings.Numbers;

namespace PortfolioGraph.Providers.Mesh;

internal sealed record MeshWireNft
{
    public BigDecimal? Amount { get; init; }

    public BigDecimal? CostBasis { get; init; }

    public string? ContractAddress { get; init; }

    public string? PaymentTokenSymbol { get; init; }

    public string? Name { get; init; }

    public string? Description { get; init; }

    public string? ImageUrl { get; init; }

    public string? ImageOriginalUrl { get; init; }

    public string? AnimationUrl { get; init; }

    public string? BackgroundColor { get; init; }

    public string? MarketplaceId { get; init; }

    public string? TokenId { get; init; }

    public BigDecimal? NumberOfSales { get; init; }

    public string? ContractType { get; init; }

    public string? ContractName { get; init; }

    public string? ContractSchemaName { get; init; }

    public string? ContractSymbol { get; init; }

    public string? ContractDescription { get; init; }

    public string? MarketplacePermalink { get; init; }

    public string? ContractExternalLink { get; init; }

    public string? CreatorAddress { get; init; }

    public MeshWireNftOrder? CurrentOffer { get; init; }

    public MeshWireNftOrder? LastSale { get; init; }

    /// <summary><c>ethereum</c>, <c>polygon</c>, <c>klaytn</c>.</summary>
    public string? Blockchain { get; init; }

    public string? AddressExplorerLink { get; init; }

    public string? TwitterUsername { get; init; }

    public BigDecimal? MarketValue { get; init; }

    public BigDecimal? PortfolioPercentage { get; init; }
}
