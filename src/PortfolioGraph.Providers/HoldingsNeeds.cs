namespace PortfolioGraph.Providers;

/// <summary>What a request reads of a wallet, so that a provider is asked for no more.</summary>
[Flags]
public enum HoldingsNeeds
{
    None = 0,

    /// <summary>Token balances without prices and values.</summary>
    Tokens = 1,

    /// <summary>Prices and values of token balances.</summary>
    TokenValues = 1 << 1,

    /// <summary>The provider's texts for people.</summary>
    TokenTexts = 1 << 2,

    /// <summary>The list of platforms.</summary>
    Platforms = 1 << 3,

    /// <summary>All DeFi positions: platform details, lending, borrowing, staking, unlocks.</summary>
    DefiPositions = 1 << 4,

    Equities = 1 << 5,

    Nfts = 1 << 6,

    Cash = 1 << 7,

    /// <summary>Sums as the provider states them.</summary>
    ReportedTotals = 1 << 8,

    /// <summary>Which tokens are receipts of positions, and so the same money.</summary>
    Receipts = 1 << 9,

    /// <summary>Returns against cost, where a provider has any.</summary>
    Performance = 1 << 10,

    /// <summary>Everything that a total sums up, or leaves out.</summary>
    Total = Tokens | TokenValues | Receipts | DefiPositions | Equities | Nfts | Cash,
}
