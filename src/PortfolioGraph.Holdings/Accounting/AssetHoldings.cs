using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Positions;

namespace PortfolioGraph.Holdings.Accounting;

/// <summary>Groups counted token balances by <see cref="Tokens.Token.Id"/>, never by symbol, and equities by ticker.</summary>
/// <remarks>What is in a DeFi position stays there. An asset of which no amount is known in its standard unit has no row: zero would be untrue.</remarks>
public static class AssetHoldings
{
    /// <summary>Highest value first, unknown values last, ties by id.</summary>
    public static IReadOnlyList<AssetHolding> Of(Ledger ledger)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        var groups = new Dictionary<string, AssetRows>();
        foreach (var row in ledger.Balances)
        {
            if (row.IsCounted)
                GroupOf(groups, row.Balance.Token.Id).Add(row);
        }
        foreach (var row in ledger.Positions)
        {
            if (row.IsCounted && row.Position is EquityPosition equity)
                GroupOf(groups, IdentityOf(row, equity).Id).Add(row, equity);
        }

        var holdings = new List<AssetHolding>(groups.Count);
        foreach (var (id, rows) in groups)
        {
            if (rows.ToHolding(id, ledger.Total.AssetsUsd) is { } holding)
                holdings.Add(holding);
        }
        holdings.Sort((a, b) => Nullable.Compare(b.ValueUsd, a.ValueUsd) is not 0 and var byValue ? byValue : string.CompareOrdinal(a.Id, b.Id));
        return holdings;
    }

    /// <summary>
    /// The ticker, in which a <c>:</c> is escaped, so that it is no token's id. An equity without one, or with a damaged one, is the
    /// same as no other: names identify nothing.
    /// </summary>
    internal static (string Id, string Label) IdentityOf(LedgerPosition row, EquityPosition equity) =>
        (equity.Symbol is { } ticker && !IdText.IsDamaged(ticker) ? IdText.JoinBounded(':', ticker) : row.Key, equity.Symbol ?? equity.Name);

    private static AssetRows GroupOf(Dictionary<string, AssetRows> groups, string id)
    {
        if (!groups.TryGetValue(id, out var rows))
            groups.Add(id, rows = new AssetRows());
        return rows;
    }
}
