using PortfolioGraph.Holdings.Positions;
using PortfolioGraph.Holdings.Wallets;

namespace PortfolioGraph.Holdings.Accounting;

/// <summary>
/// Row keys: what makes a holding this one and no other, the same from one answer to the next. Parts are joined by <c>|</c>,
/// which is escaped inside them (<c>%7C</c>, and <c>%</c> as <c>%25</c>): different parts never give the same key.
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
        return Join(balance.Wallet, balance.Source.ProviderId, balance.Token.Id, balance.Account is { } account ? Escape(account.Value) : "", occurrence);
    }

    /// <summary>Wallet, provider and the provider's key for the position.</summary>
    /// <inheritdoc cref="For(TokenBalance, int)"/>
    public static string For(Position position, int occurrence = 1)
    {
        ArgumentNullException.ThrowIfNull(position);
        return Join(position.Wallet, position.Source.ProviderId, position.Key, "", occurrence);
    }

    /// <summary>The <see cref="WalletKey.Text"/> that a key begins with: where to look its row up.</summary>
    public static string WalletTextOf(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var end = key.IndexOf(Separator, StringComparison.Ordinal);
        return (end < 0 ? key : key[..end]).Replace("%7C", "|", StringComparison.Ordinal).Replace("%25", "%", StringComparison.Ordinal);
    }

    private static string Join(WalletKey wallet, string provider, string what, string account, int occurrence) => occurrence == 1
        ? $"{Escape(wallet.Text)}|{Escape(provider)}|{Escape(what)}|{account}"
        : $"{Escape(wallet.Text)}|{Escape(provider)}|{Escape(what)}|{account}|{occurrence}";

    private static string Escape(string part) => part.AsSpan().IndexOfAny(Separator, '%') < 0
        ? part
        : part.Replace("%", "%25", StringComparison.Ordinal).Replace("|", "%7C", StringComparison.Ordinal);
}
