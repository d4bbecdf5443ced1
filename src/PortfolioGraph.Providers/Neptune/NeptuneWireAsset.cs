using PortfolioGraph.Holdings.Numbers;

namespace PortfolioGraph.Providers.Neptune;

/// <summary>Names an asset: <c>native;inj</c>, <c>token;inj1…</c>. The id is group and key with a semicolon between.</summary>
internal sealed record NeptuneWireAsset(string? Id, string? Group, string? GroupKey);

internal sealed record NeptuneWireAssetInfo(NeptuneWireAsset? Asset, NeptuneWireClassification? Classification, NeptuneWireMetadata? Metadata);

/// <param name="Kind"><c>regular</c>, <c>neptune_receipt_token</c>, <c>liquid_staking_token</c>.</param>
/// <param name="NeptuneReceiptAsset">Of a regular asset: what Neptune hands out to those who lend it.</param>
/// <param name="OriginAsset">Of the others: what they are a claim on.</param>
internal sealed record NeptuneWireClassification(string? Kind, NeptuneWireAsset? NeptuneReceiptAsset, NeptuneWireAsset? OriginAsset);

internal sealed record NeptuneWireMetadata(string? Name, string? Symbol, string? SymbolDenom, BigDecimal? DecimalsDenom, BigDecimal? DecimalsDisplay);
