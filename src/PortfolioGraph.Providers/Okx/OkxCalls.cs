using System.Text.Json;

namespace PortfolioGraph.Providers.Okx;

/// <summary>The calls that are made, and their limits.</summary>
internal static class OkxCalls
{
    /// <summary>The most addresses of one <c>platform/list</c> or <c>platform/detail</c>.</summary>
    public const int MaxAddresses = 50;

    /// <summary>The most chains of one call for all balances.</summary>
    public const int MaxChains = 50;

    /// <summary>The most tokens of one call for single balances.</summary>
    public const int MaxTokens = 20;

    /// <summary>Risk tokens come too: they are shown, and left out of totals, by us.</summary>
    private const string Everything = "1";

    public static OkxCall<OkxTokenAssets> AllBalances(OkxApiVersion version, string address, IEnumerable<string> chains)
    {
        var filter = version == OkxApiVersion.V6 ? "excludeRiskToken" : "filter";
        return new OkxCall<OkxTokenAssets>(
            $"{OkxEndpoint.AllBalances.Path(version)}?address={Uri.EscapeDataString(address)}"
            + $"&chains={string.Join(',', chains)}&{filter}={Everything}");
    }

    public static OkxCall<OkxTokenAssets> AllAccountBalances(string accountId) =>
        new($"{OkxEndpoint.AllAccountBalances.V5}?accountId={Uri.EscapeDataString(accountId)}&filter={Everything}");

    /// <param name="tokens">By chain number and address, at most <see cref="MaxTokens"/>.</param>
    public static OkxCall<OkxTokenAssets> Balances(OkxApiVersion version, string address, IEnumerable<(string Chain, string Address)> tokens) =>
        new(OkxEndpoint.Balances.Path(version), version == OkxApiVersion.V6
            ? JsonSerializer.SerializeToUtf8Bytes(
                new OkxTokenBalancesRequestV6(address, [.. tokens.Select(t => new OkxTokenRequestV6(t.Chain, t.Address))], Everything),
                OkxJson.Default.OkxTokenBalancesRequestV6)
            : Body(new OkxTokenBalancesRequest(Tokens(tokens)) { Address = address, Filter = Everything }));

    /// <inheritdoc cref="Balances"/>
    public static OkxCall<OkxTokenAssets> AccountBalances(string accountId, IEnumerable<(string Chain, string Address)> tokens) =>
        new(OkxEndpoint.AccountBalances.V5, Body(new OkxTokenBalancesRequest(Tokens(tokens)) { AccountId = accountId }));

    /// <param name="wallets">Of one address family, at most <see cref="MaxAddresses"/>, no address twice; by version 6 one.</param>
    public static OkxCall<OkxPlatformList> PlatformList(OkxApiVersion version, IReadOnlyCollection<OkxScope> wallets) =>
        new(OkxEndpoint.PlatformList.Path(version), OkxAddressLists.Together(version, wallets));

    /// <inheritdoc cref="PlatformList"/>
    public static OkxCall<OkxPlatformDetail> PlatformDetail(
        OkxApiVersion version, string platform, IReadOnlyCollection<OkxScope> wallets) =>
        new(OkxEndpoint.PlatformDetail.Path(version), version == OkxApiVersion.V6
            ? OkxAddressLists.OnPlatform(platform, wallets)
            : OkxAddressLists.OneByOne(platform, wallets));

    public static OkxCall<OkxInvestment> Investment(OkxInvestmentRequest request) =>
        new(OkxEndpoint.Investment.V5, JsonSerializer.SerializeToUtf8Bytes(request, OkxJson.Default.OkxInvestmentRequest));

    public static OkxCall<OkxSupportedChain> SupportedChains(OkxApiVersion version) => new(OkxEndpoint.SupportedChains.Path(version));

    private static byte[] Body(OkxTokenBalancesRequest request) =>
        JsonSerializer.SerializeToUtf8Bytes(request, OkxJson.Default.OkxTokenBalancesRequest);

    private static OkxTokenRequest[] Tokens(IEnumerable<(string Chain, string Address)> tokens) =>
        [.. tokens.Select(t => new OkxTokenRequest(t.Chain, t.Address))];
}
