using Microsoft.IdentityModel.JsonWebTokens;

namespace PortfolioGraph.Gateway.Access;

/// <summary>What somebody who is let in may do.</summary>
/// <param name="Name">For the operator: in the audit log, never in an answer.</param>
/// <param name="Wallets">What it may ask for; null is every wallet.</param>
/// <param name="Requests">What is left of its requests of a minute; null is no limit.</param>
/// <param name="Cost">What is left of its cost of a minute; null is no limit.</param>
internal record Grant(string Name, WalletScope? Wallets, MinuteBudget? Requests, MinuteBudget? Cost)
{
    /// <summary>What it was granted for, where that is a token: what it grants later is found out anew.</summary>
    public JsonWebToken? Token { get; init; }
}
