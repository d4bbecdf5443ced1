using PortfolioGraph.Holdings.Numbers;
using PortfolioGraph.Holdings.Positions;

namespace PortfolioGraph.Holdings.Accounting;

/// <summary>A known value as what is owned (zero or positive) and what is owed (zero or negative).</summary>
internal readonly record struct Worth(BigDecimal Assets, BigDecimal Debts)
{
    private const string Usd = "USD";

    public BigDecimal Value => Assets + Debts;

    public static Worth? Of(TokenBalance balance) => Of(balance.ValueUsd, null);

    public static Worth? Of(Position position) => Of(position.ValueUsd, (position as DefiPosition)?.DebtUsd);

    /// <summary>Dollars count as they are. Other money has no price here.</summary>
    public static Worth? Of(CashBalance cash) => cash.Currency.Equals(Usd, StringComparison.OrdinalIgnoreCase) ? Of(cash.Amount, null) : null;

    /// <summary>The net value stands, whatever the debt: what a provider states as debt can't make the assets negative.</summary>
    private static Worth? Of(BigDecimal? net, BigDecimal? debt)
    {
        if (net is not { } value)
            return null;
        var assets = debt is { Sign: < 0 } owed ? value - owed : value;
        if (assets.Sign < 0)
            assets = BigDecimal.Zero;
        // No debt is plain zero, not one with the scale of the value.
        return new Worth(assets, value == assets ? BigDecimal.Zero : value - assets);
    }
}
