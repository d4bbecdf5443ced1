using PortfolioGraph.Holdings.Addresses;
using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Wallets;

namespace PortfolioGraph.Providers.Okx;

/// <summary>
/// Says which wallet an entry of an answer for several wallets belongs to; OKX's documents do not. The one place of this rule:
/// by id where an entry's id is one of the addresses asked for, in whatever spelling, else by order where there are as many entries as
/// addresses; anything else is no answer.
/// </summary>
internal static class OkxWalletMatch
{
    /// <summary>The entries of each wallet, in the order of the wallets; null where it can't be told whose they are.</summary>
    /// <param name="idsOf">What an entry says of its wallet; any may be null.</param>
    public static IReadOnlyList<IReadOnlyList<TEntry>>? Match<TEntry>(
        IReadOnlyList<TEntry> entries, Func<TEntry, (string? Id, string? Address)> idsOf, IReadOnlyList<WalletKey> wallets)
    {
        var owners = entries.Select((entry, i) => IndexOf(idsOf(entry), wallets, i)).ToArray();
        if (owners.Contains(-1))
        {
            // Where some are named, the order must agree with the names.
            if (entries.Count != wallets.Count || owners.Index().Any(o => o.Item >= 0 && o.Item != o.Index))
                return null;
            owners = [.. Enumerable.Range(0, entries.Count)];
        }
        List<TEntry>[] byOwner = [.. wallets.Select(_ => new List<TEntry>())];
        for (var i = 0; i < owners.Length; i++)
            byOwner[owners[i]].Add(entries[i]);
        return byOwner;
    }

    /// <param name="likely">Where it is looked for first.</param>
    private static int IndexOf((string? Id, string? Address) ids, IReadOnlyList<WalletKey> wallets, int likely)
    {
        if (likely < wallets.Count && IsOf(ids, wallets[likely].Value))
            return likely;
        for (var i = 0; i < wallets.Count; i++)
        {
            if (IsOf(ids, wallets[i].Value))
                return i;
        }

        // In another spelling. The wallets of a call are of one family.
        if (wallets.Count == 0)
            return -1;
        var (id, address) = (Canonical(ids.Id, wallets[0]), Canonical(ids.Address, wallets[0]));
        return (id, address) == ids
            ? -1
            : wallets.Index().Where(w => IsOf((id, address), w.Item.Value)).Select(w => w.Index).FirstOrDefault(-1);
    }

    private static bool IsOf((string? Id, string? Address) ids, string address) => ids.Id == address || ids.Address == address;

    private static string? Canonical(string? said, WalletKey asked)
    {
        if (said is null)
            return null;
        var chain = asked.Networks is [var network, ..] ? network
            : OkxChains.OfFamily(asked.Family) is [var first, ..] ? first.Id
            : (ChainId?)null;
        return chain is { } id ? AddressValidator.Canonical(id, said) : said;
    }
}
