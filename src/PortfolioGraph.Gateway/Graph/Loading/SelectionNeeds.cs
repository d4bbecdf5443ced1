using PortfolioGraph.GraphQL.Execution;
using PortfolioGraph.Providers;

namespace PortfolioGraph.Gateway.Graph.Loading;

/// <summary>What a selection of wallets or a portfolio needs from the providers: the one place that says which field costs what.</summary>
internal static class SelectionNeeds
{
    private const HoldingsNeeds AllPositions = HoldingsNeeds.DefiPositions | HoldingsNeeds.Equities | HoldingsNeeds.Nfts;

    private const HoldingsNeeds Valued = HoldingsNeeds.Tokens | HoldingsNeeds.TokenValues;

    // Fields of wallets and portfolios: data that has to be there at all.
    private static readonly (string[] Coordinates, HoldingsNeeds Needs)[] Roots =
    [
        (["Portfolio.tokenBalances"], HoldingsNeeds.Tokens),
        (["Portfolio.holdings"], Valued | HoldingsNeeds.Receipts | HoldingsNeeds.Equities),
        (["Wallet.platforms", "Portfolio.platforms"], HoldingsNeeds.Platforms),
        (["Wallet.positions", "Portfolio.positions"], AllPositions),
        (["Wallet.cash"], HoldingsNeeds.Cash),
        (["Wallet.reported"], HoldingsNeeds.ReportedTotals),
        (["Wallet.performance"], HoldingsNeeds.Performance),
        (["Portfolio.performance"], HoldingsNeeds.Performance | Valued | HoldingsNeeds.Receipts),
        (["Wallet.networks", "Portfolio.networks", "Wallet.total", "Portfolio.total", "Portfolio.allocation", "Portfolio.risk", "Portfolio.exclusions"],
            HoldingsNeeds.Total),
    ];

    // Fields below: what they ask for beyond the rows themselves.
    private static readonly (string[] Coordinates, HoldingsNeeds Needs)[] Details =
    [
        (["TokenBalance.priceUsd", "TokenBalance.valueUsd"], HoldingsNeeds.TokenValues),
        (["TokenBalance.display"], HoldingsNeeds.TokenValues | HoldingsNeeds.TokenTexts),
        (["TokenBalance.exclusion"], Valued | HoldingsNeeds.Receipts),
        (["Position.exclusion", "DefiPosition.exclusion"], HoldingsNeeds.DefiPositions),
        (["TokenBalance.sharePercent", "Position.sharePercent", "DefiPosition.sharePercent", "EquityPosition.sharePercent", "NftPosition.sharePercent",
            "PlatformHolding.sharePercent", "AssetHolding.sharePercent"], HoldingsNeeds.Total),
    ];

    private static readonly string[] TokenLists = ["Wallet.tokenBalances", "Portfolio.tokenBalances", "NetworkHolding.tokenBalances"];

    public static HoldingsNeeds Of(FieldSelection selection)
    {
        var needs = HoldingsNeeds.None;
        if (selection.ContainsWithoutArgument("Wallet.tokenBalances", "tokens")) needs |= HoldingsNeeds.Tokens;
        foreach (var (coordinates, need) in Roots)
            if (Array.Exists(coordinates, selection.Contains))
                needs |= need;

        // Sources alone ask what the providers have at all.
        if (needs == HoldingsNeeds.None && !AsksOtherwise(selection)
            && (selection.Contains("Wallet.sources") || selection.Contains("Portfolio.sources")))
        {
            needs = HoldingsNeeds.Total | HoldingsNeeds.Platforms;
        }

        foreach (var (coordinates, need) in Details)
            if (Array.Exists(coordinates, selection.Contains))
                needs |= need;
        if (TokenLists.Any(list => selection.ContainsArgument(list, "where") || selection.ContainsArgument(list, "order"))) needs |= HoldingsNeeds.TokenValues;
        return needs;
    }

    /// <summary>
    /// What has to be watched for a selection: also what fields with calls of their own would ask for one by one, as it is part of what is had of the
    /// wallet as a whole.
    /// </summary>
    public static HoldingsNeeds ToWatch(FieldSelection selection)
    {
        var needs = Of(selection);
        if (selection.Contains("Wallet.tokenBalance") || selection.Contains("Wallet.tokenBalances")) needs |= Valued;
        if (selection.Contains("Wallet.defiPosition") || selection.Contains("PlatformHolding.positions")) needs |= HoldingsNeeds.DefiPositions;
        return needs;
    }

    // Fields with calls of their own.
    private static bool AsksOtherwise(FieldSelection selection) =>
        selection.Contains("Wallet.tokenBalance") || selection.Contains("Wallet.tokenBalances") || selection.Contains("Wallet.defiPosition");
}
