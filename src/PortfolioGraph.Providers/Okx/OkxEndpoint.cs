namespace PortfolioGraph.Providers.Okx;

/// <summary>One thing that OKX can be asked for, and the path of each version that has it.</summary>
/// <param name="V6">Null where version 6 has nothing of the kind.</param>
/// <param name="LackingInV6">What version 6 does not have then, for people.</param>
internal sealed record OkxEndpoint(string V5, string? V6, string LackingInV6 = "")
{
    private const string Wallet5 = "/api/v5/wallet/asset/";
    private const string Balance6 = "/api/v6/dex/balance/";
    private const string Defi = "/defi/user/asset/platform/";

    public static readonly OkxEndpoint AllBalances =
        new(Wallet5 + "all-token-balances-by-address", Balance6 + "all-token-balances-by-address");

    public static readonly OkxEndpoint Balances = new(Wallet5 + "token-balances-by-address", Balance6 + "token-balances-by-address");

    public static readonly OkxEndpoint Inscriptions = Balances with { V6 = null, LackingInV6 = "inscriptions" };

    public static readonly OkxEndpoint AllAccountBalances = new(Wallet5 + "wallet-all-token-balances", null, "calls for OKX accounts");

    public static readonly OkxEndpoint AccountBalances = new(Wallet5 + "token-balances", null, "calls for OKX accounts");

    public static readonly OkxEndpoint PlatformList = new($"/api/v5{Defi}list", $"/api/v6{Defi}list");

    public static readonly OkxEndpoint PlatformDetail = new($"/api/v5{Defi}detail", $"/api/v6{Defi}detail");

    /// <summary>Version 6 has no such call: an investment is among the positions of its platform.</summary>
    public static readonly OkxEndpoint Investment = new("/api/v5/defi/user/investment/asset-detail", PlatformDetail.V6);

    public static readonly OkxEndpoint PoolInvestment = Investment with { V6 = null, LackingInV6 = "lookup by poolId" };

    public static readonly OkxEndpoint SupportedChains = new("/api/v5/wallet/chain/supported-chains", Balance6 + "supported/chain");

    public string Path(OkxApiVersion version) => version == OkxApiVersion.V6 ? V6! : V5;
}
