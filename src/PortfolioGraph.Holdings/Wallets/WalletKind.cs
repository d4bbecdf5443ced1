namespace PortfolioGraph.Holdings.Wallets;

/// <summary>The ways to say which wallet is meant.</summary>
public enum WalletKind
{
    /// <summary>An address on one or more chains.</summary>
    Address,

    /// <summary>An <c>accountId</c> of the OKX Wallet API.</summary>
    OkxAccount,

    /// <summary>An end user who has connected accounts through Mesh.</summary>
    MeshUser,
}
