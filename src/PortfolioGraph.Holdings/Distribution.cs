using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Networks;
using PortfolioGraph.Holdings.Numbers;

namespace PortfolioGraph.Holdings;

/// <summary>The part of a sum that lies on one network or account.</summary>
public sealed record Distribution(Network? Network, AccountId? Account, BigDecimal Amount);
