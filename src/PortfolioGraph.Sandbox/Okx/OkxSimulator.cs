using System.Collections.Frozen;
using System.Text.Json;
using PortfolioGraph.Sandbox.Data;
using PortfolioGraph.Sandbox.Settings;
using PortfolioGraph.Sandbox.Wire;

namespace PortfolioGraph.Sandbox.Okx;

/// <summary>OKX's DeFi and Wallet API: routes, envelopes, and the checks that all calls share.</summary>
internal sealed partial class OkxSimulator : ISimulator
{
    private const int MaxAddresses = 50, MaxChains = 50, MaxTokens = 20;

    private readonly SandboxOptions _options;
    private readonly BalanceSwitches _balances;
    private readonly OkxSigning _signing;
    private readonly FrozenDictionary<string, Route> _routes;

    public OkxSimulator(SandboxOptions options, BalanceSwitches balances)
    {
        _options = options;
        _balances = balances;
        _signing = new OkxSigning(options);
        _routes = new Dictionary<string, Route>
        {
            ["GET /api/v5/public/time"] = new(OkxEnvelope.Wallet, ServerTime),
            ["GET /api/v5/wallet/chain/supported-chains"] = new(OkxEnvelope.Wallet, SupportedChains),
            ["GET /api/v5/wallet/token/token-detail"] = new(OkxEnvelope.Wallet, TokenDetail),
            ["POST /api/v5/wallet/asset/token-balances"] = new(OkxEnvelope.Wallet, AccountTokens, OkxBody.AccountTokens),
            ["POST /api/v5/wallet/asset/token-balances-by-address"] = new(OkxEnvelope.Wallet, AddressTokens, OkxBody.AddressTokens),
            ["GET /api/v5/wallet/asset/all-token-balances-by-address"] = new(OkxEnvelope.Wallet, AllAddressTokens),
            ["GET /api/v5/wallet/asset/wallet-all-token-balances"] = new(OkxEnvelope.Wallet, AllAccountTokens),
            ["GET /api/v5/wallet/asset/total-value"] = new(OkxEnvelope.Wallet, AccountTotal),
            ["GET /api/v5/wallet/asset/total-value-by-address"] = new(OkxEnvelope.Wallet, AddressTotal),
            ["GET /api/v5/waas/wallet/asset/all-token-balances"] = new(OkxEnvelope.Wallet, PagedAccountTokens),
            ["POST /api/v5/defi/user/asset/platform/list"] = new(OkxEnvelope.DefiPlatform, PlatformList, OkxBody.Platforms),
            ["POST /api/v5/defi/user/asset/platform/detail"] = new(OkxEnvelope.DefiPlatform, PlatformDetail, OkxBody.PlatformDetail),
            ["POST /api/v5/defi/user/investment/asset-detail"] = new(OkxEnvelope.Defi, AssetDetail, OkxBody.AssetDetail),
            ["POST /api/v5/defi/user/balance-list"] = new(OkxEnvelope.Defi, BalanceList, OkxBody.BalanceList),
            ["GET /api/v6/dex/balance/supported/chain"] = new(OkxEnvelope.V6, SupportedChains),
            ["GET /api/v6/dex/balance/total-value-by-address"] = new(OkxEnvelope.V6, AddressTotal),
            ["GET /api/v6/dex/balance/all-token-balances-by-address"] = new(OkxEnvelope.V6, AllAddressTokens),
            ["POST /api/v6/dex/balance/token-balances-by-address"] = new(OkxEnvelope.V6, AddressTokens, OkxBody.AddressTokensV6),
            ["POST /api/v6/defi/user/asset/platform/list"] = new(OkxEnvelope.V6, PlatformList, OkxBody.PlatformsV6),
            ["POST /api/v6/defi/user/asset/platform/detail"] = new(OkxEnvelope.V6Number, PlatformDetailV6, OkxBody.PlatformDetailV6),
        }.ToFrozenDictionary();
    }

    public string Provider => "okx";

    public Reply Answer(WireRequest request)
    {
        if (Find(request) is not { } route)
        {
            return Json.Reply(404, w =>
            {
                w.WriteStartObject();
                w.WriteNumber("code", 1);
                w.WriteString("msg", "error");
                w.WriteEndObject();
            });
        }

        if (request.Path != "/api/v5/public/time" && _signing.Check(request) is { } refused)
            return Failure(route.Envelope, refused);

        var body = default(JsonElement);
        if (request.Method == "POST")
        {
            if (Json.Object(request.Body) is not { } sent)
                return Failure(route.Envelope, new OkxError(IsDefi(request) ? 84000 : 51000, "Parameter error"));
            body = sent;
            if (route.Body?.FirstWrong(body) is { } wrong)
                return Failure(route.Envelope, new OkxError(IsDefi(request) ? 84000 : 51000, $"Parameter {wrong} error"));
            if (Example(request.Path, body) is { } recorded)
                return new Reply(200, recorded);
        }

        OkxError? error = null;
        var reply = Json.Reply(200, w =>
        {
            w.Open(route.Envelope);
            error = route.Handle(new Call(request, body, w));
            // A handler fails before it writes; the half-open envelope is thrown away with the buffer.
            if (error is null)
                w.Close(route.Envelope);
        });
        return error is null ? reply : Failure(route.Envelope, error);
    }

    public Reply Fail(WireRequest request, string code, string? message)
    {
        var error = OkxError.Injected(int.TryParse(code, out var number) ? number : 1);
        error = message is null ? error : error with { Message = message };
        return Failure(Find(request)?.Envelope ?? OkxEnvelope.Wallet, error) with { Status = 200 };
    }

    public bool AsksFor(WireRequest request, IReadOnlyList<string> chains)
    {
        if (request.Parameter("chains") is { } list)
            return list.Split(',', StringSplitOptions.TrimEntries).Intersect(chains).Any();
        return Json.Object(request.Body) is { } body && ChainsIn(body).Intersect(chains).Any();
    }

    /// <summary>Every chain that a body names, wherever it does.</summary>
    private static IEnumerable<string> ChainsIn(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member =>
            member.Name is "chainId" or "chainIndex" ? [member.Value.ToString()] : ChainsIn(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(ChainsIn),
        _ => [],
    };

    private Route? Find(WireRequest request) => _routes.GetValueOrDefault($"{request.Method} {request.Path}");

    private static bool IsDefi(WireRequest request) => request.Path.Contains("/defi/", StringComparison.Ordinal);

    private static Reply Failure(OkxEnvelope envelope, OkxError error) => Json.Reply(error.Status, w => w.Failure(envelope, error));

    /// <summary>The two requests of the documents whose answers are printed there.</summary>
    private static byte[]? Example(string path, JsonElement body)
    {
        switch (path)
        {
            case "/api/v5/defi/user/investment/asset-detail" when Owner(body.Text("address")) == OkxHoldings.ExampleInvestor:
                return (body.Text("investmentId"), body.Text("chainId")) is ("15299", "137" or null) or ("21670", "42161" or null)
                    ? Recorded.OkxAssetDetail
                    : null;
            case "/api/v5/wallet/asset/token-balances" when body.Text("accountId") == OkxHoldings.ExampleAccount:
                var asked = body.Items("tokenAddresses").Select(t => (t.Text("chainIndex"), t.Text("tokenAddress"))).ToArray();
                return asked is [("1", null), ("0", "btc-brc20-psat")] ? Recorded.OkxTokenBalances : null;
            default:
                return null;
        }
    }

    private static string? Owner(string? address) => address is null ? null : Address.Canonical(address);

    /// <summary>The chains of a <c>chains</c> parameter; null where there is none.</summary>
    private static OkxError? ReadChains(string? list, out List<Chain>? chains)
    {
        chains = null;
        if (list is null)
            return null;
        var names = list.Split(',', StringSplitOptions.TrimEntries);
        if (names.Length > MaxChains)
            return OkxError.Bad("chains");
        chains = [];
        foreach (var name in names)
        {
            if (Chain.Find(name) is not { } chain)
                return OkxError.ChainUnknown;
            chains.Add(chain);
        }
        return null;
    }

    private sealed record Route(OkxEnvelope Envelope, Func<Call, OkxError?> Handle, OkxBody? Body = null);

    /// <summary>A call that has been let in, and the place for its data.</summary>
    private sealed record Call(WireRequest Request, JsonElement Body, Utf8JsonWriter Writer)
    {
        public bool IsV6 => Request.Path.StartsWith("/api/v6/", StringComparison.Ordinal);
    }
}
