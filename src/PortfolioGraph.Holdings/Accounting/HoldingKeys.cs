using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Platforms;
using PortfolioGraph.Holdings.Positions;
using PortfolioGraph.Holdings.Wallets;

namespace PortfolioGraph.Holdings.Accounting;

/// <summary>
/// Row keys: what makes a holding this one and no other, the same from one answer to the next. Parts are joined by <c>|</c> (<see
/// cref="IdText"/>): different parts never give the same key.
/// </summary>
public static class HoldingKeys
{
    private const char Separator = '|';

    /// <summary>Wallet, provider, token and account.</summary>
    /// <param name="balance">The row.</param>
    /// <param name="occurrence">Which of the rows with these parts in one answer, from 1 on.</param>
    public static string For(TokenBalance balance, int occurrence = 1)
    {
        ArgumentNullException.ThrowIfNull(balance);
        return Join(balance.Wallet, balance.Source.ProviderId, balance.Token.Id, balance.Account?.Value ?? "", occurrence);
    }

    /// <summary>Wallet, provider and the provider's key for the position.</summary>
    /// <inheritdoc cref="For(TokenBalance, int)"/>
    public static string For(Position position, int occurrence = 1)
    {
        ArgumentNullException.ThrowIfNull(position);
        return Join(position.Wallet, position.Source.ProviderId, position.Key, "", occurrence);
    }

    /// <summary>Wallet and platform.</summary>
    public static string For(PlatformHolding holding)
    {
        ArgumentNullException.ThrowIfNull(holding);
        return IdText.Join(Separator, holding.Wallet.Text, holding.Platform.Id);
    }

    /// <summary>The wallet that a key begins with: where to look its row up. False for what is no key.</summary>
    public static bool TryReadWallet(string key, [NotNullWhen(true)] out WalletKey? wallet)
    {
        wallet = null;
        return IdText.TrySplit(Separator, key, out var parts) && parts.Length > 1 && WalletKey.TryParse(parts[0], out wallet);
    }

    private static string Join(WalletKey wallet, string provider, string what, string account, int occurrence) => occurrence == 1
        ? IdText.Join(Separator, wallet.Text, provider, what, account)
        : IdText.Join(Separator, wallet.Text, provider, what, account, occurrence.ToString(CultureInfo.InvariantCulture));
}
