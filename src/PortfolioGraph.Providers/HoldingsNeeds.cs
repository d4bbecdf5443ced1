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

    /// <summary>The list of platforms, and which tokens are receipts of positions.</summary>
    Platforms = 1 << 3,

    /// <summary>All DeFi positions: platform details, lending, borrowing, staking, unlocks.</summary>
    DefiPositions = 1 << 4,

    Equities = 1 << 5,

    Nfts = 1 << 6,

    Cash = 1 << 7,

    /// <summary>Sums as the provider states them.</summary>
    ReportedTotals = 1 << 8,

    /// <summary>Everything that a total sums up, or leaves out.</summary>
    Total = Tokens | TokenValues | Platforms | DefiPositions | Equities | Nfts | Cash,
}
