namespace PortfolioGraph.Holdings.Positions;

public sealed record NftCollection
{
    public string? Name { get; init; }

    public string? Symbol { get; init; }

    public string? Address { get; init; }

    /// <summary><c>ERC721</c>, <c>ERC1155</c>, as the provider spells it.</summary>
    public string? Schema { get; init; }

    public string? Kind { get; init; }

    public string? Description { get; init; }

    public string? ExternalUrl { get; init; }
}
