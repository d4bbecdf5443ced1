using PortfolioGraph.Holdings.Numbers;

namespace PortfolioGraph.Holdings.Tests.Accounting.Reference;

/// <summary>One asset over all wallets.</summary>
internal sealed record ReferenceAsset(
    string Id, BigDecimal Amount, BigDecimal? Price, BigDecimal? Value, BigDecimal? Share, IReadOnlyList<Row> Rows);
