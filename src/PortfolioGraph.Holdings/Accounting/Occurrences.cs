using PortfolioGraph.Holdings.Numbers;
using PortfolioGraph.Holdings.Positions;

namespace PortfolioGraph.Holdings.Accounting;

/// <summary>
/// Tells rows of one answer apart that have the same identity: two of them are two rows. They are numbered by what they say, greater values first and
/// unknown ones last, never by their places in the answer.
/// </summary>
public static class Occurrences
{
    /// <summary>Which of the positions with its key each one is, from 1 on.</summary>
    /// <param name="positions">Of one answer.</param>
    public static IReadOnlyList<int> Of(IReadOnlyList<Position> positions)
    {
        ArgumentNullException.ThrowIfNull(positions);
        var occurrences = new int[positions.Count];
        foreach (var same in Enumerable.Range(0, positions.Count).GroupBy(i => (positions[i].Source.ProviderId, positions[i].Key)))
        {
            var occurrence = 0;
            foreach (var index in same.Order(Comparer<int>.Create((a, b) => Compare(positions[a], positions[b]))))
                occurrences[index] = ++occurrence;
        }
        return occurrences;
    }

    internal static int Compare(TokenBalance left, TokenBalance right)
    {
        var order = Nullable.Compare(right.ValueUsd, left.ValueUsd);
        if (order == 0)
            order = Nullable.Compare(right.Amount, left.Amount);
        if (order == 0)
            order = Nullable.Compare(right.RawAmount, left.RawAmount);
        if (order == 0)
            order = Nullable.Compare(right.PriceUsd, left.PriceUsd);
        return order == 0 ? left.IsRisk.CompareTo(right.IsRisk) : order;
    }

    internal static int Compare(Position left, Position right)
    {
        var order = Nullable.Compare(right.ValueUsd, left.ValueUsd);
        if (order == 0)
            order = Nullable.Compare(AmountOf(right), AmountOf(left));
        if (order == 0)
            order = string.CompareOrdinal(left.Name, right.Name);
        return order == 0 ? string.CompareOrdinal(DetailsOf(left), DetailsOf(right)) : order;
    }

    private static BigDecimal? AmountOf(Position position) => position switch
    {
        EquityPosition equity => equity.Amount,
        NftPosition nft => nft.Amount,
        DefiPosition defi => defi.DebtUsd,
        _ => null,
    };

    // Only read of those that are the same in all else.
    private static string DetailsOf(Position position) => position switch
    {
        EquityPosition equity => $"{equity.PriceUsd} {equity.Performance}",
        NftPosition nft => $"{nft.TokenId} {nft.Collection.Address} {nft.ImageUrl} {nft.Description} {nft.Performance}",
        DefiPosition defi => string.Join(' ', [
            defi.InvestmentId, defi.TokenId, .. defi.Assets.Concat(defi.Rewards.SelectMany(g => g.Assets)).Select(a => $"{a.Token.Id} {a.Amount} {a.ValueUsd}")]),
        _ => "",
    };
}
