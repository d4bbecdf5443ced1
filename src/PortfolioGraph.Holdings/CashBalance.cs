using PortfolioGraph.Holdings.Numbers;
using PortfolioGraph.Holdings.Sources;

namespace PortfolioGraph.Holdings;

/// <summary>Fiat money at a broker or exchange. Negative is debt.</summary>
/// <param name="Currency">ISO 4217, as the provider gives it.</param>
public sealed record CashBalance(string Currency, BigDecimal Amount, BigDecimal? BuyingPower, Source Source);
