using PortfolioGraph.Gateway.Graph.Ids;
using PortfolioGraph.Gateway.Graph.Lists;
using PortfolioGraph.Holdings.Accounting;
using PortfolioGraph.Holdings.Platforms;

namespace PortfolioGraph.Gateway.Graph.Nodes;

/// <summary>What a wallet has on one platform, with the wallet that holds it.</summary>
internal sealed record PlatformHoldingNode(PlatformHolding Holding, WalletNode Wallet) : ILedgerReader
{
    public static RowFields<PlatformHoldingNode> Fields { get; } = new RowFields<PlatformHoldingNode>("platforms", node => node.Key)
        .Text("name", node => node.Wallet.Objects.Of(node.Holding.Platform).Name)
        .Decimal("valueUsd", node => node.Holding.ValueUsd)
        .Flag("isInvestSupported", node => node.Holding.IsInvestSupported);

    public string Key => HoldingKeys.For(Holding);

    public string Id => new GlobalId("PlatformHolding", Key).ToString();

    public WalletPlatform ToKey() => new(Wallet, Holding.Platform, Holding.Source.ProviderId);

    /// <summary>The platforms of all wallets, each holding once.</summary>
    public static IReadOnlyList<PlatformHoldingNode> Of(PortfolioNode portfolio) =>
        [.. portfolio.Ledger.Platforms.Select(h => new PlatformHoldingNode(h, portfolio.Books.Wallet(h.Wallet)))];

    public static IReadOnlyList<PlatformHoldingNode> Of(WalletNode wallet)
    {
        var nodes = new List<PlatformHoldingNode>();
        foreach (var answer in wallet.Answers)
            foreach (var holding in answer.Platforms)
                nodes.Add(new PlatformHoldingNode(holding, wallet));
        return nodes;
    }
}
