namespace PortfolioGraph.Providers.Okx;

/// <summary>Body of <c>platform/list</c>.</summary>
internal sealed record OkxPlatformListRequest(OkxChainAddress[] WalletAddressList);

/// <summary>Body of <c>platform/detail</c>: one element of the list a wallet.</summary>
internal sealed record OkxPlatformDetailRequest(string AnalysisPlatformId, OkxPlatformListRequest[] AccountIdInfoList);

/// <summary>An address on a chain.</summary>
internal sealed record OkxChainAddress(string ChainId, string WalletAddress);

/// <summary>Body of <c>asset-detail</c>. What is null is left out.</summary>
internal sealed record OkxInvestmentRequest(string Address, string? ChainId, string? InvestmentId, string? PoolId, string? FarmInvestmentId);

/// <summary>Body of the calls for single tokens: of an account, or of an address, which also takes a filter.</summary>
internal sealed record OkxTokenBalancesRequest(OkxTokenRequest[] TokenAddresses)
{
    public string? AccountId { get; init; }

    public string? Address { get; init; }

    public string? Filter { get; init; }

    /// <summary>Version 6's filter: "1" lets risk tokens through.</summary>
    public string? ExcludeRiskToken { get; init; }
}

/// <summary>A token by chain and address, which is empty for the native one. Version 6 renames the address.</summary>
internal sealed record OkxTokenRequest(string ChainIndex, string? TokenAddress = null, string? TokenContractAddress = null);
