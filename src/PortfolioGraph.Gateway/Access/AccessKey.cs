namespace PortfolioGraph.Gateway.Access;

/// <summary>A key that callers may have, and what it lets them do. The key itself is not known here, only its hash.</summary>
/// <param name="Sha256">The hash of the key's UTF-8 bytes. Keys are random, so that a hash without salt is enough.</param>
internal sealed record AccessKey(string Name, byte[] Sha256, WalletScope? Wallets, MinuteBudget? Requests, MinuteBudget? Cost)
    : Grant(Name, Wallets, Requests, Cost)
{
    /// <summary>False where neither its wallets nor that it may ask for all of them is set; it then may.</summary>
    public bool SaysWhichWallets { get; init; } = true;
}
