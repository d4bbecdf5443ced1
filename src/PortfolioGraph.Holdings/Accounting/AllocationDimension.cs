namespace PortfolioGraph.Holdings.Accounting;

/// <summary>What a portfolio can be sliced by.</summary>
public enum AllocationDimension
{
    /// <summary>Tokens, tickers and currencies. A position counts as what is supplied to it, where its values add up.</summary>
    Asset,

    Network,

    /// <summary>DeFi platforms; everything else is on none.</summary>
    Platform,

    Provider,

    Wallet,

    /// <summary>Tokens, cash, and each kind of position.</summary>
    Kind,
}
