namespace PortfolioGraph.Holdings.Positions;

public enum RewardKind
{
    Public,
    Redeemable,
    Airdrop,
    Bonus,

    /// <summary>A code that we do not know; the provider's own stands beside it.</summary>
    Other,
}
