using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PortfolioGraph.Holdings;
using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Positions;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Holdings.Wallets;
using PortfolioGraph.Providers.Caching;
using PortfolioGraph.Providers.Mesh;
using PortfolioGraph.Providers.Neptune;
using PortfolioGraph.Providers.Okx;
using PortfolioGraph.Providers.Tests.Mesh;
using PortfolioGraph.Providers.Tests.Neptune;
using PortfolioGraph.Providers.Tests.Okx;
using PortfolioGraph.Tests.Shared;

namespace PortfolioGraph.Providers.Tests;

/// <summary>
/// Whatever a body is, nothing throws, everything that was asked for has a report, and an answer that lost something says so. Each recorded body is
/// spoilt in every way at every place.
/// </summary>
public class HostileBodiesTests
{
    private const string Lone = "\\ud83d";
    private static readonly DateTimeOffset Now = new(2024, 5, 1, 12, 0, 0, TimeSpan.Zero);

    private const string OkxTokens = """
        {"code":"0","msg":"success","data":[{"tokenAssets":[
          {"chainIndex":"1","tokenAddress":"0x00000000000000000000000000000000000000a1","symbol":"A","balance":"1.5","rawBalance":"1500000000000000000","tokenPrice":"2000","tokenType":"1","isRiskToken":false},
          {"chainIndex":"1","tokenAddress":"","symbol":"ETH","balance":"2","rawBalance":"","tokenPrice":"10","tokenType":"1","isRiskToken":false}]}]}
        """;

    private const string OkxList = """
        {"code":0,"msg":"","error_code":"0","error_message":"","detailMsg":"","data":{"walletIdPlatformList":[{"platformList":[
          {"platformName":"Ethena","analysisPlatformId":7,"currencyAmount":"100.25","isSupportInvest":true,"investmentCount":1,
           "networkBalanceVoList":[{"network":"ETH","chainId":1,"currencyAmount":"100.25"}]}],"walletId":"@","totalAssets":"100.25"}],
          "lpTokenAddressList":[{"chainId":1,"tokenAddress":"0x00000000000000000000000000000000000000f1"}],"updateAt":1700000000000,"assetStatus":1}}
        """;

    private const string OkxDetail = """
        {"code":0,"msg":"","data":{"walletIdPlatformDetailList":[{"accountId":"@","networkHoldVoList":[{"network":"ETH","chainId":1,
          "investTokenBalanceVoList":[{"investmentName":"Farm","investmentId":"15","investType":"1","totalValue":"100.25",
            "assetsTokenList":[{"tokenSymbol":"A","tokenAddress":"0x00000000000000000000000000000000000000a1","tokenPrecision":"18","coinAmount":"50","currencyAmount":"100","chainId":1}],
            "rewardDefiTokenInfo":[{"rewardType":"1","baseDefiTokenInfos":[{"tokenSymbol":"R","tokenAddress":"0x00000000000000000000000000000000000000b1","tokenPrecision":"18","coinAmount":"1","currencyAmount":"0.25","chainId":1}]}]}],
          "availableRewards":[],"airDropRewardInfo":[]}]}],"platformName":"Ethena","analysisPlatformId":7,"updateAt":1700000000000,"assetStatus":1}}
        """;

    private const HoldingsNeeds Everything = HoldingsNeeds.Total | HoldingsNeeds.TokenTexts | HoldingsNeeds.Platforms | HoldingsNeeds.ReportedTotals | HoldingsNeeds.Performance;

    public static TheoryData<string> Bodies => [.. Recorded.Keys];

    private static Dictionary<string, (string Body, Func<string, Spoilt> Ask)> Recorded { get; } = new()
    {
        ["okx tokens"] = (OkxTokens, body => Okx(body, "all-token-balances-by-address")),
        ["okx list"] = (OkxList, body => Okx(body, "list")),
        ["okx detail"] = (OkxDetail, body => Okx(body, "detail")),
        ["mesh exchange"] = (MeshExamples.Exchange, body => Mesh(body, null)),
        ["mesh self custody"] = (MeshExamples.SelfCustody, body => Mesh(body, null)),
        ["mesh nfts"] = (MeshExamples.Nfts, body => Mesh(body, null)),
        ["mesh cash"] = (MeshExamples.Cash, body => Mesh(MeshExamples.Exchange, body)),
        ["neptune balances"] = (NeptuneExamples.Balances, body => Neptune(body, HoldingsNeeds.Tokens | HoldingsNeeds.TokenValues | HoldingsNeeds.ReportedTotals)),
        ["neptune user"] = (NeptuneExamples.User, body => Neptune(body, Everything)),
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Body_AsRecorded_IsReadInFull(string name)
    {
        var spoilt = Recorded[name].Ask(Recorded[name].Body);
        (await spoilt.LoadAsync()).ShouldAllBe(a => a.Sources.All(s => s.Status == SourceStatus.Ok));
        spoilt.Faults.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Body_SpoiltAnyHow_IsReportedOn_AndNothingThrows(string name)
    {
        var (body, ask) = Recorded[name];
        foreach (var (what, bytes) in Spoil(Encoding.UTF8.GetBytes(body)))
        {
            // A body as it is on the wire, one byte a character.
            var spoilt = ask(Encoding.Latin1.GetString(bytes));
            var answers = await spoilt.LoadAsync();
            spoilt.ShouldBeReported(answers, what);
            spoilt.Faults.ShouldBeEmpty(what);
        }
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Text_WithHalfACharacter_LosesNothingElse(string name)
    {
        var (body, ask) = Recorded[name];
        var before = Rows(await ask(body).LoadAsync());
        foreach (var (what, bytes) in WithHalves(body))
        {
            var spoilt = ask(Encoding.Latin1.GetString(bytes));
            var answers = await spoilt.LoadAsync();
            Rows(answers).ShouldBe(before, what);
            answers.SelectMany(Texts).ShouldAllBe(t => IsWhole(t), what);
        }
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task List_UnderAnotherNameOrTwice_IsNotEmptyAndComplete(string name)
    {
        var (body, ask) = Recorded[name];
        var before = Rows(await ask(body).LoadAsync());
        string[] lists = ["tokenAssets", "walletIdPlatformList", "walletIdPlatformDetailList", "platformList", "networkHoldVoList", "equityPositions",
            "cryptocurrencyPositions", "nftPositions", "fiatBalances", "balances", "asset_pools", "accounts"];
        foreach (var list in lists)
        {
            var at = body.IndexOf($"\"{list}\":[{{", StringComparison.Ordinal);
            if (at < 0)
                continue;
            var end = EndOf(body, at + list.Length + 3);
            foreach (var spoilt in (string[])[
                body.Insert(at + list.Length, Lone), body.Insert(at + list.Length, "x"), body.Remove(at + list.Length, 1),
                body.Insert(end, $",\"{list}\":[]"), body.Insert(end, $",\"{list}\":null")])
            {
                var answers = await ask(spoilt).LoadAsync();
                (Rows(answers) == before || answers.Any(a => a.Sources.Any(s => s.Status is SourceStatus.Failed or SourceStatus.Partial))).ShouldBeTrue($"{list}: {spoilt}");
            }
        }
    }

    [Theory]
    [InlineData("okx tokens", "\"balance\":\"1.5\",\"rawBalance\":\"1500000000000000000\"", "\"balance\":\"\",\"rawBalance\":\"\"", Capability.TokenBalances)]
    [InlineData("okx tokens", "\"balance\":\"2\"", "\"balance\":\"1e400000\"", Capability.TokenBalances)]
    [InlineData("okx detail", "\"totalValue\":\"100.25\"", "\"assetsTokenList\":null,\"rewardDefiTokenInfo\":null,\"other\":1", Capability.DefiPositions)]
    [InlineData("mesh exchange", "\"amount\":0.260325", "\"amount\":null", Capability.TokenBalances)]
    [InlineData("mesh exchange", "\"amount\":8.15", "\"amount\":1e400000", Capability.Equities)]
    [InlineData("mesh nfts", "\"amount\":2,\"costBasis\"", "\"costBasis\"", Capability.Nfts)]
    [InlineData("mesh cash", "\"cash\":3.099", "\"cash\":\"\"", Capability.Cash)]
    [InlineData("neptune balances", "\"amount\":\"375425343522854919091\",\"amount_scaled\":\"375.425343522854919091\",", "", Capability.TokenBalances)]
    [InlineData("neptune user", "\"debt\":\"1500000000000000000\",\"interest\":\"500000000000000000\",\"principal\":\"1000000000000000000\",", "", Capability.DefiPositions)]
    [InlineData("neptune user", "\"collateralized\":\"6600000000000000000\",\"total\":\"11000000000000000000\"", "\"total\":\"\"", Capability.DefiPositions)]
    public async Task Row_WithoutAmount_IsPartial(string name, string written, string spoilt, Capability capability)
    {
        var (body, ask) = Recorded[name];
        body.ShouldContain(written);
        spoilt = body.Replace(written, spoilt, StringComparison.Ordinal);
        if (name == "okx detail")
            spoilt = WithoutLists(spoilt);
        var report = (await ask(spoilt).LoadAsync())[0].Sources.Single(s => s.Capability == capability);
        (report.Status, report.Error?.Code).ShouldBe((SourceStatus.Partial, SourceErrorCodes.MalformedResponse));
    }

    private static string WithoutLists(string body)
    {
        var node = JsonNode.Parse(body.Replace("\"assetsTokenList\":null,\"rewardDefiTokenInfo\":null,", "", StringComparison.Ordinal))!;
        var investment = node["data"]!["walletIdPlatformDetailList"]![0]!["networkHoldVoList"]![0]!["investTokenBalanceVoList"]![0]!.AsObject();
        investment.Remove("assetsTokenList");
        investment.Remove("rewardDefiTokenInfo");
        return node.ToJsonString();
    }

    private static IEnumerable<(string What, byte[] Bytes)> Spoil(byte[] body)
    {
        var tokens = Tokens(body);
        foreach (var (start, length, isName) in tokens)
        {
            if (isName)
            {
                // 1. names
                yield return With(start + length - 1, 0, Lone);
                yield return With(start + 1, length - 2, "");
                yield return With(start + 1, 1, "");
                yield return With(start, 0, $"\"{Lone}\":1,");
                yield return With(start, 0, $"{Text(start, length)}:null,");
                continue;
            }
            // 2. values
            foreach (var value in (string[])["{}", "[]", "[[]]", "null", "true", "1e400000", "-1e-400000", "\"\"", $"\"{Lone}\"", "\"NaN\"", "99999999999999999999999999999999"])
                yield return With(start, length, value);
            if (body[start] == '"')
                yield return With(start + length - 1, 0, Lone);
        }
        // 3. the whole
        yield return ("mark", [0xEF, 0xBB, 0xBF, .. body]);
        yield return ("deep", Encoding.UTF8.GetBytes($$"""{"x":{{new string('[', 5000)}}"""));
        yield return ("deep and closed", [.. "{\"x\":"u8, .. Encoding.UTF8.GetBytes(new string('[', 200) + new string(']', 200)), .. ","u8, .. body[1..]]);
        foreach (var other in (string[])["", " ", "null", "[]", "{}", "1", "\"x\"", "[{}]"])
            yield return ($"'{other}'", Encoding.UTF8.GetBytes(other));
        var random = new Random(11);
        for (var i = 0; i < 150; i++)
        {
            var bytes = (byte[])body.Clone();
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            yield return ($"byte {i}", bytes);
            yield return ($"cut {i}", body[..random.Next(body.Length)]);
        }

        string Text(int start, int length) => Encoding.UTF8.GetString(body, start, length);

        (string, byte[]) With(int start, int length, string text) =>
            ($"{Text(0, Math.Min(start, body.Length))[^Math.Min(40, start)..]} > {text}", [.. body[..start], .. Encoding.UTF8.GetBytes(text), .. body[(start + length)..]]);
    }

    private static IEnumerable<(string What, byte[] Bytes)> WithHalves(string text)
    {
        var body = Encoding.UTF8.GetBytes(text);
        string[] texts = ["symbol", "companyName", "name", "platformName", "investmentName", "tokenSymbol", "description", "message", "msg", "contractName", "twitterUsername", "symbol_denom", "amount "];
        foreach (var (start, length, isName) in Tokens(body))
        {
            // Unknown names, and texts that are only shown.
            if (isName)
                yield return ($"name at {start}", [.. body[..start], .. Encoding.UTF8.GetBytes($"\"x{Lone}\":1,"), .. body[start..]]);
            else if (body[start] == '"' && length > 2 && texts.Any(t => Encoding.UTF8.GetString(body, 0, start).TrimEnd().EndsWith($"\"{t}\":", StringComparison.Ordinal)))
                yield return ($"text at {start}", [.. body[..(start + length - 1)], .. Encoding.UTF8.GetBytes(Lone), .. body[(start + length - 1)..]]);
        }
    }

    /// <summary>Where names and simple values are.</summary>
    private static List<(int Start, int Length, bool IsName)> Tokens(byte[] body)
    {
        var tokens = new List<(int, int, bool)>();
        var reader = new Utf8JsonReader(body);
        while (reader.Read())
        {
            var start = (int)reader.TokenStartIndex;
            if (reader.TokenType == JsonTokenType.PropertyName)
                tokens.Add((start, reader.ValueSpan.Length + 2, true));
            else if (reader.TokenType is JsonTokenType.String or JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null)
                tokens.Add((start, (int)reader.BytesConsumed - start, false));
        }
        return tokens;
    }

    private static int EndOf(string body, int list)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(body[list..]));
        reader.Read();
        reader.Skip();
        return list + (int)reader.BytesConsumed;
    }

    /// <summary>What there is, without names.</summary>
    private static string Rows(IReadOnlyList<WalletAnswer> answers) => string.Join('\n', answers.Select(a => string.Join(
        ';',
        [
            .. a.TokenBalances.Select(b => $"{b.Amount} {b.ValueUsd}"),
            .. a.Positions.Select(p => $"{p.ValueUsd} {(p as EquityPosition)?.Amount} {(p as NftPosition)?.Amount}"),
            .. a.Cash.Select(c => $"{c.Amount}"),
            .. a.Platforms.Select(p => $"{p.ValueUsd}"),
        ])));

    private static IEnumerable<string> Texts(WalletAnswer answer) =>
        ((IEnumerable<string?>)
        [
            .. answer.TokenBalances.SelectMany(b => new[] { b.Token.Id, b.Token.Symbol, b.Token.Name, b.Display?.Amount }),
            .. answer.Positions.SelectMany(p => new[] { p.Key, p.Name }),
            .. answer.Platforms.Select(p => p.Platform.Name),
            .. answer.Cash.Select(c => c.Currency),
            .. answer.Sources.Select(s => s.Error?.Message),
        ]).OfType<string>();

    private static bool IsWhole(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) == text && !text.Any(char.IsSurrogate);

    private static HttpResponseMessage Json(string body)
    {
        var content = new ByteArrayContent(body.Any(c => c > 127) ? Encoding.Latin1.GetBytes(body) : Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = new("application/json");
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = content };
    }

    private static Spoilt Okx(string body, string path)
    {
        var wallet = OkxHarness.Evm(1, "eip155:1");
        return new Spoilt(
            (faults, time) => new OkxProvider(OkxHarness.Options(), ProviderMode.Live, new StubHttp(sent => Json((sent.Path.EndsWith(path, StringComparison.Ordinal) ? body
                : sent.Path.EndsWith("list", StringComparison.Ordinal) ? OkxList : sent.Path.EndsWith("detail", StringComparison.Ordinal) ? OkxDetail : OkxTokens)
                .Replace("@", wallet.Value, StringComparison.Ordinal))).Invoker(), time, null, faults),
            wallet, Everything);
    }

    private static Spoilt Mesh(string portfolio, string? cash) => new(
        (faults, time) => new MeshProvider(
            new MeshOptions { ClientId = "id", ClientSecret = "secret" }, ProviderMode.Live,
            new StubHttp(sent => Json(sent.Path.Contains("balance", StringComparison.Ordinal) ? cash ?? MeshExamples.Cash : portfolio)).Invoker(), time, null, faults),
        WalletKey.ForMeshUser("user"), Everything);

    private static Spoilt Neptune(string body, HoldingsNeeds needs) => new(
        (faults, time) => new NeptuneProvider(new NeptuneOptions { Enabled = true }, ProviderMode.Live, new StubHttp(_ => Json(body)).Invoker(), time, null, faults),
        WalletKey.ForAddress("inj1ld53vz2u580kpwmee6fvu048fsmut56e4plyns", ChainFamily.Cosmos), needs);

    /// <summary>A provider that answers with spoilt bodies, behind its cache.</summary>
    private sealed class Spoilt
    {
        private readonly CachedProvider _provider;
        private readonly WalletKey _wallet;
        private readonly HoldingsNeeds _needs;

        public Spoilt(Func<ProviderFaults, TimeProvider, IHoldingsProvider> provider, WalletKey wallet, HoldingsNeeds needs)
        {
            var faults = new ProviderFaults();
            faults.Occurred += (_, fault) => Faults.Add(fault);
            var time = new ManualTime(Now);
            _provider = CachedProvider.Over(provider(faults, time), new CacheOptions { FreshSeconds = 0, StaleSeconds = 0 }, time, faults);
            (_wallet, _needs) = (wallet, needs);
        }

        public List<Exception> Faults { get; } = [];

        public async Task<IReadOnlyList<WalletAnswer>> LoadAsync() => await _provider.LoadAsync([new WalletRequest(_wallet, _needs)], CancellationToken.None);

        public void ShouldBeReported(IReadOnlyList<WalletAnswer> answers, string what)
        {
            var answer = answers.ShouldHaveSingleItem(what);
            answer.Wallet.ShouldBe(_wallet);
            foreach (var part in HoldingsMap.Of(_needs))
                if (HoldingsMap.FailsAs(part, _provider.Description) is not null)
                    WalletParts.ReportOn(part, answer).ShouldNotBeNull($"{part}: {what}");
        }
    }
}
