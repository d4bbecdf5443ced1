using PortfolioGraph.Holdings.Platforms;
using PortfolioGraph.Holdings.Positions;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Holdings.Wallets;

namespace PortfolioGraph.Holdings;

/// <summary>What one provider answered for one wallet: as much as was asked for and could be had, and a report on each part.</summary>
public sealed record WalletAnswer
{
    public required WalletKey Wallet { get; init; }

    public required string ProviderId { get; init; }

    public IReadOnlyList<TokenBalance> TokenBalances { get; init; } = [];

    public IReadOnlyList<PlatformHolding> Platforms { get; init; } = [];

    public IReadOnlyList<Position> Positions { get; init; } = [];

    public IReadOnlyList<CashBalance> Cash { get; init; } = [];

    public ReportedTotals? Reported { get; init; }

    /// <summary>Ids of tokens (<see cref="Tokens.Token.Id"/>) that are receipts of positions, as OKX's <c>lpTokenAddressList</c> names them.</summary>
    public IReadOnlyList<string> ReceiptTokenIds { get; init; } = [];

    /// <summary>One for each capability that was asked of the provider.</summary>
    public required IReadOnlyList<SourceReport> Sources { get; init; }
}
