namespace PortfolioGraph.Providers.Okx;

/// <summary>
/// Says which wallet an entry of an answer for several wallets belongs to; OKX's documents do not. The one place of this rule:
/// by id where an entry's id is one of the addresses asked for, else by order where there are as many entries as addresses; anything else is no answer.
/// </summary>
internal static class OkxWalletMatch
{
    /// <summary>The entries of each address, in the order of the addresses; null where it can't be told whose they are.</summary>
    /// <param name="idsOf">What an entry says of its wallet; any may be null.</param>
    public static IReadOnlyList<IReadOnlyList<TEntry>>? Match<TEntry>(
        IReadOnlyList<TEntry> entries, Func<TEntry, (string? Id, string? Address)> idsOf, IReadOnlyList<string> addresses)
    {
        var owners = entries.Select(entry => IndexOf(idsOf(entry), addresses)).ToArray();
        if (owners.Contains(-1))
        {
            // Where some are named, the order must agree with the names.
            if (entries.Count != addresses.Count || owners.Index().Any(o => o.Item >= 0 && o.Item != o.Index))
                return null;
            owners = [.. Enumerable.Range(0, entries.Count)];
        }
        var byOwner = entries.Zip(owners).ToLookup(e => e.Second, e => e.First);
        return [.. addresses.Select((_, i) => (IReadOnlyList<TEntry>)[.. byOwner[i]])];
    }

    private static int IndexOf((string? Id, string? Address) ids, IReadOnlyList<string> addresses)
    {
        for (var i = 0; i < addresses.Count; i++)
        {
            if (IsSame(ids.Id, addresses[i]) || IsSame(ids.Address, addresses[i]))
                return i;
        }
        return -1;
    }

    // Hex has no case; every other form of address has.
    private static bool IsSame(string? said, string asked) =>
        said is not null && string.Equals(said, asked, asked.StartsWith("0x", StringComparison.Ordinal) ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
}
