using System.Text.Json.Serialization;
using PortfolioGraph.Holdings.Numbers;
using PortfolioGraph.Providers.Http;

namespace PortfolioGraph.Providers.Neptune;

internal sealed record NeptuneWireMarkets(NeptuneWireLend? Lend, NeptuneWireBorrow? Borrow);

internal sealed record NeptuneWireLend
{
    [JsonConverter(typeof(ListJsonConverter<NeptuneWireLendPool>))]
    public IReadOnlyList<NeptuneWireLendPool> AssetPools { get; set => field = WireList.Once(field, value); } = WireList.Absent<NeptuneWireLendPool>();
}

/// <summary>What is lent of one asset, twice: as <paramref name="ReceiptAmounts"/>, and converted into the asset itself.</summary>
internal sealed record NeptuneWireLendPool(NeptuneWireAssetInfo? AssetInfo, NeptuneWireLendAmounts? OriginEquivalent, NeptuneWireLendAmounts? ReceiptAmounts);

/// <summary><c>held</c> is in the wallet, <c>collateralized</c> secures loans; <paramref name="Total"/> is both.</summary>
internal sealed record NeptuneWireLendAmounts(BigDecimal? Total, NeptuneWireExtra<NeptuneWireLendValues>? Extra);

/// <summary>In USD.</summary>
internal sealed record NeptuneWireLendValues(NeptuneWirePrice? Price, BigDecimal? Total);

/// <remarks>Neptune's <c>totals</c> repeat the accounts, and are not read.</remarks>
internal sealed record NeptuneWireBorrow
{
    [JsonConverter(typeof(ListJsonConverter<NeptuneWireAccount>))]
    public IReadOnlyList<NeptuneWireAccount> Accounts { get; set => field = WireList.Once(field, value); } = WireList.Absent<NeptuneWireAccount>();
}

internal sealed record NeptuneWireAccount([property: JsonConverter(typeof(TextJsonConverter))] string? Index, NeptuneWireHealth? Health)
{
    [JsonConverter(typeof(ListJsonConverter<NeptuneWireLoanAsset>))]
    public IReadOnlyList<NeptuneWireLoanAsset> Collaterals { get; set => field = WireList.Once(field, value); } = [];

    [JsonConverter(typeof(ListJsonConverter<NeptuneWireLoanAsset>))]
    public IReadOnlyList<NeptuneWireLoanAsset> Debts { get; set => field = WireList.Once(field, value); } = [];
}

/// <param name="Result">Base health with boost.</param>
internal sealed record NeptuneWireHealth(BigDecimal? Result);

/// <summary>A collateral or a debt. Which amounts it has differs between versions of the API.</summary>
internal sealed record NeptuneWireLoanAsset(
    NeptuneWireAssetInfo? AssetInfo,
    BigDecimal? Amount,
    BigDecimal? Principal,
    BigDecimal? Shares,
    BigDecimal? Debt,
    NeptuneWireExtra<NeptuneWireLoanValues>? Extra);

/// <summary>In USD.</summary>
internal sealed record NeptuneWireLoanValues(NeptuneWirePrice? Price, BigDecimal? Amount, BigDecimal? Principal, BigDecimal? Shares, BigDecimal? Debt);
