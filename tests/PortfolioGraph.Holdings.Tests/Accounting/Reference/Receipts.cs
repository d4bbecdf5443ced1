using PortfolioGraph.Holdings.Accounting;

namespace PortfolioGraph.Holdings.Tests.Accounting.Reference;

/// <summary>Step 2: a receipt is the position that it stands for.</summary>
internal static class Receipts
{
    public static void LeaveOut(IReadOnlyList<WalletAnswer> answers, IReadOnlyList<Row> rows)
    {
        foreach (var row in rows.Where(r => r.Balance is not null))
        {
            var named = rows.Where(r => r.Defi is not null && IsOfTheSameOwner(row, r))
                .Where(r => r.Defi!.ReceiptTokenIds.Contains(row.Balance!.Token.Id)).ToList();
            if (named.Count > 0 || answers.Any(a => Lists(a, row.Balance!)))
                row.Exclude(ExclusionReason.ReceiptOfAPosition, named);
        }
    }

    private static bool IsOfTheSameOwner(Row token, Row position) => token.Holder == position.Owner || token.Owner == position.Owner;

    /// <summary>Whether a provider lists the token for a wallet that holds it, and has a position on the token's network.</summary>
    private static bool Lists(WalletAnswer answer, TokenBalance balance) =>
        answer.ReceiptTokenIds.Contains(balance.Token.Id)
        && AccountsOf(answer, balance.Token.Id).Contains(Accounts.HolderOf(balance))
        && balance.Network is { } network && NetworksWithPositions(answer).Contains(network.Id);

    /// <summary>The wallet's own account, and those in which its provider sees the token.</summary>
    private static IEnumerable<string> AccountsOf(WalletAnswer answer, string tokenId) =>
        answer.TokenBalances.Where(b => b.Token.Id == tokenId).Select(Accounts.HolderOf).Append(Accounts.OwnerOf(answer.Wallet));

    /// <summary>A platform says that there are positions, also where these could not be fetched.</summary>
    private static IEnumerable<string?> NetworksWithPositions(WalletAnswer answer) =>
    [
        .. answer.Positions.OfType<Positions.DefiPosition>().Select(p => p.Network?.Id),
        .. answer.Platforms.SelectMany(p => p.Networks).Select(n => n.Network.Id),
    ];
}
