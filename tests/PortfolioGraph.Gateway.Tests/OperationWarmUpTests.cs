using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PortfolioGraph.Gateway.Tests.Harness;
using PortfolioGraph.Gateway.WarmUp;
using PortfolioGraph.Tests.Shared;

namespace PortfolioGraph.Gateway.Tests;

/// <summary>What the gateway does for its first clients before they come.</summary>
public sealed class OperationWarmUpTests
{
    [Fact]
    public async Task StoredOperation_AfterTheWarmUp_IsNotParsedAgain_AndNobodyWasAskedForIt()
    {
        var clock = new ManualTime(DateTimeOffset.UtcNow);
        await using var gateway = await GatewayServer.StartAsync(logs: LogLevel.Information, clock: clock);
        await EndAsync(gateway.Services.GetRequiredService<OperationWarmUp>().Start(), clock);

        gateway.Sandbox.Calls.ShouldBeEmpty();
        gateway.Logs.Entries.ShouldNotContain(e => e.Text.Contains("asked for", StringComparison.Ordinal));
        gateway.Logs.Entries.ShouldNotContain(e => e.Level >= LogLevel.Warning);

        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(gateway.Url, "/graphql"))
        {
            Content = JsonContent.Create(new { query = RepositoryFile.Read("schema/operations/four-wallets.graphql") }),
        };
        request.Headers.Add("GraphQL-Timing", "report");
        using var response = await http.SendAsync(request);
        response.Headers.GetValues("Server-Timing").Single().ShouldStartWith("parse;dur=0, validate;dur=0, plan;dur=");
        (await response.Content.ReadAsStringAsync()).ShouldContain("\"isComplete\":true");
        gateway.Sandbox.Calls.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Ready_IsTheGatewayWhenTheWarmUpIsDone_AndMeanwhileItAnswers()
    {
        var clock = new ManualTime(DateTimeOffset.UtcNow);
        await using var gateway = await GatewayServer.StartAsync(clock: clock);
        using var http = new HttpClient { BaseAddress = gateway.Url };

        var warmUp = gateway.Services.GetRequiredService<OperationWarmUp>().Start();
        using var early = await http.GetAsync("/health/ready");
        ((int)early.StatusCode).ShouldBe(503);
        (await early.Content.ReadAsStringAsync()).ShouldBe("""{"status":"unready","details":{"okx":"UP","mesh":"UP","neptune":"UP","gateway":"warming up"}}""");
        (await gateway.AskAsync("""{ wallet(by: { meshUser: { userId: "cex-example" } }) { total { isComplete } } }""")).Text
            .ShouldBe("""{"data":{"wallet":{"total":{"isComplete":true}}}}""");

        await EndAsync(warmUp, clock);
        using var ready = await http.GetAsync("/health/ready");
        ((int)ready.StatusCode).ShouldBe(200);
        (await ready.Content.ReadAsStringAsync()).ShouldBe("""{"status":"ready","details":{"okx":"UP","mesh":"UP","neptune":"UP"}}""");
    }

    [Fact]
    public async Task WarmUp_ThatTheLimitsDoNotAllow_IsToldInTheLog_AndTheGatewayIsReady()
    {
        await using var gateway = await GatewayServer.StartAsync(new() { ["Limits:MaxCost"] = "1" });
        await gateway.Services.GetRequiredService<OperationWarmUp>().Start();

        gateway.Logs.Entries.ShouldHaveSingleItem().Text.ShouldStartWith("The warm-up failed. The first requests take longer. System.InvalidOperationException: A stored operation was answered 4");
        using var http = new HttpClient();
        using var ready = await http.GetAsync(new Uri(gateway.Url, "/health/ready"));
        ((int)ready.StatusCode).ShouldBe(200);
    }

    [Fact]
    public async Task WarmUp_EndsWithTheGateway()
    {
        await using var gateway = await GatewayServer.StartAsync(new() { ["Shutdown:DelaySeconds"] = "0" }, clock: new ManualTime(DateTimeOffset.UtcNow));
        var warmUp = gateway.Services.GetRequiredService<OperationWarmUp>().Start();

        await gateway.StopAsync();
        await warmUp.WaitAsync(TimeSpan.FromSeconds(30));
        gateway.Logs.Entries.ShouldBeEmpty();
    }

    /// <summary>Other tests have code compiled as well, so it may be the longest time that ends it.</summary>
    private static async Task EndAsync(Task warmUp, ManualTime clock)
    {
        await clock.TimersAsync(1, OperationWarmUp.Quiet);
        while (!warmUp.IsCompleted)
        {
            clock.Advance(OperationWarmUp.Quiet);
            await Task.Delay(1);
        }

        await warmUp;
    }
}
