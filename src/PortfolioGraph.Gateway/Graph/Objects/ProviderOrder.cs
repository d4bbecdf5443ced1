namespace PortfolioGraph.Gateway.Graph.Objects;

/// <summary>
/// Whom to believe first, of providers that say something about one thing: the one that knows the fewest things, and those best.
/// </summary>
internal sealed class ProviderOrder : IComparer<string>
{
    public static ProviderOrder Instance { get; } = new();

    public int Compare(string? x, string? y) => Rank(x) - Rank(y) is not 0 and var byRank ? byRank : string.CompareOrdinal(x, y);

    private static int Rank(string? provider) => provider switch
    {
        "neptune" => 0,
        "okx" => 1,
        _ => 2,
    };
}
