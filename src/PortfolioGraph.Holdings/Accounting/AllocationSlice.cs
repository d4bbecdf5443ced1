using PortfolioGraph.Holdings.Numbers;

namespace PortfolioGraph.Holdings.Accounting;

/// <summary>A share of the assets.</summary>
/// <param name="Key">Unique in its dimension; <see cref="Allocation.NoKey"/> for what has none.</param>
/// <param name="Label">For people.</param>
/// <param name="ValueUsd">Above zero.</param>
/// <param name="Percent">The percents of all slices add up to 100 exactly.</param>
public sealed record AllocationSlice(string Key, string Label, BigDecimal ValueUsd, BigDecimal Percent) : ILedgerReader;
