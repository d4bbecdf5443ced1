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

    private const string V5 = "/api/v5/wallet/asset/";
    private const string V6 = "/api/v6/dex/balance/";

    /// <summary>Risk tokens come too: they are shown, and left out of totals, by us.</summary>
    private const string Everything = "1";

    public static OkxCall<OkxTokenAssets> AllBalances(OkxApiVersion version, string address, IEnumerable<string> chains)
    {
        var query = $"all-token-balances-by-address?address={Uri.EscapeDataString(address)}&chains={string.Join(',', chains)}";
        return version == OkxApiVersion.V6
            ? new OkxCall<OkxTokenAssets>($"{V6}{query}&excludeRiskToken={Everything}")
            : new OkxCall<OkxTokenAssets>($"{V5}{query}&filter={Everything}");
    }

    public static OkxCall<OkxTokenAssets> AllAccountBalances(string accountId) =>
        new($"{V5}wallet-all-token-balances?accountId={Uri.EscapeDataString(accountId)}&filter={Everything}");

    /// <param name="tokens">By chain number and address, at most <see cref="MaxTokens"/>.</param>
    public static OkxCall<OkxTokenAssets> Balances(OkxApiVersion version, string address, IEnumerable<(string Chain, string Address)> tokens) =>
        version == OkxApiVersion.V6
            ? TokenBalances($"{V6}token-balances-by-address", new OkxTokenBalancesRequest(
                [.. tokens.Select(t => new OkxTokenRequest(t.Chain, TokenContractAddress: t.Address))]) { Address = address, ExcludeRiskToken = Everything })
            : TokenBalances($"{V5}token-balances-by-address", new OkxTokenBalancesRequest(V5Tokens(tokens)) { Address = address, Filter = Everything });

    /// <inheritdoc cref="Balances"/>
    public static OkxCall<OkxTokenAssets> AccountBalances(string accountId, IEnumerable<(string Chain, string Address)> tokens) =>
        TokenBalances($"{V5}token-balances", new OkxTokenBalancesRequest(V5Tokens(tokens)) { AccountId = accountId });

    /// <param name="wallets">Of one address family, at most <see cref="MaxAddresses"/>, no address twice.</param>
    public static OkxCall<OkxPlatformList> PlatformList(IReadOnlyCollection<OkxScope> wallets) =>
        new("/api/v5/defi/user/asset/platform/list", OkxAddressLists.Together(wallets));

    /// <inheritdoc cref="PlatformList"/>
    public static OkxCall<OkxPlatformDetail> PlatformDetail(string platform, IReadOnlyCollection<OkxScope> wallets) =>
        new("/api/v5/defi/user/asset/platform/detail", OkxAddressLists.OneByOne(platform, wallets));

    public static OkxCall<OkxInvestment> Investment(OkxInvestmentRequest request) =>
        new("/api/v5/defi/user/investment/asset-detail", JsonSerializer.SerializeToUtf8Bytes(request, OkxJson.Default.OkxInvestmentRequest));

    public static OkxCall<OkxSupportedChain> SupportedChains(OkxApiVersion version) =>
        new(version == OkxApiVersion.V6 ? $"{V6}supported/chain" : "/api/v5/wallet/chain/supported-chains");

    private static OkxCall<OkxTokenAssets> TokenBalances(string path, OkxTokenBalancesRequest request) =>
        new(path, JsonSerializer.SerializeToUtf8Bytes(request, OkxJson.Default.OkxTokenBalancesRequest));

    private static OkxTokenRequest[] V5Tokens(IEnumerable<(string Chain, string Address)> tokens) =>
        [.. tokens.Select(t => new OkxTokenRequest(t.Chain, TokenAddress: t.Address))];
}
