using System.Numerics;
using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Networks;
using PortfolioGraph.Holdings.Numbers;
using PortfolioGraph.Holdings.Positions;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Holdings.Tokens;
using PortfolioGraph.Holdings.Wallets;

namespace PortfolioGraph.Holdings;

/// <summary>How much of a token a wallet holds, as one provider says.</summary>
public sealed record TokenBalance
{
    public required WalletKey Wallet { get; init; }

    public required Token Token { get; init; }

    public Network? Network => Token.Network;

    /// <summary>The account that holds it, where the provider names one.</summary>
    public AccountId? Account { get; init; }

    /// <summary>In the token's standard unit; null where the provider gives base units only and no decimals.</summary>
    public BigDecimal? Amount { get; init; }

    /// <summary>In base units; null where the provider gives none.</summary>
    public BigInteger? RawAmount { get; init; }

    /// <summary>USD for one unit; null is unknown, zero is a price.</summary>
    public BigDecimal? PriceUsd { get; init; }

    /// <summary>The value as the provider states it, else amount × price in full; null where either is unknown.</summary>
    public BigDecimal? ValueUsd { get; init; }

    /// <summary>Percent, as the provider states it.</summary>
    public BigDecimal? SharePercent { get; init; }

    /// <summary>Flagged by the provider as a risky airdrop: in no total.</summary>
    public bool IsRisk { get; init; }

    public Performance? Performance { get; init; }

    /// <summary>The parts of a sum that a custodian reports over several networks or addresses.</summary>
    public IReadOnlyList<Distribution> Distribution { get; init; } = [];

    /// <summary>The provider's own text for people, where it was asked for and given.</summary>
    public DisplayText? Display { get; init; }

    public required Source Source { get; init; }
}
