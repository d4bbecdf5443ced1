using System.Text.Json.Serialization;
using PortfolioGraph.Holdings.Numbers;
using PortfolioGraph.Providers.Http;

namespace PortfolioGraph.Providers.Neptune;

/// <summary><c>GET /api/v1/users/{address}/wallet/balances</c>, and part of the whole-user call.</summary>
internal sealed record NeptuneWireWallet(BigDecimal? TotalValue)
{
    [JsonConverter(typeof(ListJsonConverter<NeptuneWireBalance>))]
    public IReadOnlyList<NeptuneWireBalance> Balances { get; set => field = WireList.Once(field, value); } = WireList.Absent<NeptuneWireBalance>();
}

/// <summary>One asset; also <c>GET /api/v1/users/{address}/wallet/balance?asset_id=</c>.</summary>
internal sealed record NeptuneWireBalance(NeptuneWireAsset? Asset, NeptuneWireHolding? Values);

/// <param name="Kind"><c>known</c>, or <c>unknown</c> with nothing but an amount.</param>
/// <param name="Amount">In base units.</param>
/// <param name="AmountScaled">In the standard unit.</param>
/// <param name="AssetInfo">What the asset is.</param>
/// <param name="Extra">Texts and value.</param>
internal sealed record NeptuneWireHolding(
    string? Kind,
    BigDecimal? Amount,
    BigDecimal? AmountScaled,
    NeptuneWireAssetInfo? AssetInfo,
    NeptuneWireExtra<NeptuneWireHoldingValue>? Extra);

/// <summary>In USD.</summary>
internal sealed record NeptuneWireHoldingValue(BigDecimal? Amount, NeptuneWirePrice? Price, NeptuneWireValueExtra? Extra);

internal sealed record NeptuneWireValueExtra(NeptuneWireText? Text);
