using System.Text.Json;
using PortfolioGraph.Holdings;
using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Holdings.Wallets;
using PortfolioGraph.Providers.Okx;
using PortfolioGraph.Tests.Shared;

namespace PortfolioGraph.Providers.Tests.Okx;

/// <summary>A provider whose OKX is a function of the request.</summary>
internal sealed class OkxHarness
{
    public const string List = "/api/v5/defi/user/asset/platform/list";
    public const string Detail = "/api/v5/defi/user/asset/platform/detail";
    public const string Investment = "/api/v5/defi/user/investment/asset-detail";
    public const string AllByAddress = "/api/v5/wallet/asset/all-token-balances-by-address";
    public const string AllByAccount = "/api/v5/wallet/asset/wallet-all-token-balances";
    public const string SomeByAddress = "/api/v5/wallet/asset/token-balances-by-address";
    public const string SomeByAccount = "/api/v5/wallet/asset/token-balances";

    public static readonly DateTimeOffset Now = new(2024, 5, 1, 12, 0, 0, TimeSpan.Zero);

    public OkxHarness(Func<SentRequest, HttpResponseMessage> answer, Action<OkxOptions>? configure = null)
    {
        Http = new StubHttp(answer);
        var options = Options();
        configure?.Invoke(options);
        Provider = new OkxProvider(options, ProviderMode.Live, Http.Invoker(), Time);
    }

    public OkxHarness(Func<SentRequest, string> answer)
        : this(sent => StubHttp.Json(answer(sent)))
    {
    }

    public ManualTime Time { get; } = new(Now);

    public StubHttp Http { get; }

    public OkxProvider Provider { get; }

    public static OkxOptions Options() => new()
    {
        BaseUrl = "https://okx.example",
        ApiKey = "the-api-key",
        SecretKey = "the-secret-key",
        Passphrase = "the-passphrase",
        ProjectId = "the-project",
    };

    public static WalletKey Evm(int number, params string[] networks) =>
        WalletKey.ForAddress($"0x{number:x40}", ChainFamily.Evm, networks.Length == 0 ? null : networks.Select(ChainId.Parse));

    public static WalletKey Solana(params string[] networks) =>
        WalletKey.ForAddress("EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v", ChainFamily.Solana, networks.Length == 0 ? null : networks.Select(ChainId.Parse));

    public async Task<IReadOnlyList<WalletAnswer>> LoadAsync(HoldingsNeeds needs, params WalletKey[] wallets) =>
        await Provider.LoadAsync([.. wallets.Select(w => new WalletRequest(w, needs))], CancellationToken.None);

    public async Task<WalletAnswer> LoadOneAsync(HoldingsNeeds needs, WalletKey wallet) => (await LoadAsync(needs, wallet))[0];

    /// <summary>Calls of this path.</summary>
    public IReadOnlyList<SentRequest> Calls(string path) => [.. Http.Sent.Where(s => s.Path == path)];

    /// <summary>The distinct addresses of a list or detail call, in order.</summary>
    public static string[] AddressesOf(SentRequest sent)
    {
        using var body = JsonDocument.Parse(sent.Body);
        var lists = body.RootElement.TryGetProperty("accountIdInfoList", out var accounts) ? accounts.EnumerateArray().ToArray() : [body.RootElement];
        return [.. lists.SelectMany(l => l.GetProperty("walletAddressList").EnumerateArray()).Select(a => a.GetProperty("walletAddress").GetString()!).Distinct()];
    }

    public static SourceReport ReportOf(WalletAnswer answer, Capability capability) => answer.Sources.Single(s => s.Capability == capability);
}
