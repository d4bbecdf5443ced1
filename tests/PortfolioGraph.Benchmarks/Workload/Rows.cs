namespace PortfolioGraph.Benchmarks.Workload;

internal sealed class WalletRow
{
    public JsonText Id { get; set; }

    public JsonText Address { get; set; }

    public JsonText? Label { get; set; }

    /// <summary>Which of the wallets, from 1.</summary>
    public int Number { get; set; }
}

internal sealed class BalanceRow
{
    public JsonText Symbol { get; set; }

    public JsonText NetworkId { get; set; }

    public JsonText Amount { get; set; }

    public JsonText? Price { get; set; }

    public JsonText Value { get; set; }

    public bool IsRisk { get; set; }
}

internal sealed class NetworkRow
{
    public JsonText Id { get; set; }

    public JsonText Name { get; set; }

    public JsonText? Logo { get; set; }
}

internal sealed class PlatformRow
{
    public JsonText Id { get; set; }

    public JsonText Name { get; set; }

    public JsonText? Url { get; set; }

    public JsonText Value { get; set; }

    public List<PositionRow> Positions { get; set; } = [];
}

internal sealed class PositionRow
{
    public JsonText Id { get; set; }

    public JsonText Name { get; set; }

    public JsonText Kind { get; set; }

    public JsonText Value { get; set; }

    public List<AssetRow> Assets { get; set; } = [];
}

internal sealed class AssetRow
{
    public JsonText Symbol { get; set; }

    public JsonText Amount { get; set; }

    public JsonText? Price { get; set; }

    public JsonText Value { get; set; }
}
