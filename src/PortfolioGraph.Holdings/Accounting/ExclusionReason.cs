namespace PortfolioGraph.Holdings.Accounting;

/// <summary>Why a holding is in no total.</summary>
public enum ExclusionReason
{
    /// <summary>A token that stands for money in a position.</summary>
    ReceiptOfAPosition,

    /// <summary>Another provider reports the same holding, and is counted.</summary>
    SameHoldingFromAnotherProvider,

    /// <summary>Flagged by its provider as a risky airdrop.</summary>
    RiskToken,
}
