using PortfolioGraph.Holdings;
using PortfolioGraph.Holdings.Networks;
using PortfolioGraph.Holdings.Platforms;
using PortfolioGraph.Holdings.Positions;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Holdings.Wallets;

namespace PortfolioGraph.Providers.Okx;

/// <summary>One wallet while it is loaded: what is asked, and what has come so far.</summary>
internal sealed class OkxWalletLoad
{
    public OkxWalletLoad(WalletRequest request)
    {
        Wallet = request.Wallet;
        var needs = request.Needs;
        NeedsTokens = (needs & (HoldingsNeeds.Tokens | HoldingsNeeds.TokenValues | HoldingsNeeds.TokenTexts)) != 0;
        NeedsPlatforms = needs.HasFlag(HoldingsNeeds.Platforms);
        NeedsPositions = needs.HasFlag(HoldingsNeeds.DefiPositions);
        NeedsTotals = needs.HasFlag(HoldingsNeeds.ReportedTotals);
        NeedsReceipts = needs.HasFlag(HoldingsNeeds.Receipts);
        Scope = OkxScope.Of(Wallet);
        var areNamed = Wallet.Networks is not null;
        (TokenOutcome, PlatformOutcome, PositionOutcome) = (new OkxOutcome(areNamed), new OkxOutcome(areNamed), new OkxOutcome(areNamed));
    }

    public WalletKey Wallet { get; }

    public OkxScope Scope { get; set; }

    public bool NeedsTokens { get; }

    public bool NeedsPlatforms { get; }

    public bool NeedsPositions { get; }

    public bool NeedsTotals { get; }

    public bool NeedsReceipts { get; }

    /// <summary>Platforms, receipts and the provider's total come by one call, which positions begin with.</summary>
    public bool NeedsList => NeedsPlatforms || NeedsPositions || NeedsTotals || NeedsReceipts;

    public OkxOutcome TokenOutcome { get; }

    public OkxOutcome PlatformOutcome { get; }

    public OkxOutcome PositionOutcome { get; }

    public IReadOnlyList<TokenBalance> Tokens { get; set; } = [];

    public IReadOnlyList<PlatformHolding> Platforms { get; set; } = [];

    public IReadOnlyList<Position> Positions { get; set; } = [];

    /// <summary>Ids of platforms of which OKX does not say, or not in each row, where the wallet has them.</summary>
    public IReadOnlySet<string> PlatformsAnywhere { get; set; } = new HashSet<string>();

    /// <summary>The receipts of the whole call, of which some are the wallet's.</summary>
    public IReadOnlyList<(Network? Network, string TokenId)> ListedReceipts { get; set; } = [];

    public IReadOnlyList<string> ReceiptTokenIds { get; set; } = [];

    public ReportedTotals? Reported { get; set; }

    /// <summary>Platforms and positions are missing, or some of them.</summary>
    public void LacksDefi(SourceError error)
    {
        PlatformOutcome.Lacks(error);
        PositionOutcome.Lacks(error);
    }

    public WalletAnswer Answer() => new()
    {
        Wallet = Wallet,
        ProviderId = OkxMapping.ProviderId,
        TokenBalances = Tokens,
        Platforms = NeedsPlatforms ? Platforms : [],
        Positions = Positions,
        Reported = NeedsTotals ? Reported : null,
        ReceiptTokenIds = ReceiptTokenIds,
        Sources = [.. Reports()],
    };

    private IEnumerable<SourceReport> Reports()
    {
        if (NeedsTokens)
            yield return TokenOutcome.Report(Capability.TokenBalances);
        // The provider's total and the receipts have no capability of their own: they come, or fail, with the list of platforms.
        if (NeedsPlatforms || (NeedsList && !NeedsPositions))
            yield return PlatformOutcome.Report(Capability.Platforms);
        if (NeedsPositions)
            yield return PositionOutcome.Report(Capability.DefiPositions);
    }
}
