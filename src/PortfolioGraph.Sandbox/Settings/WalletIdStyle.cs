namespace PortfolioGraph.Sandbox.Settings;

/// <summary>
/// How an OKX answer about several wallets says which entry belongs to which. The documents are silent, so each
/// reading can be chosen. In all of them the entries come in the order in which the addresses were asked for.
/// </summary>
public enum WalletIdStyle
{
    /// <summary><c>walletId</c> (<c>accountId</c> in details) is the address asked for.</summary>
    Address,

    /// <summary>No id at all: only the order tells.</summary>
    None,

    /// <summary>An id of OKX's own, which names nothing that the caller knows.</summary>
    Opaque,
}
