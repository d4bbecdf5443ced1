using System.Text;

namespace PortfolioGraph.Benchmarks.Workload;

/// <summary>The same data in process: maps that are built at the start.</summary>
internal sealed class MemorySource : IWorkloadSource
{
    private readonly Dictionary<JsonText, IReadOnlyList<BalanceRow>> _balances = [];
    private readonly Dictionary<JsonText, IReadOnlyList<PlatformRow>> _platforms = [];
    private readonly Dictionary<JsonText, NetworkRow> _networks = [];

    public MemorySource()
    {
        for (var number = 1; number <= WorkloadData.WalletCount; number++)
        {
            foreach (var (key, rows) in Reader($"{{\"data\":[{WorkloadData.Balances(number)}]}}").Balances()) _balances.Add(key, rows);
            foreach (var (key, rows) in Reader($"{{\"data\":[{WorkloadData.Platforms(number)}]}}").Platforms()) _platforms.Add(key, rows);
        }

        foreach (var network in Reader($"{{\"data\":[{string.Join(',', WorkloadData.Networks())}]}}").Networks()) _networks.Add(network.Id, network);
    }

    public ValueTask<IReadOnlyList<(JsonText, IReadOnlyList<BalanceRow>)>> BalancesAsync(IReadOnlyList<JsonText> wallets, AnswerBuffers buffers, CancellationToken cancellationToken) =>
        new(Pick(wallets, _balances));

    public ValueTask<IReadOnlyList<(JsonText, IReadOnlyList<PlatformRow>)>> PlatformsAsync(IReadOnlyList<JsonText> wallets, AnswerBuffers buffers, CancellationToken cancellationToken) =>
        new(Pick(wallets, _platforms));

    public ValueTask<IReadOnlyList<NetworkRow>> NetworksAsync(IReadOnlyList<JsonText> ids, AnswerBuffers buffers, CancellationToken cancellationToken)
    {
        var rows = new NetworkRow[ids.Count];
        for (var i = 0; i < rows.Length; i++) rows[i] = Network(ids[i]);
        return new(rows);
    }

    public IReadOnlyList<BalanceRow> Balances(JsonText wallet) => _balances[wallet];

    public IReadOnlyList<PlatformRow> Platforms(JsonText wallet) => _platforms[wallet];

    public NetworkRow Network(JsonText id) => _networks[id];

    private static (JsonText, IReadOnlyList<T>)[] Pick<T>(IReadOnlyList<JsonText> keys, Dictionary<JsonText, IReadOnlyList<T>> map)
    {
        var rows = new (JsonText, IReadOnlyList<T>)[keys.Count];
        for (var i = 0; i < rows.Length; i++) rows[i] = (keys[i], map[keys[i]]);
        return rows;
    }

    private static RowReader Reader(string text)
    {
        var json = Encoding.UTF8.GetBytes(text);
        return new RowReader(json, json.Length);
    }
}
