using PortfolioGraph.Holdings.Platforms;

namespace PortfolioGraph.Holdings.Accounting;

/// <summary>The platforms of all answers, each once. They are in no total: their positions are.</summary>
internal static class PlatformRows
{
    /// <summary>Of two rows for one owner and platform, one that covers the networks of the other replaces it.</summary>
    public static List<PlatformHolding> Distinct(IReadOnlyList<WalletAnswer> answers)
    {
        var rows = new List<PlatformHolding?>();
        var seen = new Dictionary<(string Provider, string Owner, string Platform), List<int>>();
        foreach (var answer in answers)
        {
            var owner = Owner.IdOf(answer.Wallet);
            foreach (var row in answer.Platforms)
            {
                var key = (row.Source.ProviderId, owner, row.Platform.Id);
                if (!seen.TryGetValue(key, out var others))
                    seen.Add(key, others = []);
                if (IsCovered(row, rows, others))
                    continue;
                others.Add(rows.Count);
                rows.Add(row);
            }
        }
        return [.. rows.OfType<PlatformHolding>()];
    }

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
