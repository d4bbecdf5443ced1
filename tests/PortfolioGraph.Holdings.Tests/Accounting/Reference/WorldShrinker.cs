namespace PortfolioGraph.Holdings.Tests.Accounting.Reference;

/// <summary>Takes away what a failure does not need.</summary>
internal static class WorldShrinker
{
    public static World Shrink(World world, Func<World, bool> fails)
    {
        while (Smaller(world).FirstOrDefault(fails) is { } smaller)
            world = smaller;
        return world;
    }

    private static IEnumerable<World> Smaller(World world)
    {
        foreach (var answers in Without(world.Answers))
            yield return world with { Answers = answers };
        for (var i = 0; i < world.Answers.Count; i++)
        {
            foreach (var answer in Smaller(world.Answers[i]))
                yield return world with { Answers = [.. world.Answers.Take(i), answer, .. world.Answers.Skip(i + 1)] };
        }
    }

    /// <summary>Positions and platforms stay where receipts are: an answer lists none without them.</summary>
    private static IEnumerable<WalletAnswer> Smaller(WalletAnswer answer) =>
    [
        .. Without(answer.TokenBalances).Select(rows => answer with { TokenBalances = rows }),
        .. answer.ReceiptTokenIds.Count > 0 ? [] : Without(answer.Positions).Select(rows => answer with { Positions = rows }),
        .. answer.ReceiptTokenIds.Count > 0 ? [] : Without(answer.Platforms).Select(rows => answer with { Platforms = rows }),
        .. Without(answer.Cash).Select(rows => answer with { Cash = rows }),
        .. Without(answer.Sources).Select(reports => answer with { Sources = reports }),
        .. Without(answer.ReceiptTokenIds).Select(ids => answer with { ReceiptTokenIds = ids }),
        .. answer.TokenBalances.Where(b => b.Performance is not null)
            .Select(b => answer with { TokenBalances = [.. answer.TokenBalances.Select(o => WithoutPerformance(o, b))] }),
    ];

    private static TokenBalance WithoutPerformance(TokenBalance balance, TokenBalance which) =>
        ReferenceEquals(balance, which) ? balance with { Performance = null } : balance;

    private static IEnumerable<IReadOnlyList<T>> Without<T>(IReadOnlyList<T> list) =>
        Enumerable.Range(0, list.Count).Select(i => (IReadOnlyList<T>)[.. list.Take(i), .. list.Skip(i + 1)]);
}
