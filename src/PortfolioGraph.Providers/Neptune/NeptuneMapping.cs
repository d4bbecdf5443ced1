using PortfolioGraph.Holdings;
using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Holdings.Wallets;

namespace PortfolioGraph.Providers.Neptune;

/// <summary>From Neptune's words to token balances of one wallet.</summary>
internal sealed class NeptuneMapping(WalletKey wallet, NeptuneAssets assets, DateTimeOffset fetchedAt)
{
    private readonly AccountId? _account = AccountId.TryCreate(NeptuneAssets.Chain, wallet.Value, out var account) ? account : null;

    /// <summary>Null where Neptune names no asset or no amount, for the caller to count and report.</summary>
    public TokenBalance? ToTokenBalance(NeptuneWireBalance balance)
    {
        var values = balance.Values;
        if (values is null || assets.ToToken(balance.Asset ?? values.AssetInfo?.Asset) is not { } token)
            return null;
        var raw = values.Amount?.ToBaseUnits(0);
        var amount = values.AmountScaled ?? (raw is { } units && token.Decimals is { } decimals ? NeptuneAmount.Scale(units, decimals) : null);
        if (raw is null && amount is null)
            return null;

        var value = values.Extra?.Value;
        var price = value?.Price?.Price;
        return new TokenBalance
        {
            Wallet = wallet,
            Token = token,
            Account = _account,
            Amount = amount,
            RawAmount = raw,
            PriceUsd = price,
            ValueUsd = value?.Amount ?? amount * price,
            Display = values.Extra?.Text?.Amount is { } text ? new DisplayText(text, value?.Extra?.Text?.Price, value?.Extra?.Text?.Amount) : null,
            Source = new Source(NeptuneProvider.Id, fetchedAt, value?.Price?.LastUpdatedAt),
        };
    }

    /// <summary>Null where Neptune states no sum.</summary>
    public ReportedTotals? ToReported(NeptuneWireWallet from) =>
        from.TotalValue is { } total ? new ReportedTotals { Source = new Source(NeptuneProvider.Id, fetchedAt), TotalUsd = total } : null;
}
