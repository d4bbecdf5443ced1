using System.Diagnostics.CodeAnalysis;
using PortfolioGraph.Holdings.Accounting;
using PortfolioGraph.Holdings.Addresses;
using PortfolioGraph.Holdings.Wallets;

namespace PortfolioGraph.Gateway.Graph.Ids;

/// <summary>Reads <see cref="WalletKey.Text"/> back. What does not pass the checks of an input does not pass here.</summary>
internal static class WalletKeyText
{
    public static bool TryParse(string text, [NotNullWhen(true)] out WalletKey? key)
    {
        if (WalletKey.TryParse(text, out key) && !Passes(key)) key = null;
        return key is not null;
    }

    /// <summary>The wallet of a row, by its key.</summary>
    public static bool TryReadRow(string key, [NotNullWhen(true)] out WalletKey? wallet)
    {
        if (HoldingKeys.TryReadWallet(key, out wallet) && !Passes(wallet)) wallet = null;
        return wallet is not null;
    }

    private static bool Passes(WalletKey key)
    {
        if (key.Kind != WalletKind.Address) return !string.IsNullOrWhiteSpace(key.Value);
        var check = key.Networks is { } networks ? AddressValidator.Check(key.Value, networks[0]) : AddressValidator.Check(key.Value);
        return check.IsValid && check.Canonical == key.Value && check.FirstForeign(key.Networks ?? []) is null;
    }
}
