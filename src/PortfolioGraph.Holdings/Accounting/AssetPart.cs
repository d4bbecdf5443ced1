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

    public static List<AssetPart> Of(Ledger ledger)
    {
        var parts = new List<AssetPart>(ledger.Balances.Count + ledger.Positions.Count);
        foreach (var row in ledger.Balances)
        {
            var balance = row.Balance;
            if (row.IsCounted && Worth.Of(balance) is { Assets.Sign: > 0 } worth)
                parts.Add(new(balance.Token.Id, LabelOf(balance.Token), worth.Assets, balance.Wallet, balance.Source.ProviderId, balance.Network, null, TokenKind));
        }
        foreach (var row in ledger.Positions)
        {
            if (row.IsCounted && Worth.Of(row.Position) is { Assets.Sign: > 0 } worth)
                Add(parts, row, worth.Assets);
        }
        foreach (var (wallet, cash) in ledger.CashByWallet)
        {
            if (Worth.Of(cash) is { Assets.Sign: > 0 } worth)
            {
                var currency = cash.Currency.ToUpperInvariant();
                parts.Add(new("cash:" + currency, currency, worth.Assets, wallet, cash.Source.ProviderId, null, null, CashKind));
            }
        }
        return parts;
    }

    private static void Add(List<AssetPart> parts, LedgerPosition row, BigDecimal worth)
    {
        var position = row.Position;
        var defi = position as DefiPosition;
        var network = defi?.Network ?? (position as NftPosition)?.Network;
        var kind = position.Kind.ToString().ToUpperInvariant();
        var (key, label) = position is EquityPosition equity ? AssetHoldings.IdentityOf(equity) : (row.Key, position.Name);
        var whole = new AssetPart(key, label, worth, position.Wallet, position.Source.ProviderId, network, defi?.Platform, kind);
        if (defi is null || SuppliedOf(defi, worth) is not { } supplied)
        {
            parts.Add(whole);
            return;
        }
        foreach (var asset in supplied)
            parts.Add(whole with { AssetKey = asset.Token.Id, AssetLabel = LabelOf(asset.Token), ValueUsd = asset.ValueUsd!.Value });
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
