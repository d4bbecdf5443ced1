using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using PortfolioGraph.Gateway.Graph;
using PortfolioGraph.Gateway.Hosting;
using PortfolioGraph.Gateway.Settings;
using PortfolioGraph.Gateway.Tests.Harness;

namespace PortfolioGraph.Gateway.Tests;

/// <summary>What the gateway starts with, and what it refuses to start with.</summary>
[Collection(GatewayCollection.Name)]
public sealed class StartTests(Harness.Gateway gateway)
{
    [Fact]
    public async Task NoProvider_OutsideDevelopment_ExitsWithTheKeysToSet()
    {
        var error = await FailAsync([]);

        error.ShouldContain("Providers:Okx:ApiKey");
        error.ShouldContain("Providers:Mesh:ClientId");
        error.ShouldContain("Providers:Neptune:Enabled");
        error.ShouldContain("Sandbox:Enabled");
    }

    [Fact]
    public async Task SettingOfKestrel_ThatIsWrong_ExitsWithItsReason() => (await FailAsync(new()
    {
        ["Sandbox__Enabled"] = "true", ["Kestrel__Endpoints__Https__Url"] = "https://127.0.0.1:0", ["Kestrel__Endpoints__Https__Certificate__Path"] = "/nowhere.pem",
    })).ShouldBe($"PortfolioGraph can't start: Could not find file '/nowhere.pem'.{Environment.NewLine}");

    /// <returns>What a gateway that does not start says, on standard error.</returns>
    private static async Task<string> FailAsync(Dictionary<string, string> settings)
    {
        var gatewayAssembly = typeof(GatewayHost).Assembly.Location;
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            ArgumentList = { gatewayAssembly },
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("Providers__", StringComparison.OrdinalIgnoreCase)).ToArray()) start.Environment.Remove(name);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        foreach (var (key, value) in settings) start.Environment[key] = value;
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var error = await process.StandardError.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);

        process.ExitCode.ShouldBe(1);
        error.ShouldNotContain("   at ");
        if (settings.Count == 0) (await output).ShouldNotContain("   at ");
        return error;
    }

    [Theory]
    [InlineData("Production", "true")]
    [InlineData("Development", null)]
    public async Task Sandbox_WhereItIsAllowed_SaysThatAllIsMadeUp(string environment, string? enabled)
    {
        var logs = new RecordingLogs();
        await using var app = await BuildAsync(environment, new() { ["Sandbox:Enabled"] = enabled }, logs);
        await app.StartAsync();
        using var http = new HttpClient();
        using var response = await http.GetAsync(new Uri(new Uri(app.Urls.First()), "/graphql?query={providers{name%20mode}}"));

        response.Headers.GetValues("PortfolioGraph-Mode").ShouldBe(["sandbox"]);
        (await response.Content.ReadAsStringAsync()).ShouldBe(
            """{"data":{"providers":[{"name":"OKX","mode":"SANDBOX"},{"name":"Mesh","mode":"SANDBOX"},{"name":"Neptune Finance","mode":"SANDBOX"}]}}""");
        logs.Entries.ShouldContain(e => e.Level == LogLevel.Warning && e.Text.Contains("SANDBOX DATA"));
    }

    [Fact]
    public async Task LiveProviders_AreSaidToBeLive()
    {
        var answer = await gateway.Server.AskAsync("{ providers { name mode } }");

        answer.Headers["PortfolioGraph-Mode"].ShouldBe("live");
        answer.Data.List("providers").ShouldAllBe(p => p.Text("mode") == "LIVE");
    }

    [Fact]
    public async Task OneConfigured_IsTheOnlyOne()
    {
        await using var app = await BuildAsync("Development", new() { ["Providers:Neptune:Enabled"] = "true", ["Providers:Neptune:BaseUrl"] = "http://127.0.0.1:9" });
        await app.StartAsync();
        using var http = new HttpClient();
        using var response = await http.GetAsync(new Uri(new Uri(app.Urls.First()), "/graphql?query={providers{name%20mode}}"));

        response.Headers.GetValues("PortfolioGraph-Mode").ShouldBe(["live"]);
        (await response.Content.ReadAsStringAsync()).ShouldBe("""{"data":{"providers":[{"name":"Neptune Finance","mode":"LIVE"}]}}""");
    }

    [Theory]
    [InlineData("Providers:Okx:BaseUrl", "http://example.org", "Providers:Okx:BaseUrl")]
    [InlineData("Providers:Okx:BaseUrl", "https://example.org/api", "Providers:Okx:BaseUrl")]
    [InlineData("Providers:Mesh:BaseUrl", "http://example.org", "Providers:Mesh:BaseUrl")]
    [InlineData("Providers:Neptune:BaseUrl", "ftp://127.0.0.1", "Providers:Neptune:BaseUrl")]
    [InlineData("Providers:Okx:SecretKey", null, "Providers:Okx:SecretKey")]
    [InlineData("Providers:Okx:Passphrase", "", "Providers:Okx:Passphrase")]
    [InlineData("Providers:Mesh:ClientSecret", null, "Providers:Mesh:ClientSecret")]
    [InlineData("Providers:Okx:RequestsPerSecond", "0", "Providers:Okx:RequestsPerSecond")]
    [InlineData("Providers:Okx:RequestsPerSecond", "many", "Providers:Okx:RequestsPerSecond")]
    [InlineData("Providers:Okx:MaxResponseMegabytes", "0", "Providers:Okx:MaxResponseMegabytes")]
    [InlineData("Providers:Mesh:MaxResponseMegabytes", "1025", "Providers:Mesh:MaxResponseMegabytes")]
    [InlineData("Providers:Neptune:MaxResponseMegabytes", "-1", "Providers:Neptune:MaxResponseMegabytes")]
    [InlineData("Providers:Proxy", "proxy.example", "Providers:Proxy")]
    [InlineData("Providers:Proxy", "http://proxy.example/path", "Providers:Proxy")]
    [InlineData("Providers:Proxy", "http://me:password-6a@proxy.example", "Providers:Proxy")]
    [InlineData("Providers:Okx:ApiVersion", "V7", "Providers:Okx:ApiVersion")]
    [InlineData("Providers:Okx:ApiVersion", "6", "Providers:Okx:ApiVersion")]
    [InlineData("Providers:Neptune:Enabled", "yes", "Providers:Neptune:Enabled")]
    [InlineData("Limits:ExecutionSeconds", "0", "Limits:ExecutionSeconds")]
    [InlineData("Limits:ExecutionSeconds", "soon", "Limits:ExecutionSeconds")]
    [InlineData("Sandbox:Enabled", "perhaps", "Sandbox:Enabled")]
    [InlineData("Cache:FreshSecond", "10", "Cache:FreshSecond is no setting; did you mean Cache:FreshSeconds?")]
    [InlineData("Providers:Okx:Secret", "x", "Providers:Okx:Secret is no setting; did you mean Providers:Okx:SecretKey?")]
    [InlineData("Providers:Coinbase:ApiKey", "x", "Providers:Coinbase is no setting; there are Okx, Mesh, Neptune")]
    [InlineData("Limits:MaxDepth:0", "10", "Limits:MaxDepth:0 is no setting")]
    [InlineData("Resilience:Tries", "2", "Resilience:Tries is no setting; did you mean Resilience:MaxTries?")]
    [InlineData("Access:Keys", "app", "Access:Keys has no value of its own, only settings below it")]
    [InlineData("Access:Key:app:Sha256", "0", "Access:Key is no setting; did you mean Access:Keys?")]
    [InlineData("Sandbox:Enable", "true", "Sandbox:Enable is no setting; did you mean Sandbox:Enabled?")]
    [InlineData("Shutdown:DelaySeconds", "4000", "Shutdown:DelaySeconds must be at most 3600")]
    [InlineData("Http:Ide", "on", "Http:Ide is \"on\"; it must be true or false")]
    [InlineData("Http:AllowedOrigins", "https://app.example/path", "Http:AllowedOrigins")]
    [InlineData("Http:RequirePreflightOnGet", "maybe", "Http:RequirePreflightOnGet")]
    [InlineData("Http:StatusProfile", "294", "Http:StatusProfile")]
    public async Task WrongSetting_IsNamed_WithoutItsSecrets(string key, string? value, string named)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Providers:Okx:ApiKey"] = "key-1f",
            ["Providers:Okx:SecretKey"] = "secret-2e",
            ["Providers:Okx:Passphrase"] = "passphrase-3d",
            ["Providers:Mesh:ClientId"] = "client-4c",
            ["Providers:Mesh:ClientSecret"] = "secret-5b",
            ["Providers:Neptune:Enabled"] = "true",
            [key] = value,
        };
        var refusal = await Should.ThrowAsync<StartupException>(() => BuildAsync("Production", settings));

        refusal.Message.ShouldContain(named);
        refusal.Problems.ShouldHaveSingleItem();
        foreach (var secret in new[] { "key-1f", "secret-2e", "passphrase-3d", "client-4c", "secret-5b" }) refusal.Message.ShouldNotContain(secret);
    }

    [Fact]
    public async Task WrongSettings_OfSeveralSections_AreNamedTogether()
    {
        var refusal = await Should.ThrowAsync<StartupException>(() => BuildAsync("Production", new()
        {
            ["Cache:FreshSecond"] = "1", ["Cache:MaxMegabytes"] = "0", ["Limits:MaxDepth"] = "deep", ["Access:Keys:app:Sha256"] = "secret-77", ["Providers:Okx:ApiKey"] = "key-1f",
        }));

        refusal.Problems.ShouldBe(
        [
            "Cache:FreshSecond is no setting; did you mean Cache:FreshSeconds?",
            "Limits:MaxDepth is \"deep\"; it must be a whole number",
            "Access:Keys:app:Sha256 must be the SHA-256 of the key, 64 hexadecimal digits",
            "Cache:MaxMegabytes must be from 1 to 65536",
            "Providers:Okx:SecretKey is missing",
            "Providers:Okx:Passphrase is missing",
        ]);
        refusal.Message.ShouldNotContain("secret-77");
        refusal.Message.ShouldNotContain("key-1f");
    }

    [Fact]
    public async Task Sdl_IsTheFileInTheRepository()
    {
        using var http = new HttpClient();
        (await http.GetStringAsync(new Uri(gateway.Server.Url, "/graphql?sdl"))).ShouldBe(PortfolioGraphSchema.Sdl);
        using var live = await http.GetAsync(new Uri(gateway.Server.Url, "/health/live"));
        live.IsSuccessStatusCode.ShouldBeTrue();
        using var ready = await http.GetAsync(new Uri(gateway.Server.Url, "/health/ready"));
        ready.IsSuccessStatusCode.ShouldBeTrue();
    }

    [Theory]
    [InlineData("Production", null, false)]
    [InlineData("Production", "true", true)]
    [InlineData("Development", null, true)]
    [InlineData("Development", "false", false)]
    public async Task Schema_IsShownInDevelopment_OrWhereItIsSwitchedOn(string environment, string? setting, bool isShown)
    {
        await using var app = await BuildAsync(environment, new() { ["Sandbox:Enabled"] = "true", ["Limits:AllowIntrospection"] = setting });
        await app.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };

        (await (await http.GetAsync("/graphql?sdl")).Content.ReadAsStringAsync() == PortfolioGraphSchema.Sdl).ShouldBe(isShown);
        var introspection = await (await http.GetAsync("/graphql?query={__schema{queryType{name}}}")).Content.ReadAsStringAsync();
        introspection.Contains("INTROSPECTION_DISABLED", StringComparison.Ordinal).ShouldBe(!isShown);
        var mistyped = await (await http.GetAsync("/graphql?query={provider{name}}")).Content.ReadAsStringAsync();
        mistyped.Contains("providers", StringComparison.Ordinal).ShouldBe(isShown);
    }

    [Theory]
    [InlineData("Production", null, false)]
    [InlineData("Production", "true", true)]
    [InlineData("Development", null, true)]
    [InlineData("Development", "false", false)]
    public async Task PageForBrowsers_IsThereInDevelopmentOrWhereItIsSwitchedOn_AlsoWithoutAKey_AndIsNoWayToData(string environment, string? setting, bool isThere)
    {
        await using var app = await BuildAsync(environment, new() { ["Sandbox:Enabled"] = "true", ["Http:Ide"] = setting, ["Access:Keys:app:Sha256"] = new('0', 64) });
        await app.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        http.DefaultRequestHeaders.Add("Accept", "text/html");

        ((int)(await http.GetAsync("/graphql")).StatusCode).ShouldBe(isThere ? 200 : 401);
        ((int)(await http.GetAsync("/graphql?query={providers{name}}")).StatusCode).ShouldBe(401);
        ((int)(await http.GetAsync("/graphql?sdl")).StatusCode).ShouldBe(401);
    }

    private static Task<WebApplication> BuildAsync(string environment, Dictionary<string, string?> settings, RecordingLogs? logs = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Logging.ClearProviders();
        if (logs is not null) builder.Logging.AddProvider(logs);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        return GatewayHost.BuildAsync(builder, CancellationToken.None);
    }
}
