using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PortfolioGraph.Gateway.Tests.Harness;

namespace PortfolioGraph.Gateway.Tests;

/// <summary>What the gateway does for its first clients before they come.</summary>
public sealed class OperationWarmUpTests
{
    [Fact]
    public async Task StoredOperation_AfterTheWarmUp_IsNotParsedAgain_AndNobodyWasAskedForIt()
    {
        await using var gateway = await GatewayServer.StartAsync(logs: LogLevel.Information);
        await OperationWarmUp.RunAsync(gateway.Services.GetRequiredService<GraphEndpoint>().Executor, new GatewayLimits(), CancellationToken.None);

        gateway.Sandbox.Calls.ShouldBeEmpty();
        gateway.Logs.Entries.ShouldNotContain(e => e.Text.Contains("asked for", StringComparison.Ordinal));

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
}
