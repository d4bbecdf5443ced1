using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using PortfolioGraph.Gateway.Endpoints;
using PortfolioGraph.Gateway.Hosting;

namespace PortfolioGraph.Gateway.Tests;

public sealed class HealthCheckTests
{
    [Theory]
    [InlineData(null, null, "http://localhost:5000/health/live")]
    [InlineData(null, "8080", "http://127.0.0.1:8080/health/live")]
    [InlineData(null, "8081;8080", "http://127.0.0.1:8081/health/live")]
    [InlineData("http://+:8081", "8080", "http://127.0.0.1:8081/health/live")]
    [InlineData("https://*:443;http://0.0.0.0:5005", null, "http://127.0.0.1:5005/health/live")]
    [InlineData("https://*:8443", null, "https://127.0.0.1:8443/health/live")]
    [InlineData("http://[::]:5005", null, "http://127.0.0.1:5005/health/live")]
    [InlineData("http://127.0.0.2:5005", null, "http://127.0.0.2:5005/health/live")]
    public void Address_OfUrlsAndPorts_IsTheFirstWithoutTlsOnThisMachine(string? urls, string? ports, string expected) =>
        HealthCheck.Address(Configuration(("urls", urls), ("http_ports", ports))).AbsoluteUri.ShouldBe(expected);

    [Fact]
    public async Task Run_GatewayThatRuns_IsZero()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.Configuration["Sandbox:Enabled"] = "true";
        await using var app = await GatewayHost.BuildAsync(builder, CancellationToken.None);
        await app.StartAsync();

        (await HealthCheck.RunAsync(Configuration(("urls", app.Urls.Single())), CancellationToken.None)).ShouldBe(0);
    }

    [Fact]
    public async Task Run_NobodyListens_IsOne()
    {
        using var bound = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        bound.Bind(new IPEndPoint(IPAddress.Loopback, 0));

        (await HealthCheck.RunAsync(Configuration(("urls", $"http://{bound.LocalEndPoint}")), CancellationToken.None)).ShouldBe(1);
    }

    private static IConfiguration Configuration(params (string Key, string? Value)[] values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.Select(v => KeyValuePair.Create(v.Key, v.Value))).Build();
}
