using System.Net;
using PortfolioGraph.Gateway.Tests.Harness;

namespace PortfolioGraph.Gateway.Tests;

public sealed class PageTests
{
    [Fact]
    public async Task Pages_AreServedWhereTheyAreSwitchedOn_WithoutAKeyAndWithAPolicyOfTheirOwn()
    {
        await using var server = await GatewayServer.StartAsync(new() { ["Http:Page"] = "true", ["Http:Ide"] = "true", ["Access:Keys:app:Sha256"] = new('0', 64) });
        using var http = new HttpClient { BaseAddress = server.Url };

        foreach (var (path, type) in new[] { ("/", "text/html"), ("/page/main.js", "text/javascript"), ("/page/page.css", "text/css"), ("/page/icon.svg", "image/svg+xml") })
        {
            using var answer = await http.GetAsync(path);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
            answer.Content.Headers.ContentType!.MediaType.ShouldBe(type);
            answer.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'none'; script-src 'self'; style-src 'self'; ");

            using var again = new HttpRequestMessage(HttpMethod.Get, path);
            again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
            using var unchanged = await http.SendAsync(again);
            unchanged.StatusCode.ShouldBe(HttpStatusCode.NotModified, path);
        }

        (await http.GetStringAsync("/")).ShouldContain("<html lang=\"en\" data-mode=\"live\" data-ide>");
        using var configuration = await http.GetAsync("/graphql/bcp-config.json");
        configuration.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        (await configuration.Content.ReadAsStringAsync()).ShouldContain("query FourWallets");
        (await http.GetStringAsync("/graphql/ide/start.js")).ShouldContain("Worker");
        (await http.GetStringAsync("/graphql/plain")).ShouldContain("<textarea");
    }

    [Fact]
    public async Task Pages_OutsideDevelopment_AreNotThere()
    {
        await using var server = await GatewayServer.StartAsync();
        using var http = new HttpClient { BaseAddress = server.Url };

        foreach (var path in new[] { "/", "/page/main.js", "/graphql/bcp-config.json", "/graphql/ide/start.js", "/graphql/plain" })
            (await http.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
    }
}
