using System.Net;
using System.Text.Json;

namespace PortfolioGraph.Sandbox.Tests;

public sealed class MeshTests
{
    [Theory]
    [InlineData("cex-example", "1185.12", "1934.78", 2)]
    [InlineData("self-custody-example", "592.03", "0", 0)]
    public async Task Portfolio_DocumentedExample_KeepsEveryDigit(string user, string cryptos, string equities, int equityCount)
    {
        await using var sandbox = await Sandbox.StartAsync();

        var content = (await sandbox.MeshAsync($"/api/v1/holdings/portfolio?UserId={user}")).Json.GetProperty("content");

        content.GetProperty("cryptocurrenciesValue").GetRawText().ShouldBe(cryptos);
        content.GetProperty("equitiesValue").GetRawText().ShouldBe(equities);
        content.GetProperty("equityPositions").GetArrayLength().ShouldBe(equityCount);
        content.GetProperty("cryptocurrencyPositions")[0].GetProperty("totalReturn").GetRawText().ShouldBe("-592.6533");
    }

    [Fact]
    public async Task Portfolio_Mesh_HasExponentsNullsAndExactSums()
    {
        await using var sandbox = await Sandbox.StartAsync();

        var content = (await sandbox.MeshAsync("/api/v1/holdings/portfolio?UserId=Mesh&TimezoneOffset=-3600")).Json.GetProperty("content");

        // 12.5 × 227.52 + 40 × 281.07; 0.25 × 64120.77 + 3.2 × 2650.43 + 12500000 × 0.0000105
        content.GetProperty("equitiesValue").GetRawText().ShouldBe("14086.8");
        content.GetProperty("cryptocurrenciesValue").GetRawText().ShouldBe("24642.8185");
        content.GetProperty("cryptocurrencyPositions")[2].GetProperty("lastPrice").GetRawText().ShouldBe("1.05E-05");
        content.GetProperty("cryptocurrencyPositions")[3].GetProperty("costBasis").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task Portfolio_Mesh2_IsEmpty()
    {
        await using var sandbox = await Sandbox.StartAsync();

        var content = (await sandbox.MeshAsync("/api/v1/holdings/portfolio?UserId=Mesh2")).Json.GetProperty("content");
        var cash = (await sandbox.MeshAsync("/api/v1/balance/portfolio?UserId=Mesh2")).Json.GetProperty("content");

        content.GetProperty("cryptocurrencyPositions").GetArrayLength().ShouldBe(0);
        content.GetProperty("portfolioCostBasis").ValueKind.ShouldBe(JsonValueKind.Null);
        cash.GetProperty("fiatBalances").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Cash_Mesh3_OwesEuros()
    {
        await using var sandbox = await Sandbox.StartAsync();

        var stored = (await sandbox.MeshAsync("/api/v1/balance/portfolio?UserId=Mesh3")).Json.GetProperty("content").GetProperty("fiatBalances");
        var live = (await sandbox.MeshAsync("/api/v1/balance/get", """{"authToken":"Mesh3","type":"robinhood"}""")).Json.GetProperty("content");

        stored[1].GetProperty("symbol").GetString().ShouldBe("EUR");
        stored[1].GetProperty("cash").GetRawText().ShouldBe("-102.88");
        live.GetProperty("balances")[1].GetProperty("currencyCode").GetString().ShouldBe("EUR");
        live.GetProperty("totalCashUsdValue").GetRawText().ShouldBe("310.4");
    }

    [Fact]
    public async Task Portfolio_MeshNft_FillsEveryField()
    {
        await using var sandbox = await Sandbox.StartAsync();

        var nft = (await sandbox.MeshAsync("/api/v1/holdings/portfolio?UserId=MeshNft")).Json.GetProperty("content").GetProperty("nftPositions")[0];

        nft.EnumerateObject().Count().ShouldBe(28);
        nft.EnumerateObject().ShouldAllBe(p => p.Value.ValueKind != JsonValueKind.Null);
        nft.GetProperty("currentOffer").EnumerateObject().Count().ShouldBe(8);
        nft.GetProperty("lastSale").EnumerateObject().Count().ShouldBe(8);
    }

    [Theory]
    [InlineData("/api/v1/holdings/get", "cryptocurrencyPositions")]
    [InlineData("/api/v1/holdings/value", "cryptocurrenciesValue")]
    [InlineData("/api/v1/balance/get", "totalCashUsdValue")]
    public async Task LiveCalls_DocumentedUser_AnswerTheDocumentedContent(string path, string member)
    {
        await using var sandbox = await Sandbox.StartAsync();

        var answer = await sandbox.MeshAsync(path, """{"authToken":"robinhood-example","type":"robinhood"}""");

        answer.Json.GetProperty("status").GetString().ShouldBe("ok");
        answer.Json.GetProperty("content").TryGetProperty(member, out _).ShouldBeTrue();
    }

    [Fact]
    public async Task Holdings_Values_AgreeWithThePortfolio()
    {
        await using var sandbox = await Sandbox.StartAsync();

        var value = (await sandbox.MeshAsync("/api/v1/holdings/value", """{"authToken":"Mesh","type":"robinhood"}""")).Json.GetProperty("content");

        // 14086.8 + 24642.8185 + 2500.75
        value.GetProperty("totalValue").GetRawText().ShouldBe("41230.3685");
    }

    [Fact]
    public async Task Request_WrongSecret_Is401WithoutABody()
    {
        await using var sandbox = await Sandbox.StartAsync();

        var answer = await sandbox.MeshAsync("/api/v1/holdings/portfolio?UserId=Mesh", secret: "wrong");

        answer.Status.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Body.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("MeshForbidden", HttpStatusCode.Forbidden, "")]
    [InlineData("MeshBadRequest", HttpStatusCode.BadRequest, """{"status":"ok","message":"","errorHash":"014bffeb","teamCode":"Q9","errorType":""}""")]
    public async Task Portfolio_UserOfAFailure_AnswersItsBytes(string user, HttpStatusCode status, string body)
    {
        await using var sandbox = await Sandbox.StartAsync();

        var answer = await sandbox.MeshAsync($"/api/v1/holdings/portfolio?UserId={user}");

        answer.Status.ShouldBe(status);
        answer.Body.ShouldBe(body);
    }

    [Theory]
    [InlineData("MeshFailed", "failed")]
    [InlineData("MeshNotAuthorized", "notAuthorized")]
    public async Task AnyCall_UserWhoseContentFails_IsA200ThatIsOkOutside(string user, string status)
    {
        await using var sandbox = await Sandbox.StartAsync();

        foreach (var answer in new[]
        {
            await sandbox.MeshAsync($"/api/v1/holdings/portfolio?UserId={user}"),
            await sandbox.MeshAsync("/api/v1/holdings/get", $$"""{"authToken":"{{user}}","type":"robinhood"}"""),
        })
        {
            answer.Status.ShouldBe(HttpStatusCode.OK);
            answer.Json.GetProperty("status").GetString().ShouldBe("ok");
            answer.Json.GetProperty("content").GetProperty("status").GetString().ShouldBe(status);
        }
    }

    [Theory]
    [InlineData("/api/v1/holdings/portfolio", null)]
    [InlineData("/api/v1/balance/portfolio", null)]
    [InlineData("/api/v1/holdings/get", """{"type":"robinhood"}""")]
    [InlineData("/api/v1/holdings/get", """{"authToken":"Mesh"}""")]
    public async Task Request_MissingField_IsABadRequestThatSaysSo(string target, string? body)
    {
        await using var sandbox = await Sandbox.StartAsync();

        var answer = await sandbox.MeshAsync(target, body);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Json.GetProperty("status").GetString().ShouldBe("badRequest");
        answer.Json.GetProperty("errorType").GetString().ShouldBe("missingField");
    }

    [Fact]
    public async Task Portfolio_MeshNulls_HasNullLists()
    {
        await using var sandbox = await Sandbox.StartAsync();

        var content = (await sandbox.MeshAsync("/api/v1/holdings/portfolio?UserId=MeshNulls")).Json.GetProperty("content");

        content.GetProperty("equityPositions").ValueKind.ShouldBe(JsonValueKind.Null);
        content.GetProperty("cryptocurrencyPositions")[0].GetProperty("amount").GetRawText().ShouldBe("1E-07");
    }

    [Fact]
    public async Task Portfolio_AnyOtherUser_IsTheSameEveryTime()
    {
        await using var first = await Sandbox.StartAsync();
        await using var second = await Sandbox.StartAsync();

        var body = (await first.MeshAsync("/api/v1/holdings/portfolio?UserId=somebody-else")).Body;

        body.ShouldBe((await second.MeshAsync("/api/v1/holdings/portfolio?UserId=somebody-else")).Body);
        body.ShouldNotBe((await first.MeshAsync("/api/v1/holdings/portfolio?UserId=another")).Body);
    }
}
