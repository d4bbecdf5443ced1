using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using PortfolioGraph.Gateway.Hosting;
using PortfolioGraph.Gateway.Settings;

namespace PortfolioGraph.Gateway.Tests;

public sealed class ReadmeTests
{
    [Fact]
    public async Task FirstQuery_AskedOfTheSandbox_HasTheAnswerThatTheReadmeShows()
    {
        var readme = RepositoryFile.Read("README.md");
        var query = Between(readme, "--data-urlencode 'query=", "'\n```");
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        await using var app = await GatewayHost.BuildAsync(builder, CancellationToken.None);
        await app.StartAsync();
        using var http = new HttpClient();

        using var response = await http.GetAsync($"{app.Urls.Single()}/graphql?query={Uri.EscapeDataString(query)}");

        response.Headers.GetValues(GatewayHeaders.Mode).ShouldBe(["sandbox"]);
        Canonical(await response.Content.ReadAsStringAsync()).ShouldBe(Canonical(Between(readme, "```json\n", "```")));
    }

    private static string Between(string text, string start, string end)
    {
        var from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return text[from..text.IndexOf(end, from, StringComparison.Ordinal)];
    }

    private static string Canonical(string json) => JsonSerializer.Serialize(JsonDocument.Parse(json).RootElement);
}
