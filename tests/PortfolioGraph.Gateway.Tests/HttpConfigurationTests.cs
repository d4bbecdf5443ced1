using System.Net;
using System.Net.Http.Json;
using PortfolioGraph.Gateway.Tests.Harness;

namespace PortfolioGraph.Gateway.Tests;

public sealed class HttpConfigurationTests
{
    [Fact]
    public async Task AllowedOrigin_MayAsk_AndAnotherMayNot()
    {
        await using var server = await GatewayServer.StartAsync(new() { ["Http:AllowedOrigins"] = "https://app.example, http://localhost:3000" });
        using var http = new HttpClient();

        (await PreflightAsync(http, server, "http://localhost:3000")).ShouldBe("http://localhost:3000");
        (await PreflightAsync(http, server, "https://other.example")).ShouldBeNull();
    }

    [Fact]
    public async Task AllowedOrigin_WithoutAKey_IsTold_AndMayAskBeforeItSendsOne()
    {
        await using var server = await GatewayServer.StartAsync(new() { ["Http:AllowedOrigins"] = "https://app.example", ["Access:Keys:app:Sha256"] = new('0', 64) });
        using var http = new HttpClient();

        (await PreflightAsync(http, server, "https://app.example")).ShouldBe("https://app.example");
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server.Url, "/graphql?query={__typename}"));
        request.Headers.Add("Origin", "https://app.example");
        using var answer = await http.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["https://app.example"]);
        using var options = await http.SendAsync(new HttpRequestMessage(HttpMethod.Options, new Uri(server.Url, "/graphql")));
        options.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task DraftProfile_AnswersAnInvalidDocument_With422()
    {
        await using var server = await GatewayServer.StartAsync(new() { ["Http:StatusProfile"] = "Draft2026" });

        (await server.AskAsync("{ nope }")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task PreflightOnGet_IsRequired_WhereItIsSwitchedOn()
    {
        await using var server = await GatewayServer.StartAsync(new() { ["Http:RequirePreflightOnGet"] = "true" });
        using var http = new HttpClient();

        var answer = await http.GetAsync(new Uri(server.Url, "/graphql?query={__typename}"));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>()).Text("errors.0.extensions.code").ShouldBe("BAD_REQUEST");
    }

    private static async Task<string?> PreflightAsync(HttpClient http, GatewayServer server, string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, new Uri(server.Url, "/graphql"));
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "content-type");
        using var answer = await http.SendAsync(request);
        return answer.Headers.TryGetValues("Access-Control-Allow-Origin", out var values) ? values.Single() : null;
    }
}
