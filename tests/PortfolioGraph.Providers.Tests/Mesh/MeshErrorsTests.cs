using System.Net;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Holdings.Wallets;
using PortfolioGraph.Providers.Mesh;
using PortfolioGraph.Tests.Shared;

namespace PortfolioGraph.Providers.Tests.Mesh;

public class MeshErrorsTests
{
    private const string Secret = "sk_secret_1";
    private static readonly DateTimeOffset Now = new(2024, 5, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    // 1. The HTTP status counts first, whatever the body says.
    [InlineData(400, MeshExamples.BadRequestThatSaysOk, SourceErrorCodes.Rejected, "400")]
    [InlineData(400, """{"status":"badRequest","message":"Error message","displayMessage":"Shown","errorType":"missingField"}""", SourceErrorCodes.Rejected, "missingField")]
    [InlineData(401, "", SourceErrorCodes.Unauthorized, "401")]
    [InlineData(403, "", SourceErrorCodes.Forbidden, "403")]
    [InlineData(403, "<html>", SourceErrorCodes.Forbidden, "403")]
    [InlineData(404, "", SourceErrorCodes.Rejected, "404")]
    [InlineData(429, "", SourceErrorCodes.RateLimited, "429")]
    [InlineData(500, """{"status":"serverFailure"}""", SourceErrorCodes.ProviderFailure, "serverFailure")]
    [InlineData(503, "down", SourceErrorCodes.ProviderFailure, "503")]
    [InlineData(500, MeshExamples.Exchange, SourceErrorCodes.ProviderFailure, "500")]
    [InlineData(302, "", SourceErrorCodes.MalformedResponse, "302")]
    // 2. Then the envelope.
    [InlineData(200, """{"status":"serverFailure"}""", SourceErrorCodes.ProviderFailure, "serverFailure")]
    [InlineData(200, """{"status":"permissionDenied"}""", SourceErrorCodes.Forbidden, "permissionDenied")]
    [InlineData(200, """{"status":"badRequest","errorType":"invalidField"}""", SourceErrorCodes.Rejected, "invalidField")]
    [InlineData(200, """{"status":"conflict"}""", SourceErrorCodes.Rejected, "conflict")]
    [InlineData(200, """{"status":"tooManyRequest"}""", SourceErrorCodes.RateLimited, "tooManyRequest")]
    [InlineData(200, """{"status":"locked"}""", SourceErrorCodes.Forbidden, "locked")]
    [InlineData(200, """{"status":"unavailableForLegalReasons"}""", SourceErrorCodes.Forbidden, "unavailableForLegalReasons")]
    [InlineData(200, """{"status":"somethingNew"}""", SourceErrorCodes.MalformedResponse, "somethingNew")]
    // 3. Then the content.
    [InlineData(200, """{"status":"ok","content":{"status":"failed","errorMessage":"E","displayMessage":"D"}}""", SourceErrorCodes.ProviderFailure, "failed")]
    [InlineData(200, """{"status":"ok","content":{"status":"notAuthorized"}}""", SourceErrorCodes.Unauthorized, "notAuthorized")]
    // Answers that are none.
    [InlineData(200, "", SourceErrorCodes.MalformedResponse, null)]
    [InlineData(200, "[]", SourceErrorCodes.MalformedResponse, null)]
    [InlineData(200, "null", SourceErrorCodes.MalformedResponse, null)]
    [InlineData(200, "{}", SourceErrorCodes.MalformedResponse, null)]
    [InlineData(200, "<html>", SourceErrorCodes.MalformedResponse, null)]
    [InlineData(200, """{"status":"ok","content":null}""", SourceErrorCodes.MalformedResponse, null)]
    [InlineData(200, """{"status":"ok","content":{}}""", SourceErrorCodes.MalformedResponse, null)]
    [InlineData(200, """{"status":"ok"}""", SourceErrorCodes.MalformedResponse, null)]
    [InlineData(200, """{"status":"ok","content":{"cryptocurrencyPositions":[{"symbol":"ETH","amount":1""", SourceErrorCodes.MalformedResponse, null)]
    [InlineData(200, """{"status":"ok","content":{"cryptocurrencyPositions":"none"}}""", SourceErrorCodes.MalformedResponse, null)]
    [InlineData(200, """{"status":"ok","content":{"cryptocurrencyPositions":[{"amount":{}}]}}""", SourceErrorCodes.MalformedResponse, null)]
    public async Task Load_Failure_IsReportedByOurCodeAndTheirs(int status, string body, string code, string? providerCode)
    {
        var answer = await LoadAsync(_ => StubHttp.Json(body, (HttpStatusCode)status));
        answer.TokenBalances.ShouldBeEmpty();
        var report = answer.Sources.ShouldHaveSingleItem();
        (report.Status, report.FetchedAt).ShouldBe((SourceStatus.Failed, null));
        report.Error!.Code.ShouldBe(code);
        report.Error.ProviderCode.ShouldBe(providerCode);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(404)]
    public async Task Load_UserThatMeshDoesNotKnow_IsEmptyAndFine(int status)
    {
        var answer = await LoadAsync(_ => StubHttp.Json("""{"status":"notFound","message":"no such user"}""", (HttpStatusCode)status));
        answer.TokenBalances.ShouldBeEmpty();
        answer.Reported.ShouldBeNull();
        answer.Sources.ShouldBe([new SourceReport("mesh", Capability.TokenBalances, SourceStatus.Ok, Now)]);
    }

    [Fact]
    public async Task Load_Throttled_SaysWhenToComeBack()
    {
        var answer = await LoadAsync(_ =>
        {
            var response = StubHttp.Json("", HttpStatusCode.TooManyRequests);
            response.Headers.Add("Retry-After", "17");
            return response;
        });
        answer.Sources[0].Error.ShouldBe(new SourceError(SourceErrorCodes.RateLimited, "429", "Mesh asks to slow down", 17));
    }

    [Fact]
    public async Task Load_ConnectionRefused_IsUnreachable() =>
        (await LoadAsync(_ => throw new HttpRequestException($"with {Secret}"))).Sources[0].Error!.Code.ShouldBe(SourceErrorCodes.Unreachable);

    [Theory]
    [InlineData(400, $$"""{"status":"badRequest","displayMessage":"bad secret {{Secret}}","errorType":"{{Secret}}"}""")]
    [InlineData(200, $$"""{"status":"{{Secret}}","message":"SK_SECRET_1 and my-client"}""")]
    [InlineData(200, $$$"""{"status":"ok","content":{"status":"failed","errorMessage":"key {{{Secret}}}"}}""")]
    [InlineData(200, $$$"""{"status":"ok","content":{"cryptocurrencyPositions":"{{{Secret}}}"}}""")]
    public async Task Load_ProviderEchoesCredentials_TheyAreNotPassedOn(int status, string body)
    {
        var answer = await LoadAsync(_ => StubHttp.Json(body, (HttpStatusCode)status));
        var shown = answer.Sources[0].ToString();
        shown.ShouldNotContain(Secret, Case.Insensitive);
        shown.ShouldNotContain("my-client", Case.Insensitive);
    }

    [Fact]
    public async Task Load_MessageOfAnyLength_IsOneShortLine()
    {
        var answer = await LoadAsync(_ => StubHttp.Json($$"""{"status":"badRequest","message":"two\nlines{{new string('x', 5000)}}"}"""));
        answer.Sources[0].Error!.Message.ShouldStartWith("Mesh calls the request wrong: two linesxxx");
        answer.Sources[0].Error!.Message.Length.ShouldBeLessThan(400);
    }

    [Fact]
    public async Task Answer_WithUnknownAndRepeatedMembers_IsRead()
    {
        var answer = await LoadAsync(_ => StubHttp.Json(
            """{"status":"badRequest","new":{"a":[{}]},"status":"ok","content":{"new":1,"cryptocurrencyPositions":[{"symbol":"A","symbol":"B","amount":1,"amount":2,"new":[]}]}}"""));
        var balance = answer.TokenBalances.ShouldHaveSingleItem();
        (balance.Token.Symbol, balance.Amount.ToString()).ShouldBe(("B", "2"));
    }

    [Theory]
    [InlineData("""{"status":"ok","content":""")]
    [InlineData("""{"status":"ok","new":""")]
    public async Task Answer_NestedTooDeep_IsMalformed(string start)
    {
        var answer = await LoadAsync(_ => StubHttp.Json(start + new string('[', 100_000)));
        answer.Sources.ShouldHaveSingleItem().Error!.Code.ShouldBe(SourceErrorCodes.MalformedResponse);
    }

    [Fact]
    public void Options_WhatIsMissing_IsNamedByItsKey()
    {
        new MeshOptions().Problems().ShouldBe(["Providers:Mesh:ClientId is missing", "Providers:Mesh:ClientSecret is missing"]);
        new MeshOptions { BaseUrl = "http://mesh.example", ClientId = "a", ClientSecret = "b\n", RequestsPerSecond = 0, MaxResponseMegabytes = 0 }.Problems().ShouldBe(
        [
            "Providers:Mesh:BaseUrl must be https, or http on loopback",
            "Providers:Mesh:ClientSecret has a character that a header can't carry (a line break at its end?)",
            "Providers:Mesh:RequestsPerSecond must be at least 1",
            "Providers:Mesh:MaxResponseMegabytes must be from 1 to 1024",
        ]);
        var good = new MeshOptions { BaseUrl = "http://127.0.0.1:5000", ClientId = "my-client", ClientSecret = Secret };
        good.Problems().ShouldBeEmpty();
        good.ToString()!.ShouldNotContain(Secret);
    }

    private static async Task<PortfolioGraph.Holdings.WalletAnswer> LoadAsync(Func<SentRequest, HttpResponseMessage> answer)
    {
        var provider = new MeshProvider(
            new MeshOptions { ClientId = "my-client", ClientSecret = Secret }, ProviderMode.Live, new StubHttp(answer).Invoker(), new ManualTime(Now));
        return (await provider.LoadAsync([new WalletRequest(WalletKey.ForMeshUser("u"), HoldingsNeeds.Tokens)], CancellationToken.None)).ShouldHaveSingleItem();
    }
}
