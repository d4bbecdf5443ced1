namespace PortfolioGraph.Gateway.Access;

/// <summary>A key that callers may have. The key itself is not known here, only its hash.</summary>
/// <param name="Name">For the operator: in the audit log, never in an answer.</param>
/// <param name="Sha256">The hash of the key's UTF-8 bytes. Keys are random, so that a hash without salt is enough.</param>
/// <param name="Wallets">What it may ask for; null is every wallet.</param>
/// <param name="Requests">What is left of its requests of a minute; null is no limit.</param>
/// <param name="Cost">What is left of its cost of a minute; null is no limit.</param>
internal sealed record AccessKey(string Name, byte[] Sha256, WalletScope? Wallets, MinuteBudget? Requests, MinuteBudget? Cost);
