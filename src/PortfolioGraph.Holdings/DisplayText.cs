namespace PortfolioGraph.Holdings;

/// <summary>Amount, price and value as a person would read them: <c>375.4253 INJ</c>, <c>$2.99</c>, <c>$1,125.65</c>.</summary>
public sealed record DisplayText(string Amount, string? PriceUsd, string? ValueUsd);
