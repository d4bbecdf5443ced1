using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Networks;
using PortfolioGraph.Holdings.Numbers;
using PortfolioGraph.Holdings.Platforms;
using PortfolioGraph.Holdings.Positions;
using PortfolioGraph.Holdings.Tokens;
using PortfolioGraph.Holdings.Wallets;

namespace PortfolioGraph.Holdings.Accounting;

/// <summary>A positive amount of counted money and everything that it can be grouped by. All parts of a ledger add up to its assets.</summary>
internal readonly record struct AssetPart(
    string AssetKey, string AssetLabel, BigDecimal ValueUsd, WalletKey Wallet, string ProviderId, Network? Network, Platform? Platform, string Kind)
{
    private const string TokenKind = "TOKEN";
    private const string CashKind = "CASH";

    /// <summary>One after the other: all at once they would be a large part of what closing the books over a portfolio takes.</summary>
    public static IEnumerable<AssetPart> Of(Ledger ledger)
    {
        foreach (var row in ledger.Balances)
        {
            var balance = row.Balance;
            if (row.IsCounted && Worth.Of(balance) is { Assets.Sign: > 0 } worth)
                yield return new(balance.Token.Id, LabelOf(balance.Token), worth.Assets, balance.Wallet, balance.Source.ProviderId, balance.Network, null, TokenKind);
        }
        foreach (var row in ledger.Positions)
        {
            if (!row.IsCounted || Worth.Of(row.Position) is not { Assets.Sign: > 0 } worth)
                continue;
            var whole = Whole(row, worth.Assets);
            if (row.Position is not DefiPosition defi || SuppliedOf(defi, worth.Assets) is not { } supplied)
            {
                yield return whole;
                continue;
            }
            foreach (var asset in supplied)
                yield return whole with { AssetKey = asset.Token.Id, AssetLabel = LabelOf(asset.Token), ValueUsd = asset.ValueUsd!.Value };
        }
        foreach (var (wallet, cash) in ledger.CashByWallet)
        {
            if (Worth.Of(cash) is { Assets.Sign: > 0 } worth)
            {
                var currency = cash.Currency.ToUpperInvariant();
                var key = IdText.JoinBounded(':', "cash", currency);
                yield return new(key, currency, worth.Assets, wallet, cash.Source.ProviderId, null, null, CashKind);
            }
        }
    }

    private static AssetPart Whole(LedgerPosition row, BigDecimal worth)
    {
        var position = row.Position;
        var defi = position as DefiPosition;
        var kind = position.Kind.ToString().ToUpperInvariant();
        var (key, label) = position is EquityPosition equity ? AssetHoldings.IdentityOf(row, equity) : (row.Key, position.Name);
        return new AssetPart(key, label, worth, position.Wallet, position.Source.ProviderId, position.Network, defi?.Platform, kind);
    }

    /// <summary>What a position is made of; null where the values are not all known, or do not add up to its worth exactly.</summary>
    private static List<PositionAsset>? SuppliedOf(DefiPosition position, BigDecimal worth)
    {
        var supplied = new List<PositionAsset>();
        var sum = BigDecimal.Zero;
        foreach (var asset in position.Assets.Concat(position.Rewards.SelectMany(g => g.Assets)))
        {
            if (asset.ValueUsd is not { } value)
                return null;
            if (value.Sign <= 0)
                continue;
            supplied.Add(asset);
            sum += value;
        }
        return sum == worth ? supplied : null;
    }

    private static string LabelOf(Token token) => token.Symbol ?? token.Name ?? token.Id;
}
