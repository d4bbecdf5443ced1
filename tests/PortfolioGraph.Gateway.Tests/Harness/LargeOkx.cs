using System.Collections.Concurrent;
using System.Numerics;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PortfolioGraph.Gateway.Tests.Harness;

/// <summary>An OKX of wallets that hold much: every one has 55 tokens on five chains, and three positions on each of four platforms.</summary>
internal sealed class LargeOkx : IAsyncDisposable
{
    public const int Platforms = 4;

    private const int Tokens = 55;
    private const int PositionsOnPlatform = 3;
    private const string PositionChain = "42161";

    private static readonly string[] Chains = ["1", "10", "56", "137", "42161"];

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<string> _calls = new();
    private readonly ILookup<string, Balance> _balances;
    private readonly ILookup<string, Position> _positions;

    private LargeOkx(WebApplication app, int wallets)
    {
        _app = app;
        var tokens = Enumerable.Range(0, Tokens).Select(i => new Token(Chains[i % Chains.Length], i)).ToArray();
        Balances = [.. from wallet in Enumerable.Range(0, wallets) from token in tokens select new Balance(wallet, token)];
        Positions =
        [
            .. from wallet in Enumerable.Range(0, wallets)
               from platform in Enumerable.Range(0, Platforms)
               from ordinal in Enumerable.Range(0, PositionsOnPlatform)
               select new Position(wallet, platform, ordinal),
        ];
        _balances = Balances.ToLookup(b => Address(b.Wallet));
        _positions = Positions.ToLookup(p => Address(p.Wallet));
    }

    public string Url => _app.Urls.First();

    public IReadOnlyList<Balance> Balances { get; }

    public IReadOnlyList<Position> Positions { get; }

    /// <summary>Every request that came in, with its query and body.</summary>
    public IReadOnlyList<string> Calls => [.. _calls];

    public static string Address(int wallet) => $"0x{wallet + 0x5000:x40}";

    public static async Task<LargeOkx> StartAsync(int wallets)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var okx = new LargeOkx(app, wallets);
        app.Run(okx.AnswerAsync);
        await app.StartAsync();
        return okx;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        _calls.Enqueue($"{context.Request.Path}{context.Request.QueryString} {body}");
        object data = context.Request.Path.Value!.Split('/')[^1] switch
        {
            "list" => PlatformList(Asked(body)),
            "detail" => PlatformDetail(Asked(body), body),
            "all-token-balances-by-address" => new[] { new { tokenAssets = TokenAssets(context.Request.Query["address"]!) } },
            var other => throw new InvalidOperationException($"{other} is not to be asked for"),
        };
        await context.Response.WriteAsJsonAsync(new { code = "0", msg = "", data }, context.RequestAborted);
    }

    private IEnumerable<object> TokenAssets(string address) => _balances[address].Select(b => new
    {
        chainIndex = b.Token.Chain,
        tokenAddress = b.Token.Address,
        symbol = $"T{b.Token.Ordinal}",
        balance = b.Amount.ToString(),
        rawBalance = b.Amount.Units.ToString(),
        tokenPrice = b.Token.Price?.ToString() ?? "",
        tokenType = "1",
        isRiskToken = b.Token.IsRisk,
    });

    private object PlatformList(string[] addresses) => new
    {
        walletIdPlatformList = addresses.Select(address => new
        {
            walletId = address,
            platformList = Enumerable.Range(0, Platforms).Select(platform => new
            {
                platformName = $"Platform {platform}",
                analysisPlatformId = Code(platform),
                currencyAmount = ValueOf(address, platform),
                investmentCount = PositionsOnPlatform,
                networkBalanceVoList = new[] { new { network = "ARB", chainId = PositionChain, currencyAmount = ValueOf(address, platform) } },
            }),
        }),
        lpTokenAddressList = Balances.Select(b => b.Token).Distinct().Where(t => t.IsReceipt).Select(t => new { chainId = t.Chain, tokenAddress = t.Address }),
    };

    private object PlatformDetail(string[] addresses, string body) => new
    {
        walletIdPlatformDetailList = addresses.Select(address => new
        {
            accountId = address,
            networkHoldVoList = new[]
            {
                new
                {
                    network = "ARB",
                    chainId = PositionChain,
                    investTokenBalanceVoList = _positions[address].Where(p => body.Contains($"\"{Code(p.Platform)}\"", StringComparison.Ordinal)).Select(p => new
                    {
                        investmentName = p.Name,
                        investmentId = $"{Code(p.Platform)}{p.Ordinal}",
                        investType = "1",
                        totalValue = p.Value.ToString(),
                        assetsTokenList = new[] { Asset("A", p.Supplied), Asset("B", p.Debt) },
                    }),
                },
            },
        }),
    };

    private static object Asset(string symbol, Exact value) => new
    {
        tokenSymbol = symbol, tokenAddress = $"0x{(int)symbol[0]:x40}", tokenPrecision = "18", coinAmount = value.ToString(), currencyAmount = value.ToString(),
    };

    private string ValueOf(string address, int platform) =>
        _positions[address].Where(p => p.Platform == platform).Aggregate(Exact.Zero, (sum, p) => sum + p.Value).ToString();

    // Every wallet comes once a chain.
    private static string[] Asked(string body)
    {
        using var document = JsonDocument.Parse(body);
        var lists = document.RootElement.TryGetProperty("accountIdInfoList", out var infos) ? infos.EnumerateArray().ToArray() : [document.RootElement];
        return [.. lists.SelectMany(l => l.List("walletAddressList")).Select(a => a.Text("walletAddress")!).Distinct()];
    }

    private static string Code(int platform) => $"{platform + 901}";

    /// <summary>Two are risky, two are receipts on the chain of the positions, and three have no price.</summary>
    public sealed record Token(string Chain, int Ordinal)
    {
        public string Address { get; } = $"0x{Ordinal + 0xabc000:x40}";

        public string AssetId => $"eip155:{Chain}/erc20:{Address}";

        public bool IsRisk => Ordinal is 7 or 31;

        public bool IsReceipt => Ordinal is 14 or 44;

        public Exact? Price { get; } = Ordinal is 3 or 23 or 43 ? null : new Exact(BigInteger.Pow(13, Ordinal % 11 + 2) + Ordinal, 12);
    }

    /// <summary>An amount of 18 decimals that all differ, and its value to the last of 30.</summary>
    public sealed record Balance(int Wallet, Token Token)
    {
        public Exact Amount { get; } = new(BigInteger.Pow(11, 15 + (Wallet * 7 + Token.Ordinal) % 6) * (Wallet + 1) + Token.Ordinal + 1, 18);

        public Exact? Value => Token.Price is { } price ? Amount * price : null;
    }

    /// <summary>Something supplied, and every other time something owed.</summary>
    public sealed record Position(int Wallet, int Platform, int Ordinal)
    {
        public string Name => $"Position {Wallet}/{Platform}/{Ordinal}";

        public Exact Supplied { get; } = new(BigInteger.Pow(17, 24) / (Wallet + 2) + Platform * 1000 + Ordinal, 26);

        public Exact Debt { get; } = Ordinal % 2 == 0 ? Exact.Zero : new Exact(-BigInteger.Pow(3, 50) / (Wallet + Platform + 2), 24);

        public Exact Value => Supplied + Debt;
    }
}
