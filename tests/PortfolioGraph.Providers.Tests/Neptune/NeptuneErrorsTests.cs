using System.Net;
using PortfolioGraph.Holdings;
using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Holdings.Wallets;
using PortfolioGraph.Providers.Neptune;
using PortfolioGraph.Tests.Shared;

namespace PortfolioGraph.Providers.Tests.Neptune;

public class NeptuneErrorsTests
{
    private static readonly DateTimeOffset Now = new(2024, 5, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(400, "validation", SourceErrorCodes.Rejected)]
    [InlineData(400, "path_invalid", SourceErrorCodes.Rejected)]
    [InlineData(404, "path_unknown", SourceErrorCodes.Rejected)]
    [InlineData(400, "path_parameter_invalid", SourceErrorCodes.Rejected)]
    [InlineData(400, "query_invalid", SourceErrorCodes.Rejected)]
    [InlineData(400, "query_parameter_invalid", SourceErrorCodes.Rejected)]
    [InlineData(400, "query_parameter_unknown", SourceErrorCodes.Rejected)]
    [InlineData(400, "query_parameter_missing", SourceErrorCodes.Rejected)]
    [InlineData(400, "json_invalid", SourceErrorCodes.Rejected)]
    [InlineData(400, "json_decode", SourceErrorCodes.Rejected)]
    [InlineData(400, "json_body_deserialize_failure", SourceErrorCodes.Rejected)]
    [InlineData(400, "content_type_unsupported", SourceErrorCodes.Rejected)]
    [InlineData(500, "internal", SourceErrorCodes.ProviderFailure)]
    [InlineData(200, "internal", SourceErrorCodes.ProviderFailure)]
    [InlineData(429, "something_new", SourceErrorCodes.RateLimited)]
    [InlineData(503, "something_new", SourceErrorCodes.ProviderFailure)]
    [InlineData(418, "something_new", SourceErrorCodes.Rejected)]
    [InlineData(200, "something_new", SourceErrorCodes.ProviderFailure)]
    public async Task Load_ErrorOfAKind_IsReportedByOurCodeAndTheirs(int status, string kind, string code)
    {
        var answer = await LoadAsync(
            $$$$$$$$"""{"data":null,"error":{"kind":"{{{{{{{{kind}}}}}}}}","message":"so it is","scope":"user"},"status":{{{{{{{{status}}}}}}}},"status_text":"x"}""", status);
        var report = answer.Sources.ShouldHaveSingleItem();
        (report.Status, report.FetchedAt, report.Error!.Code, report.Error.ProviderCode).ShouldBe((SourceStatus.Failed, null, code, kind));
        report.Error.Message.ShouldEndWith(": so it is");
    }

    [Theory]
    [InlineData(400, "", SourceErrorCodes.Rejected, "400")]
    [InlineData(401, "", SourceErrorCodes.Unauthorized, "401")]
    [InlineData(403, "<html>", SourceErrorCodes.Forbidden, "403")]
    [InlineData(404, "", SourceErrorCodes.Rejected, "404")]
    [InlineData(404, "<html>", SourceErrorCodes.Rejected, "404")]
    [InlineData(429, "", SourceErrorCodes.RateLimited, "429")]
    [InlineData(502, "<html>", SourceErrorCodes.ProviderFailure, "502")]
    [InlineData(500, NeptuneExamples.Balances, SourceErrorCodes.ProviderFailure, "500")]
    [InlineData(200, """{"data":{"balances":[]},"error":null,"status":500}""", SourceErrorCodes.ProviderFailure, "500")]
    [InlineData(200, """{"data":null,"error":null,"status":200}""", SourceErrorCodes.MalformedResponse, null)]
    [InlineData(200, "", SourceErrorCodes.MalformedResponse, null)]
    [InlineData(200, "null", SourceErrorCodes.MalformedResponse, null)]
    [InlineData(200, "[]", SourceErrorCodes.MalformedResponse, null)]
    [InlineData(200, "{}", SourceErrorCodes.MalformedResponse, null)]
    [InlineData(200, "<html>", SourceErrorCodes.MalformedResponse, null)]
    [InlineData(200, """{"data":{"balances":[{"asset":{"id":"native;inj""", SourceErrorCodes.MalformedResponse, null)]
    [InlineData(200, """{"data":{"balances":7},"error":null,"status":200}""", SourceErrorCodes.MalformedResponse, null)]
    [InlineData(200, """{"data":{"balances":[{"asset":"native;inj"}]},"error":null,"status":200}""", SourceErrorCodes.MalformedResponse, null)]
    public async Task Load_NoErrorNamed_TheStatusDecides(int status, string body, string code, string? providerCode)
    {
        var error = (await LoadAsync(body, status)).Sources.ShouldHaveSingleItem().Error!;
        (error.Code, error.ProviderCode).ShouldBe((code, providerCode));
    }

    [Theory]
    [InlineData(HoldingsNeeds.Tokens, 404)]
    [InlineData(HoldingsNeeds.Tokens, 200)]
    [InlineData(HoldingsNeeds.Total, 404)]
    public async Task Load_UserThatNeptuneDoesNotKnow_IsEmptyAndFine(HoldingsNeeds needs, int status)
    {
        var answer = await LoadAsync("""{"data":null,"error":{"kind":"entity_not_found","message":"none","scope":"client"},"status":404,"status_text":"404 Not Found"}""", status, needs);
        answer.TokenBalances.ShouldBeEmpty();
        answer.Positions.ShouldBeEmpty();
        answer.Sources.ShouldAllBe(s => s.Status == SourceStatus.Ok && s.FetchedAt == Now);
    }

    [Fact]
    public async Task Load_UserFails_BothPartsAreReported()
    {
        var answer = await LoadAsync("", 503, HoldingsNeeds.Total);
        answer.Sources.Select(s => (s.Capability, s.Status)).ShouldBe([(Capability.TokenBalances, SourceStatus.Failed), (Capability.DefiPositions, SourceStatus.Failed)]);
    }

    [Fact]
    public async Task Load_Validation_SaysWhichField()
    {
        var answer = await LoadAsync(
            """{"data":null,"error":{"kind":"validation","fields":[{"field":"address","messages":["is not bech32","is short"]}],"origin":"path","message":"invalid","scope":"user"},"status":400}""", 400);
        answer.Sources[0].Error!.Message.ShouldBe("Neptune calls the request wrong: invalid; address is not bech32, is short");
    }

    [Fact]
    public async Task Load_Throttled_SaysWhenToComeBack()
    {
        var answer = await LoadAsync(new StubHttp(_ =>
        {
            var response = StubHttp.Json("", HttpStatusCode.TooManyRequests);
            response.Headers.Add("Retry-After", "3");
            return response;
        }));
        answer.Sources[0].Error.ShouldBe(new SourceError(SourceErrorCodes.RateLimited, "429", "Neptune asks to slow down", 3));
    }

    [Fact]
    public async Task Answer_WithUnknownAndRepeatedMembers_IsRead()
    {
        var answer = await LoadAsync(
            $$$$"""{"data":null,"data":{"new":{},"balances":[{"asset":{"id":"native;atom"},"asset":{"id":"native;inj","new":{}},"values":{"kind":"known","asset_info":{{{{NeptuneExamples.Inj}}}},"amount":"1","amount":"2000000000000000000","new":[1]}}]},"error":null,"new":1,"status":500,"status":200}""", 200);
        var balance = answer.TokenBalances.ShouldHaveSingleItem();
        (balance.Token.Symbol, balance.Amount.ToString()).ShouldBe(("INJ", "2"));
    }

    [Theory]
    [InlineData("""{"error":null,"status":200,"data":""")]
    [InlineData("""{"error":null,"status":200,"new":""")]
    public async Task Answer_NestedTooDeep_IsMalformed(string start) =>
        (await LoadAsync(start + new string('[', 100_000), 200)).Sources.ShouldHaveSingleItem().Error!.Code.ShouldBe(SourceErrorCodes.MalformedResponse);

    [Fact]
    public void Options_WhatIsWrong_IsNamedByItsKey()
    {
        new NeptuneOptions().Problems().ShouldBeEmpty();
        new NeptuneOptions { BaseUrl = "http://nept.example/api", RequestsPerSecond = -1, MaxResponseMegabytes = 1025 }.Problems().ShouldBe(
        [
            "Providers:Neptune:BaseUrl must be an origin: scheme, host and port only",
            "Providers:Neptune:RequestsPerSecond must be at least 1",
            "Providers:Neptune:MaxResponseMegabytes must be from 1 to 1024",
        ]);
    }

    private static Task<WalletAnswer> LoadAsync(string body, int status, HoldingsNeeds needs = HoldingsNeeds.Tokens) =>
        LoadAsync(new StubHttp(_ => StubHttp.Json(body, (HttpStatusCode)status)), needs);

    private static async Task<WalletAnswer> LoadAsync(StubHttp stub, HoldingsNeeds needs = HoldingsNeeds.Tokens)
    {
        var provider = new NeptuneProvider(new NeptuneOptions { Enabled = true }, ProviderMode.Live, stub.Invoker(), new ManualTime(Now));
        var wallet = WalletKey.ForAddress("inj1t2htvpfl862vnwdqnuekd9p4ulh3h6hda7frn9", ChainFamily.Cosmos);
        return (await provider.LoadAsync([new WalletRequest(wallet, needs)], CancellationToken.None)).ShouldHaveSingleItem();
    }
}
