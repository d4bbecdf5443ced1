namespace PortfolioGraph.Providers.Okx;

/// <summary>Body of <c>asset-detail</c>. What is null is left out.</summary>
internal sealed record OkxInvestmentRequest(string Address, string? ChainId, string? InvestmentId, string? PoolId, string? FarmInvestmentId);

/// <summary>Body of the calls for single tokens: of an account, or of an address, which also takes a filter.</summary>
internal sealed record OkxTokenBalancesRequest(OkxTokenRequest[] TokenAddresses)
{
    public string? AccountId { get; init; }

    public string? Address { get; init; }

    public string? Filter { get; init; }
}

/// <summary>A token by chain and address, which is empty for the native one.</summary>
internal sealed record OkxTokenRequest(string ChainIndex, string TokenAddress);

/// <summary>The same of version 6, which renames both.</summary>
/// <param name="ExcludeRiskToken">"1" lets risk tokens through. A string, unlike in its call for a total.</param>
internal sealed record OkxTokenBalancesRequestV6(string Address, OkxTokenRequestV6[] TokenContractAddresses, string ExcludeRiskToken);

/// <inheritdoc cref="OkxTokenRequest"/>
internal sealed record OkxTokenRequestV6(string ChainIndex, string TokenContractAddress);
