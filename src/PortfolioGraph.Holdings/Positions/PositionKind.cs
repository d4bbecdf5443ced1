namespace PortfolioGraph.Holdings.Positions;

public enum PositionKind
{
    Save,
    Pool,
    Farm,
    Vault,
    Stake,
    Lend,
    Borrow,
    Locked,
    Vesting,
    Reward,
    Equity,
    Nft,

    /// <summary>A code that we do not know; the provider's own stands beside it.</summary>
    Other,
}
