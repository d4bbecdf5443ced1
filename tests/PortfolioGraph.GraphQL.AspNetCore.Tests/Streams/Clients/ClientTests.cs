using PortfolioGraph.Tests.Shared;

namespace PortfolioGraph.GraphQL.AspNetCore.Tests.Streams.Clients;

public sealed class ClientTests
{
    [NodeFact("graphql-ws")]
    public async Task Clients_OfBothProtocols_RunEveryKindOfOperation()
    {
        await using var server = await TestServer.StartAsync();

        var results = await NodeScript.RunAsync("clients.mjs", [server.GraphQL.ToString()]);

        results.Where(line => !line.StartsWith("ok ", StringComparison.Ordinal)).ShouldBeEmpty();
        results.Length.ShouldBe(21);

        // Nothing is left behind by those who went.
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (server.Subscribers > 0) await Task.Delay(10, late.Token);
    }
}
