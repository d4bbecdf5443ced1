using System.Globalization;
using System.Net;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Providers.Http;
using PortfolioGraph.Providers.Okx;
using PortfolioGraph.Tests.Shared;

namespace PortfolioGraph.Providers.Tests.Okx;

public class OkxErrorTests
{
    private const string Failure = SourceErrorCodes.ProviderFailure;
    private const string Limited = SourceErrorCodes.RateLimited;
    private const string Unauthorized = SourceErrorCodes.Unauthorized;
    private const string Forbidden = SourceErrorCodes.Forbidden;
    private const string Rejected = SourceErrorCodes.Rejected;
    private const string Unsupported = SourceErrorCodes.Unsupported;
    private const string Syncing = SourceErrorCodes.Syncing;

    /// <summary>Every documented code: the HTTP status it comes with, our code, whether to try again, and the report where nothing else came.</summary>
    public static TheoryData<string, int, string, bool, SourceStatus> Documented()
    {
        var data = new TheoryData<string, int, string, bool, SourceStatus>();
        Add("50001 50026 81451 84023", Failure, true, SourceStatus.Failed);
        Add("50011", Limited, true, SourceStatus.Failed);
        Add("50102 50103 50104 50105 50106 50107 50111 50112 50113 50114", Unauthorized, false, SourceStatus.Failed);
        Add("50125 80001 84022", Forbidden, false, SourceStatus.Failed);
        Add("50014 51000 81001 81105 81106 81107 81109 81151 81157 81353 84000 84019 84400", Rejected, false, SourceStatus.Failed);
        Add("81104 81108 81150 81152 81153 81158 84001 84003 84007 84010 84013 84024", Unsupported, false, SourceStatus.Unsupported);
        Add("81159 84021", Syncing, true, SourceStatus.Partial);
        Add("84011 84014 84016 84017 84018 84025 84026", Failure, false, SourceStatus.Failed);
        Add("1 99999", Failure, false, SourceStatus.Failed);
        return data;

        void Add(string codes, string ours, bool isTransient, SourceStatus status)
        {
            foreach (var code in codes.Split(' '))
                data.Add(code, HttpStatusOf(code), ours, isTransient, status);
        }
    }

    [Theory]
    [MemberData(nameof(Documented))]
    public async Task Code_Documented_HasItsMeaning(string code, int http, string ours, bool isTransient, SourceStatus status)
    {
        var body = $$"""{"code":{{code}},"msg":"said","data":[]}""";
        var okx = new OkxHarness(_ => StubHttp.Json(body, (HttpStatusCode)http));
        var report = (await okx.LoadOneAsync(HoldingsNeeds.Tokens, OkxHarness.Evm(1))).Sources.Single();
        report.Status.ShouldBe(status);
        report.Error.ShouldBe(new SourceError(ours, code, $"OKX answered {code}: said"));
        (await TryAsync(body, http)).IsTransient.ShouldBe(isTransient);
    }

    [Theory]
    [InlineData(429, "", Limited, true)]
    [InlineData(429, "<html>", Limited, true)]
    [InlineData(401, "", Unauthorized, false)]
    [InlineData(403, "denied", Forbidden, false)]
    [InlineData(404, "{}", Rejected, false)]
    [InlineData(500, "oops", Failure, true)]
    [InlineData(503, """{"code":0,"data":[]}""", Failure, true)]
    public async Task Status_WithoutAnEnvelopeThatFails_IsAllThereIs(int http, string body, string ours, bool isTransient)
    {
        var result = await TryAsync(body, http);
        result.Error.ShouldBe(new SourceError(ours, http.ToString(CultureInfo.InvariantCulture), $"OKX answered HTTP {http}"));
        result.IsTransient.ShouldBe(isTransient);
    }

    [Theory]
    [InlineData(429, """{"code":77777}""", Limited, true)]
    [InlineData(500, """{"code":77777}""", Failure, true)]
    public async Task Code_Unknown_IsWhatItsStatusSays(int http, string body, string ours, bool isTransient)
    {
        var result = await TryAsync(body, http);
        result.Error.ShouldBe(new SourceError(ours, "77777", "OKX answered 77777"));
        result.IsTransient.ShouldBe(isTransient);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("<html></html>")]
    [InlineData("{}")]
    [InlineData("""{"msg":"success","data":[]}""")]
    [InlineData("""{"code":"0","msg":"success"}""")]
    [InlineData("""{"code":"0","data":[{"tokenAssets":[{"chainIndex":"1","tok""")]
    [InlineData("""{"code":"0","data":[]} trailing""")]
    [InlineData("""{"code":"0","data":"none"}""")]
    [InlineData("""{"code":"0","data":[{"tokenAssets":"none"}]}""")]
    [InlineData("""{"code":"0","data":[{"tokenAssets":[{"balance":{"amount":"1"}}]}]}""")]
    public async Task Answer_ThatCanNotBeRead_IsMalformedAndNeverEmpty(string body)
    {
        var okx = new OkxHarness(_ => body);
        var answer = await okx.LoadOneAsync(HoldingsNeeds.Tokens, OkxHarness.Evm(1));
        answer.TokenBalances.ShouldBeEmpty();
        answer.Sources.Single().Status.ShouldBe(SourceStatus.Failed);
        answer.Sources.Single().Error!.Code.ShouldBe(SourceErrorCodes.MalformedResponse);
    }

    [Theory]
    [InlineData("'code':'0','data':[@],'\\ud83d':1")]
    [InlineData("'\\ud83d':[],'code':'0','msg':'\\ud800','data':[@]")]
    [InlineData("'code':'0','\\ude00':{'\\ud83d':'\\ud83d'},'data':[@]")]
    public async Task Answer_WithHalvesOfCharactersBesideTheData_IsRead(string members)
    {
        var item = """{"tokenAssets":[{"chainIndex":"1","tokenAddress":"","symbol":"FREE \ud83d","balance":"1","tokenPrice":"2000","\udc00":2}]}""";
        var okx = new OkxHarness(_ => $"{{{members.Replace('\'', '"').Replace("@", item, StringComparison.Ordinal)}}}");
        var answer = await okx.LoadOneAsync(HoldingsNeeds.Tokens, OkxHarness.Evm(1));
        var balance = answer.TokenBalances.ShouldHaveSingleItem();
        (balance.Token.Symbol, balance.ValueUsd.ToString()).ShouldBe(("FREE \ufffd", "2000"));
        answer.Sources.Single().Status.ShouldBe(SourceStatus.Ok);
    }

    [Theory]
    [InlineData("'code':'0','data':[@],'data':[]")]
    [InlineData("'code':'0','data':[{'tokenAssets':[{'balance':'1'}],'tokenAssets':[]}]")]
    [InlineData("'code':'0','data':[{'tokenAssets\\ud83d':[{'balance':'1'}]}]")]
    [InlineData("'code':'0','data':{'tokens':[{'balance':'1'}],'timeStamp':1}")]
    public async Task Answer_WhoseListWouldBeLost_IsMalformed(string members)
    {
        var okx = new OkxHarness(_ => $"{{{members.Replace('\'', '"').Replace("@", """{"tokenAssets":[{"balance":"1"}]}""", StringComparison.Ordinal)}}}");
        var answer = await okx.LoadOneAsync(HoldingsNeeds.Tokens, OkxHarness.Evm(1));
        (answer.Sources.Single().Status, answer.Sources.Single().Error!.Code).ShouldBe((SourceStatus.Failed, SourceErrorCodes.MalformedResponse));
    }

    [Theory]
    [InlineData("'code':'0','data':[]")]
    [InlineData("'code':'0','data':{}")]
    [InlineData("'code':'0','data':[{}]")]
    [InlineData("'code':'0','data':[{'tokenAssets':null,'new':[]}]")]
    public async Task Answer_WithoutAList_IsEmpty(string members)
    {
        var okx = new OkxHarness(_ => $"{{{members.Replace('\'', '"')}}}");
        var answer = await okx.LoadOneAsync(HoldingsNeeds.Tokens, OkxHarness.Evm(1));
        answer.TokenBalances.ShouldBeEmpty();
        answer.Sources.Single().Status.ShouldBe(SourceStatus.Ok);
    }

    [Theory]
    [InlineData("'code':'1','new':{'a':[{}]},'code':'0','data':[],'data':[@]")]
    [InlineData("'data':[@],'msg':'','code':'0'")]
    [InlineData("'code':'0','data':[],'code':'1','data':[@],'code':'0'")]
    public async Task Answer_WithUnknownAndRepeatedMembersInAnyOrder_IsRead(string members)
    {
        var item = """{"new":[1],"tokenAssets":[{"chainIndex":"1","symbol":"A","symbol":"B","balance":"1","balance":"2","new":null}]}""";
        var okx = new OkxHarness(_ => $"{{{members.Replace('\'', '"').Replace("@", item, StringComparison.Ordinal)}}}");
        var balance = (await okx.LoadOneAsync(HoldingsNeeds.Tokens, OkxHarness.Evm(1))).TokenBalances.ShouldHaveSingleItem();
        (balance.Token.Symbol, balance.Amount.ToString()).ShouldBe(("B", "2"));
    }

    [Fact]
    public async Task Answer_NestedTooDeep_IsMalformed()
    {
        var result = await TryAsync($$"""{"code":"0","data":{{new string('[', 100_000)}}""");
        result.Error!.Code.ShouldBe(SourceErrorCodes.MalformedResponse);
    }

    [Theory]
    [InlineData("""{"code":1,"msg":"a","error_message":"b","detailMsg":"c"}""", "OKX answered 1: c")]
    [InlineData("""{"code":1,"msg":"a","error_message":"b","detailMsg":""}""", "OKX answered 1: b")]
    [InlineData("""{"code":1,"msg":"a"}""", "OKX answered 1: a")]
    [InlineData("""{"code":1,"msg":""}""", "OKX answered 1")]
    [InlineData("""{"code":1,"msg":{"odd":true}}""", "OKX answered 1")]
    [InlineData("""{"code":0,"error_code":"50026","error_message":"b","data":null}""", "OKX answered 50026: b")]
    [InlineData("""{"code":0,"data":{"tokenAssets":"odd"},"error_code":"50026","error_message":"b"}""", "OKX answered 50026: b")]
    [InlineData("""{"error_code":"50026","msg":"a","data":{"odd":[1]}}""", "OKX answered 50026: a")]
    public async Task Text_OfSeveral_IsTheMostDetailed(string body, string message) => (await TryAsync(body)).Error!.Message.ShouldBe(message);

    [Fact]
    public async Task Text_ThatRepeatsCredentials_IsStruckOut()
    {
        var result = await TryAsync("""{"code":"50111","msg":"Invalid key THE-API-KEY for the-passphrase of the-project,\n the-secret-key"}""", 401);
        result.Error!.Message.ShouldBe("OKX answered 50111: Invalid key *** for *** of ***, ***");
    }

    [Fact]
    public async Task Anything_ThatFails_NamesNoCredential()
    {
        foreach (var answer in new Func<HttpResponseMessage>[]
        {
            () => throw new HttpRequestException("the-secret-key the-api-key"),
            () => throw new IOException("the-passphrase"),
            () => StubHttp.Json("the-api-key the-secret-key"),
            () => StubHttp.Json("""{"code":"the-api-key","msg":"the-secret-key"}"""),
        })
        {
            var okx = new OkxHarness(_ => answer());
            var error = (await okx.LoadOneAsync(HoldingsNeeds.Tokens, OkxHarness.Evm(1))).Sources.Single().Error!.ToString();
            foreach (var secret in new[] { "the-api-key", "the-secret-key", "the-passphrase" })
                error.ShouldNotContain(secret);
        }
    }

    [Fact]
    public async Task RetryAfter_OnARateLimit_IsPassedOn()
    {
        var okx = new OkxHarness(_ =>
        {
            var response = StubHttp.Json("""{"code":50011,"msg":"Too Many Requests"}""", HttpStatusCode.TooManyRequests);
            response.Headers.Add("Retry-After", "2");
            return response;
        });
        var error = (await okx.LoadOneAsync(HoldingsNeeds.Tokens, OkxHarness.Evm(1))).Sources.Single().Error;
        error.ShouldBe(new SourceError(Limited, "50011", "OKX answered 50011: Too Many Requests", 2));
    }

    [Fact]
    public async Task LookUp_WhileOkxIsSyncing_HasNoValueAndFails()
    {
        var okx = new OkxHarness(_ => """{"code":81159,"msg":"data caching, try again later"}""");
        var result = (await okx.Provider.LookUpTokensAsync(
            [new(OkxHarness.Evm(1), new(Holdings.Ids.ChainId.Parse("eip155:1"), ""))], HoldingsNeeds.Tokens, CancellationToken.None)).Single();
        result.Status.ShouldBe(SourceStatus.Failed);
        result.Error!.Code.ShouldBe(Syncing);
    }

    private static int HttpStatusOf(string code) => code switch
    {
        "50011" => 429,
        "50014" or "51000" or "84000" => 400,
        "50026" => 500,
        _ when code.StartsWith("501", StringComparison.Ordinal) && code is not ("50114" or "50125") => 401,
        _ => 200,
    };

    private static async Task<CallResult<IReadOnlyList<OkxTokenAssets>>> TryAsync(string body, int http = 200)
    {
        var stub = new StubHttp(_ => StubHttp.Json(body, (HttpStatusCode)http));
        return await new OkxClient(OkxHarness.Options(), stub.Invoker(), new ManualTime(OkxHarness.Now))
            .SendAsync(OkxCalls.AllBalances(OkxApiVersion.V5, "0x1", ["1"]), CancellationToken.None);
    }
}
