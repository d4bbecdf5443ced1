using PortfolioGraph.GraphQL.Execution;
using PortfolioGraph.Holdings.Wallets;
using PortfolioGraph.Providers;

namespace PortfolioGraph.Gateway.Graph.Loading;

/// <summary>
/// What fields need, by name; and what a selection needs: the union over its fields, so that no value depends on what is selected beside
/// it.
/// </summary>
internal static class Needs
{
    // Prices and texts are no holdings: they come with the balances that they belong to.
    private const HoldingsNeeds Details = HoldingsNeeds.TokenValues | HoldingsNeeds.TokenTexts;

    /// <summary>The parent has it, or what the parent needs is enough.</summary>
    public static FieldNeeds Nothing { get; } = new(HoldingsNeeds.None);

    public static FieldNeeds Tokens { get; } = new(HoldingsNeeds.Tokens);

    public static FieldNeeds TokenValues { get; } = new(HoldingsNeeds.TokenValues);

    public static FieldNeeds TokenTexts { get; } = new(HoldingsNeeds.TokenTexts);

    public static FieldNeeds ValuedTokens { get; } = Tokens | TokenValues;

    public static FieldNeeds Platforms { get; } = new(HoldingsNeeds.Platforms);

    public static FieldNeeds DefiPositions { get; } = new(HoldingsNeeds.DefiPositions);

    public static FieldNeeds Equities { get; } = new(HoldingsNeeds.Equities);

    public static FieldNeeds Nfts { get; } = new(HoldingsNeeds.Nfts);

    public static FieldNeeds Positions { get; } = DefiPositions | Equities | Nfts;

    public static FieldNeeds Cash { get; } = new(HoldingsNeeds.Cash);

    public static FieldNeeds ReportedTotals { get; } = new(HoldingsNeeds.ReportedTotals);

    public static FieldNeeds Performance { get; } = new(HoldingsNeeds.Performance);

    /// <summary>Whether a token balance is counted: its value against that of other rows, and which tokens are receipts.</summary>
    public static FieldNeeds Counting { get; } = ValuedTokens | new FieldNeeds(HoldingsNeeds.Receipts);

    public static FieldNeeds Total { get; } = new(HoldingsNeeds.Total);

    /// <summary>What a selection needs of the wallets in it.</summary>
    public static HoldingsNeeds Of(FieldSelection selection) => Of(selection, isWatched: false);

    /// <summary>What has to be watched for a selection.</summary>
    public static HoldingsNeeds ToWatch(FieldSelection selection) => Of(selection, isWatched: true);

    /// <summary>
    /// The needs of a portfolio. Where two of its wallets are one address, the rows that they have in common are one, and which report of
    /// it stays depends on the values.
    /// </summary>
    public static HoldingsNeeds OfPortfolio(HoldingsNeeds needs, IReadOnlyList<WalletKey> wallets) =>
        needs.HasFlag(HoldingsNeeds.Tokens) && !needs.HasFlag(HoldingsNeeds.TokenValues) && HasOneAddressTwice(wallets) ? needs | HoldingsNeeds.TokenValues : needs;

    private static bool HasOneAddressTwice(IReadOnlyList<WalletKey> wallets)
    {
        if (wallets.Count < 2) return false;
        var addresses = new Dictionary<string, WalletKey>(wallets.Count);
        foreach (var wallet in wallets)
            if (wallet.Kind == WalletKind.Address && !addresses.TryAdd(wallet.Value, wallet) && addresses[wallet.Value] != wallet)
                return true;
        return false;
    }

    private static HoldingsNeeds Of(FieldSelection selection, bool isWatched)
    {
        var (needs, alone, watched) = (HoldingsNeeds.None, HoldingsNeeds.None, HoldingsNeeds.None);
        for (var i = 0; i < selection.Count; i++)
        {
            var field = (FieldNeeds)selection[i].Annotation;
            needs |= field.In(selection[i]);
            alone |= field.Alone;
            watched |= field.OfWatched;
        }

        if ((needs & ~Details) == HoldingsNeeds.None && watched == HoldingsNeeds.None) needs |= alone;
        return isWatched ? needs | watched : needs;
    }
}
