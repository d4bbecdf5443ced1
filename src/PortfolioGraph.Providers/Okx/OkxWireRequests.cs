namespace PortfolioGraph.Providers.Okx;

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
