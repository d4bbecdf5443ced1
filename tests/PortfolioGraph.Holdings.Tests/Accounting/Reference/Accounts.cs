using PortfolioGraph.Holdings.Wallets;

namespace PortfolioGraph.Holdings.Tests.Accounting.Reference;

/// <summary>Which account a wallet, and which account a row is about.</summary>
internal static class Accounts
{
    /// <summary>Two wallets of one address, or of one Mesh user, are the same account: networks and offsets do not matter.</summary>
    public static string OwnerOf(WalletKey wallet) => wallet.Kind == WalletKind.Address ? wallet.Value : $"{wallet.Kind}:{wallet.Value}";

    /// <summary>The address that the provider names, else the wallet's own account.</summary>
    public static string HolderOf(TokenBalance balance) => balance.Account?.Address ?? OwnerOf(balance.Wallet);
}
