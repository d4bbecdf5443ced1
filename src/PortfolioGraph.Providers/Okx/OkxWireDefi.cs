using System.Text.Json.Serialization;
using PortfolioGraph.Holdings.Numbers;
using PortfolioGraph.Providers.Http;

namespace PortfolioGraph.Providers.Okx;

/// <summary><c>data</c> of <c>platform/list</c>.</summary>
internal sealed record OkxPlatformList : IOkxLists
{
    public IReadOnlyList<OkxWalletPlatforms> WalletIdPlatformList { get; set => field = WireList.Once(field, value); } = WireList.Absent<OkxWalletPlatforms>();

    string[] IOkxLists.Names => ["walletIdPlatformList", "lpTokenAddressList"];

    bool IOkxLists.IsAbsent => WireList.IsAbsent(WalletIdPlatformList);

    /// <summary>Receipt and LP contracts whose money is inside the positions. One list for all wallets of the call.</summary>
    public IReadOnlyList<OkxTokenAddress> LpTokenAddressList { get; set => field = WireList.Once(field, value); } = [];

    public DateTimeOffset? UpdateAt { get; set; }

    public string? AssetStatus { get; set; }
}

internal sealed record OkxWalletPlatforms
{
    public IReadOnlyList<OkxPlatform> PlatformList { get; set => field = WireList.Once(field, value); } = WireList.Absent<OkxPlatform>();

    public string? WalletId { get; set; }

    public string? WalletAddress { get; set; }

    public BigDecimal? TotalAssets { get; set; }
}

internal sealed record OkxPlatform
{
    public string? PlatformName { get; set; }

    public string? AnalysisPlatformId { get; set; }

    public string? PlatformLogo { get; set; }

    public string? PlatformUrl { get; set; }

    public BigDecimal? CurrencyAmount { get; set; }

    public bool? IsSupportInvest { get; set; }

    public string? InvestmentCount { get; set; }

    public IReadOnlyList<OkxPlatformNetwork> NetworkBalanceVoList { get; set => field = WireList.Once(field, value); } = [];

    /// <summary>Version 6's name for it.</summary>
    public IReadOnlyList<OkxPlatformNetwork> NetworkBalanceList { get; set => field = WireList.Once(field, value); } = [];
}

internal sealed record OkxPlatformNetwork
{
    public string? Network { get; set; }

    public string? NetworkLogo { get; set; }

    public string? ChainId { get; set; }

    public string? ChainIndex { get; set; }

    public BigDecimal? CurrencyAmount { get; set; }
}

internal sealed record OkxTokenAddress
{
    public string? ChainId { get; set; }

    public string? ChainIndex { get; set; }

    public string? TokenAddress { get; set; }

    public string? TokenContractAddress { get; set; }
}

/// <summary><c>data</c> of <c>platform/detail</c>.</summary>
internal sealed record OkxPlatformDetail : IOkxLists
{
    public IReadOnlyList<OkxWalletDetail> WalletIdPlatformDetailList { get; set => field = WireList.Once(field, value); } = WireList.Absent<OkxWalletDetail>();

    string[] IOkxLists.Names => ["walletIdPlatformDetailList"];

    bool IOkxLists.IsAbsent => WireList.IsAbsent(WalletIdPlatformDetailList);

    public string? PlatformName { get; set; }

    public string? AnalysisPlatformId { get; set; }

    public string? PlatformLogo { get; set; }

    public string? PlatformUrl { get; set; }

    public DateTimeOffset? UpdateAt { get; set; }

    public string? AssetStatus { get; set; }
}

internal sealed record OkxWalletDetail
{
    public string? AccountId { get; set; }

    public string? WalletAddress { get; set; }

    public IReadOnlyList<OkxNetworkHolding> NetworkHoldVoList { get; set => field = WireList.Once(field, value); } = WireList.Absent<OkxNetworkHolding>();
}

internal sealed record OkxNetworkHolding
{
    public string? Network { get; set; }

    public string? ChainId { get; set; }

    public string? ChainIndex { get; set; }

    public IReadOnlyList<OkxInvestment> InvestTokenBalanceVoList { get; set => field = WireList.Once(field, value); } = [];

    /// <summary>Version 6's lending markets.</summary>
    public IReadOnlyList<OkxMarket> InvestMarketTokenBalanceVoList { get; set => field = WireList.Once(field, value); } = [];

    public IReadOnlyList<OkxRewardGroup> AvailableRewards { get; set => field = WireList.Once(field, value); } = [];

    public IReadOnlyList<OkxRewardGroup> AirDropRewardInfo { get; set => field = WireList.Once(field, value); } = [];
}

/// <summary>An item of <c>data</c> of <c>asset-detail</c>, and of a platform's networks.</summary>
internal sealed record OkxInvestment
{
    public string? InvestmentName { get; set; }

    public string? InvestmentId { get; set; }

    public string? InvestmentKey { get; set; }

    public string? SourceInvestmentId { get; set; }

    public string? InvestType { get; set; }

    public string? InvestName { get; set; }

    public IReadOnlyList<OkxDefiToken> AssetsTokenList { get; set => field = WireList.Once(field, value); } = [];

    public IReadOnlyList<OkxRewardGroup> RewardDefiTokenInfo { get; set => field = WireList.Once(field, value); } = [];

    /// <summary>Version 6's positions of concentrated liquidity, one for each token (NFT) that stands for one.</summary>
    public IReadOnlyList<OkxRangedPosition> PositionList { get; set => field = WireList.Once(field, value); } = [];

    public BigDecimal? TotalValue { get; set; }

    public BigDecimal? HealthRate { get; set; }
}

/// <summary>Liquidity that works between two prices.</summary>
internal sealed record OkxRangedPosition
{
    public string? TokenId { get; set; }

    /// <summary>ACTIVE or INACTIVE.</summary>
    public string? PositionStatus { get; set; }

    /// <summary>For people: <c>0.892 – 0.992 USDC/DAI</c>.</summary>
    public string? Range { get; set; }

    public OkxRange? RangeInfo { get; set; }

    public string? PoolAddress { get; set; }

    public IReadOnlyList<OkxDefiToken> AssetsTokenList { get; set => field = WireList.Once(field, value); } = [];

    public IReadOnlyList<OkxFee> UnclaimFeesDefiTokenInfo { get; set => field = WireList.Once(field, value); } = [];

    public BigDecimal? TotalValue { get; set; }
}

internal sealed record OkxRange
{
    public string? TickLower { get; set; }

    public string? TickUpper { get; set; }

    public BigDecimal? LowerPrice { get; set; }

    public BigDecimal? UpperPrice { get; set; }
}

/// <summary>A token of unclaimed fees, or, as rewards are written, a group of them.</summary>
internal sealed record OkxFee : OkxDefiToken
{
    public IReadOnlyList<OkxDefiToken> BaseDefiTokenInfos { get; set => field = WireList.Once(field, value); } = [];
}

/// <summary>What a wallet has lent to and borrowed from one lending market.</summary>
internal sealed record OkxMarket
{
    public string? InvestmentName { get; set; }

    public string? InvestmentId { get; set; }

    public string? InvestType { get; set; }

    public string? InvestName { get; set; }

    public OkxMarketAssets? AssetMap { get; set; }

    public IReadOnlyList<OkxRewardGroup> MarketRewards { get; set => field = WireList.Once(field, value); } = [];

    public BigDecimal? HealthRate { get; set; }

    public BigDecimal? TotalValue { get; set; }
}

internal sealed record OkxMarketAssets
{
    [JsonPropertyName("SUPPLY")]
    public IReadOnlyList<OkxMarketAsset> Supply { get; set => field = WireList.Once(field, value); } = [];

    /// <summary>Owed, in positive numbers.</summary>
    [JsonPropertyName("BORROW")]
    public IReadOnlyList<OkxMarketAsset> Borrow { get; set => field = WireList.Once(field, value); } = [];
}

/// <summary>A token on one side of a lending market, or an investment with its tokens and rewards: both are seen.</summary>
internal sealed record OkxMarketAsset : OkxDefiToken
{
    public string? InvestmentId { get; set; }

    public IReadOnlyList<OkxDefiToken> AssetsTokenList { get; set => field = WireList.Once(field, value); } = [];

    public IReadOnlyList<OkxRewardGroup> RewardDefiTokenInfo { get; set => field = WireList.Once(field, value); } = [];
}

internal sealed record OkxRewardGroup
{
    public IReadOnlyList<OkxDefiToken> BaseDefiTokenInfos { get; set => field = WireList.Once(field, value); } = [];

    public string? RewardType { get; set; }

    public string? ButtonType { get; set; }
}

internal record OkxDefiToken
{
    public string? TokenSymbol { get; set; }

    public string? TokenName { get; set; }

    public string? TokenLogo { get; set; }

    public string? TokenAddress { get; set; }

    public string? TokenContractAddress { get; set; }

    public string? TokenPrecision { get; set; }

    public string? Network { get; set; }

    public string? ChainId { get; set; }

    public string? ChainIndex { get; set; }

    public BigDecimal? CoinAmount { get; set; }

    public BigDecimal? CurrencyAmount { get; set; }

    public string? ButtonType { get; set; }
}
