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
        var owners = entries.Select((entry, i) => IndexOf(idsOf(entry), addresses, i)).ToArray();
        if (owners.Contains(-1))
        {
            // Where some are named, the order must agree with the names.
            if (entries.Count != addresses.Count || owners.Index().Any(o => o.Item >= 0 && o.Item != o.Index))
                return null;
            owners = [.. Enumerable.Range(0, entries.Count)];
        }
        List<TEntry>[] byOwner = [.. addresses.Select(_ => new List<TEntry>())];
        for (var i = 0; i < owners.Length; i++)
            byOwner[owners[i]].Add(entries[i]);
        return byOwner;
    }

    /// <param name="likely">Where it is looked for first.</param>
    private static int IndexOf((string? Id, string? Address) ids, IReadOnlyList<string> addresses, int likely)
    {
        if (likely < addresses.Count && IsOf(ids, addresses[likely]))
            return likely;
        for (var i = 0; i < addresses.Count; i++)
        {
            if (IsOf(ids, addresses[i]))
                return i;
        }
        return -1;
    }

    private static bool IsOf((string? Id, string? Address) ids, string address) => IsSame(ids.Id, address) || IsSame(ids.Address, address);

    // Hex has no case; every other form of address has.
    private static bool IsSame(string? said, string asked) =>
        said is not null && string.Equals(said, asked, asked.StartsWith("0x", StringComparison.Ordinal) ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
}
