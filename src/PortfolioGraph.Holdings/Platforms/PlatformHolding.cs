using PortfolioGraph.Holdings.Numbers;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Holdings.Wallets;

namespace PortfolioGraph.Holdings.Platforms;

/// <summary>What a wallet has on one platform, as the provider sums it up.</summary>
public sealed record PlatformHolding
{
    public required WalletKey Wallet { get; init; }

    public required Platform Platform { get; init; }

    public BigDecimal? ValueUsd { get; init; }

    public bool? IsInvestSupported { get; init; }

    public required int InvestmentCount { get; init; }

    public required IReadOnlyList<PlatformNetwork> Networks { get; init; }

    public required Source Source { get; init; }
}
