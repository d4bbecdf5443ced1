using PortfolioGraph.Holdings.Networks;
using PortfolioGraph.Holdings.Numbers;

namespace PortfolioGraph.Holdings.Accounting;

/// <summary>Groups rows by network. What is on no network, such as shares, cash and a custodian's sums, is in none of them.</summary>
public static class NetworkHoldings
{
    /// <summary>Highest value first, unknown values last, ties by id.</summary>
    public static IReadOnlyList<NetworkHolding> Of(Ledger ledger)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        var groups = new Dictionary<string, Rows>();
        foreach (var row in ledger.Balances)
        {
            if (row.Balance.Network is not { } network)
                continue;
            var rows = RowsOf(groups, network);
            rows.Balances.Add(row);
            rows.Count(row.IsCounted, row.Balance.ValueUsd);
        }
        foreach (var row in ledger.Positions)
        {
            if (row.Position.Network is not { } network)
                continue;
            var rows = RowsOf(groups, network);
            rows.Positions.Add(row);
            rows.Count(row.IsCounted, row.Position.ValueUsd);
        }

        var holdings = groups.Values.Select(r => new NetworkHolding(r.Network, r.Value, r.Balances, r.Positions)).ToList();
        holdings.Sort((a, b) => Nullable.Compare(b.ValueUsd, a.ValueUsd) is not 0 and var byValue ? byValue : string.CompareOrdinal(a.Network.Id, b.Network.Id));
        return holdings;
    }

    private static Rows RowsOf(Dictionary<string, Rows> groups, Network network)
    {
        if (!groups.TryGetValue(network.Id, out var rows))
            groups.Add(network.Id, rows = new Rows(network));
        return rows;
    }

    private sealed class Rows(Network network)
    {
        private BigDecimal _sum;
        private bool _hasValue;
        private bool _hasUnknown;

        public Network Network { get; } = network;

        public List<LedgerBalance> Balances { get; } = [];

        public List<LedgerPosition> Positions { get; } = [];

        public BigDecimal? Value => _hasValue || !_hasUnknown ? _sum : null;

        public void Count(bool isCounted, BigDecimal? value)
        {
            if (!isCounted)
                return;
            _sum += value ?? BigDecimal.Zero;
            _hasValue |= value is not null;
            _hasUnknown |= value is null;
        }
    }
}
