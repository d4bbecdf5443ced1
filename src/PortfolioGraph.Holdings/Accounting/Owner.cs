using PortfolioGraph.Holdings.Numbers;
using PortfolioGraph.Holdings.Wallets;

namespace PortfolioGraph.Holdings.Accounting;

/// <summary>Whose holdings wallets are about: two wallets of one address have the same owner, whichever networks they name.</summary>
internal sealed class Owner(string id)
{
    public string Id { get; } = id;

    /// <summary>Everything counted for the owner, without debts.</summary>
    public BigDecimal AssetsUsd { get; set; }

    /// <summary>
    /// The address itself, so that accounts can be compared with it; else an id that no address has, since none has a blank in it. One Mesh
    /// user is one owner, whatever the offset of the day.
    /// </summary>
    public static string IdOf(WalletKey wallet) => wallet.Kind switch
    {
        WalletKind.Address => wallet.Value,
        WalletKind.OkxAccount => "okx " + wallet.Value,
        _ => "mesh " + wallet.Value,
    };
}
