using PortfolioGraph.Holdings.Numbers;
using PortfolioGraph.Holdings.Platforms;

namespace PortfolioGraph.Holdings.Accounting;

/// <summary>The platforms of all answers, each once. They are in no total: their positions are.</summary>
internal static class PlatformRows
{
    /// <summary>Of two rows for one owner and platform, one that covers the networks of the other replaces it.</summary>
    public static List<PlatformHolding> Distinct(IEnumerable<PlatformHolding> platforms)
    {
        var rows = new List<PlatformHolding?>();
        var seen = new Dictionary<(string Provider, string Owner, string Platform), List<int>>();
        foreach (var row in platforms)
        {
            var key = KeyOf(row);
            if (!seen.TryGetValue(key, out var others))
                seen.Add(key, others = []);
            if (IsCovered(row, rows, others))
                continue;
            others.Add(rows.Count);
            rows.Add(row);
        }
        return [.. rows.OfType<PlatformHolding>()];
    }

    /// <summary>
    /// What the providers state for platforms that they do not support. Each network of a platform counts once, by the newest row about it; where
    /// rows have no values by network, those that cover most are added up.
    /// </summary>
    public static BigDecimal ValueOfUnsupported(IReadOnlyList<WalletAnswer> answers)
    {
        var sum = BigDecimal.Zero;
        var unsupported = answers.SelectMany(a => a.Platforms).Where(p => p.IsInvestSupported == false);
        foreach (var rows in unsupported.GroupBy(KeyOf))
        {
            if (rows.Skip(1).Any() && rows.All(HasValuesByNetwork))
            {
                var parts = rows.Index().SelectMany(row => row.Item.Networks, (row, part) => (row.Index, row.Item, Part: part));
                foreach (var network in parts.GroupBy(p => p.Part.Network.Id))
                {
                    var newest = network.MinBy(p => p.Item, Newest).Index;
                    sum += BigDecimal.Sum(network.Where(p => p.Index == newest).Select(p => p.Part.ValueUsd!.Value));
                }
            }
            else
            {
                foreach (var row in Distinct(rows))
                    sum += row.ValueUsd ?? BigDecimal.Zero;
            }
        }
        return sum;
    }

    private static (string Provider, string Owner, string Platform) KeyOf(PlatformHolding row) =>
        (row.Source.ProviderId, Owner.IdOf(row.Wallet), row.Platform.Id);

    private static bool HasValuesByNetwork(PlatformHolding row) => row.Networks.Count > 0 && row.Networks.All(n => n.ValueUsd is not null);

    /// <summary>Fresh before stale, new before old, then by the wallet.</summary>
    private static readonly Comparer<PlatformHolding> Newest = Comparer<PlatformHolding>.Create((a, b) =>
    {
        var order = a.Source.IsStale.CompareTo(b.Source.IsStale);
        if (order == 0)
            order = (b.Source.AsOf ?? DateTimeOffset.MaxValue).CompareTo(a.Source.AsOf ?? DateTimeOffset.MaxValue);
        return order == 0 ? string.CompareOrdinal(a.Wallet.Text, b.Wallet.Text) : order;
    });

    private static bool IsCovered(PlatformHolding row, List<PlatformHolding?> rows, List<int> others)
    {
        foreach (var index in others)
        {
            if (rows[index] is not { } other)
                continue;
            var covers = Covers(other, row);
            if (covers && (!Covers(row, other) || string.CompareOrdinal(other.Wallet.Text, row.Wallet.Text) <= 0))
                return true;
            if (covers || Covers(row, other))
                rows[index] = null;
        }
        return false;
    }

    private static bool Covers(PlatformHolding row, PlatformHolding other)
    {
        if (row.Networks.Count < other.Networks.Count)
            return false;
        var networks = new HashSet<string>();
        foreach (var network in row.Networks)
            networks.Add(network.Network.Id);
        foreach (var network in other.Networks)
        {
            if (!networks.Contains(network.Network.Id))
                return false;
        }
        return true;
    }
}
