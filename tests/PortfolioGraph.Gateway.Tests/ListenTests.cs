using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using PortfolioGraph.Gateway.Hosting;
using PortfolioGraph.Gateway.Settings;
using PortfolioGraph.Gateway.Tests.Harness;

namespace PortfolioGraph.Gateway.Tests;

/// <summary>Where a gateway that knows no callers may listen.</summary>
public sealed class ListenTests
{
    [Theory]
    [InlineData("urls", "http://0.0.0.0:5000", "http://0.0.0.0:5000")]
    [InlineData("urls", "http://127.0.0.1:0;http://[::]:5001", "http://[::]:5001")]
    [InlineData("urls", "http://*:5000", "http://*:5000")]
    [InlineData("urls", "http://+:5000", "http://+:5000")]
    [InlineData("urls", "http://10.0.0.1:5000", "http://10.0.0.1:5000")]
    [InlineData("urls", "http://portfolio.example:5000", "http://portfolio.example:5000")]
    [InlineData("http_ports", "8080", "http://*:8080")]
    [InlineData("https_ports", "8443", "https://*:8443")]
    [InlineData("Kestrel:Endpoints:Public:Url", "http://0.0.0.0:5000", "http://0.0.0.0:5000")]
    public async Task Address_ThatOthersCanReach_StopsTheStart_AndSaysWhatToSet(string key, string value, string named)
    {
        var problem = (await Should.ThrowAsync<StartupException>(() => BuildAsync((key, value)))).Problems.ShouldHaveSingleItem();

        problem.ShouldContain(named);
        problem.ShouldContain("Access:Anonymous");
    }

    [Theory]
    [InlineData("urls", "http://127.0.0.1:0")]
    [InlineData("urls", "http://127.0.0.2:0")]
    [InlineData("Kestrel:Endpoints:Own:Url", "http://127.0.0.1:0")]
    public async Task Loopback_Starts(string key, string value)
    {
        await using var app = await BuildAsync((key, value));
        await app.StartAsync();

        IPAddress.IsLoopback(IPAddress.Parse(new Uri(app.Urls.Single()).Host)).ShouldBeTrue();
    }

    [Fact]
    public async Task PortsOfTheImage_WithUrlsOnLoopback_DoNotCount()
    {
        await using var app = await BuildAsync(("urls", "http://127.0.0.1:0"), ("http_ports", "8080"));
        await app.StartAsync();

        app.Urls.Single().ShouldStartWith("http://127.0.0.1:");
    }

    [Fact]
    public async Task Anonymous_AllowedExplicitly_ListensAnywhere()
    {
        await using var app = await BuildAsync(("urls", "http://0.0.0.0:0"), ("Access:Anonymous", "true"));
        await app.StartAsync();
        using var http = new HttpClient();

        (await http.GetStringAsync($"http://127.0.0.1:{new Uri(app.Urls.Single()).Port}/graphql?query={{providers{{name}}}}")).ShouldStartWith("""{"data":""");
    }

    [Fact]
    public async Task Tokens_ThatAreAskedFor_ListenAnywhere()
    {
        await using var issuer = new TokenIssuer();
        await using var app = await BuildAsync(
            ("urls", "http://0.0.0.0:0"), ("Access:Jwt:PublicKey", issuer.Pem), ("Access:Jwt:Issuer", TokenIssuer.Name), ("Access:Jwt:Audience", TokenIssuer.Audience));
        await app.StartAsync();
        using var http = new HttpClient();

        (await http.GetAsync($"http://127.0.0.1:{new Uri(app.Urls.Single()).Port}/graphql?query={{providers{{name}}}}")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task AddressThatNoSettingNames_IsFoundWhenItIsBound()
    {
        await using var app = await BuildAsync([("urls", "http://127.0.0.1:0")], kestrel => kestrel.ListenAnyIP(0));

        (await Should.ThrowAsync<StartupException>(() => app.StartAsync())).Problems.ShouldHaveSingleItem().ShouldContain("it would listen on http://");
    }

    private static Task<WebApplication> BuildAsync(params (string Key, string? Value)[] settings) => BuildAsync(settings, _ => { });

    private static Task<WebApplication> BuildAsync(
        (string Key, string? Value)[] settings, Action<Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions> kestrel)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.Configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, s.Value)));
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel);
        return GatewayHost.BuildAsync(builder, CancellationToken.None);
    }
}
