namespace PortfolioGraph.Holdings.Accounting;

/// <summary>Which provider to believe where two report one holding: the one that knows the fewest things, and those best.</summary>
internal static class Specificity
{
    public const string Neptune = "neptune";

    private const string Okx = "okx";

    /// <summary>A lender on its own contracts, then an indexer of chains, then everybody else by id.</summary>
    public static int Compare(string left, string right)
    {
        var byRank = Rank(left) - Rank(right);
        return byRank != 0 ? byRank : string.CompareOrdinal(left, right);
    }

    private static int Rank(string provider) => provider switch
    {
        Neptune => 0,
        Okx => 1,
        _ => 2,
    };
}
