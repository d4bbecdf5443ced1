using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PortfolioGraph.Gateway.Hosting;
using PortfolioGraph.Gateway.Tests.Harness;
using PortfolioGraph.Sandbox;
using PortfolioGraph.Tests.Shared;

namespace PortfolioGraph.Gateway.Tests;

/// <summary>Settings that change while the gateway runs.</summary>
public sealed class SettingsReloadTests : IAsyncLifetime, IDisposable
{
    private const string Wallet = "wallet(by: { meshUser: { userId: \"cex-example\" } }) { id }";

    private static readonly JsonSerializerOptions WithoutNulls = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("portfoliograph-");
    private readonly RecordingLogs _logs = new();
    private readonly HttpClient _http = new();
    private WebApplication _app = null!;

    public async Task InitializeAsync()
    {
        Write(Settings(new { app = Key("app"), slow = Key("slow", requestsPerMinute: 2) }));
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Production", ContentRootPath = _folder.FullName });
        builder.Logging.ClearProviders().AddProvider(_logs);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = await GatewayHost.BuildAsync(builder, CancellationToken.None);
        await _app.StartAsync();
        _http.BaseAddress = new Uri(_app.Urls.Single());
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    public void Dispose()
    {
        _http.Dispose();
        _logs.Dispose();
    }

    [Fact]
    public async Task Change_HoldsForTheNextRequest_AndWhatIsSpentStaysSpent()
    {
        (await AskAsync("web", "{ __typename }")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await AskAsync("app", $"{{ {Wallet} }}")).Status.ShouldBe(HttpStatusCode.OK);
        for (var i = 0; i < 2; i++) (await AskAsync("slow", "{ __typename }")).Status.ShouldBe(HttpStatusCode.OK);

        await ChangeAsync(
            Settings(new { app = Key("app", wallets: ["mesh:tenant-*"]), web = Key("web"), slow = Key("slow", requestsPerMinute: 2) }, limits: new { MaxDepth = 1 }),
            "Settings have changed and hold from now on: Limits, Access");

        // A key that is new, one that may ask for less, one whose budget is what it was, and a limit that is lower.
        (await AskAsync("web", "{ __typename }")).Status.ShouldBe(HttpStatusCode.OK);
        (await AskAsync("web", "{ providers { name } }")).Json.Text("errors.0.extensions.code").ShouldBe("LIMIT_EXCEEDED");
        (await AskAsync("slow", "{ __typename }")).Status.ShouldBe(HttpStatusCode.TooManyRequests);

        await ChangeAsync(Settings(new { app = Key("app", wallets: ["mesh:tenant-*"]), slow = Key("slow", requestsPerMinute: 100) }), "hold from now on: Limits, Access");

        (await AskAsync("app", $"{{ {Wallet} }}")).Json.Text("errors.0.extensions.code").ShouldBe("FORBIDDEN");
        (await AskAsync("web", "{ __typename }")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await AskAsync("slow", "{ __typename }")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Key_ThatIsTakenAwayOrMayAskForLess_EndsItsSubscriptions()
    {
        using var taken = await WatchAsync("slow");
        using var narrowed = await WatchAsync("app");

        await ChangeAsync(Settings(new { app = Key("app", wallets: ["mesh:tenant-*"]), web = Key("web") }), "hold from now on: Access");

        (await taken.EventAsync()).Data.ShouldContain("\"UNAUTHENTICATED\"");
        (await taken.EventAsync()).ShouldBe(("complete", ""));
        (await narrowed.EventAsync()).Data.ShouldContain("\"FORBIDDEN\"");
        (await narrowed.EventAsync()).ShouldBe(("complete", ""));
    }

    [Fact]
    public async Task Change_OfTheCache_HoldsForWhatIsKeptAlready()
    {
        var sandbox = _app.Services.GetRequiredService<SandboxServer>();
        const string query = "{ wallet(by: { meshUser: { userId: \"cex-example\" } }) { total { display } } }";
        for (var i = 0; i < 2; i++) await AskAsync("app", query);
        var calls = sandbox.Calls.Count;
        await AskAsync("app", query);
        sandbox.Calls.Count.ShouldBe(calls);

        await ChangeAsync(Settings(new { app = Key("app"), slow = Key("slow", requestsPerMinute: 2) }, cache: new { FreshSeconds = 0 }), "hold from now on: Cache");

        await AskAsync("app", query);
        sandbox.Calls.Count.ShouldBeGreaterThan(calls);
    }

    [Fact]
    public async Task Change_ThatIsWrong_IsNamed_AndTheOldSettingsStay()
    {
        await ChangeAsync(Settings(new { web = Key("web") }, limits: new { MaxDept = 1 }), "those from before stay: Limits:MaxDept is no setting; did you mean Limits:MaxDepth?");
        await OldSettingsHoldAsync();

        await ChangeAsync(Settings(new { web = new { Sha256 = "secret-8a" } }), "those from before stay: Access:Keys:web:Sha256 must be the SHA-256 of the key, 64 hexadecimal digits");
        await OldSettingsHoldAsync();
        _logs.Entries.ShouldNotContain(e => e.Text.Contains("secret-8a"));

        // Half a file, no file, and one without callers: each would let everybody in.
        await ChangeAsync("""{ "Access": { "Keys": {""", "those from before stay: appsettings.json can't be read");
        await OldSettingsHoldAsync();
        await ChangeAsync(Settings(new { }), "those from before stay: Access has neither Keys nor Jwt any more");
        await OldSettingsHoldAsync();
        File.Delete(Path.Combine(_folder.FullName, "appsettings.json"));
        await LoggedAsync("those from before stay: no provider is configured", from: 0);
        await OldSettingsHoldAsync();

        await ChangeAsync(Settings(new { web = Key("web") }), "Settings have changed and hold from now on: Access");
        (await AskAsync("web", "{ providers { name } }")).Status.ShouldBe(HttpStatusCode.OK);
        (await AskAsync("app", "{ providers { name } }")).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Change_ThatTakesARestart_SaysSo() =>
        await ChangeAsync(Settings(new { app = Key("app") }, resilience: new { MaxTries = 2 }), "hold after a restart only: Resilience");

    [Fact]
    public async Task Change_OfAddresses_IsNoWayAroundTheCheckOfThem()
    {
        var all = JsonNode.Parse(Settings(new { app = Key("app") }))!;
        all["Kestrel"] = JsonNode.Parse("""{ "Endpoints": { "Other": { "Url": "http://0.0.0.0:0" } } }""");
        all["Limits"] = JsonNode.Parse("""{ "MaxDepth": 3 }""");
        await ChangeAsync(all.ToJsonString(), "hold from now on: Limits");

        _app.Urls.ShouldBe([_http.BaseAddress!.OriginalString]);
        (await AskAsync("app", "{ __typename }")).Status.ShouldBe(HttpStatusCode.OK);
    }

    private async Task OldSettingsHoldAsync()
    {
        (await AskAsync("app", "{ providers { name } }")).Status.ShouldBe(HttpStatusCode.OK);
        (await AskAsync("web", "{ __typename }")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await AskAsync(null, "{ __typename }")).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static object Key(string text, int? requestsPerMinute = null, string[]? wallets = null) => new
    {
        Sha256 = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text))), RequestsPerMinute = requestsPerMinute, Wallets = wallets,
    };

    private static string Settings(object keys, object? limits = null, object? cache = null, object? resilience = null) => JsonSerializer.Serialize(
        new { Sandbox = new { Enabled = true }, Subscriptions = new { PollSeconds = 1 }, Access = new { Keys = keys }, Limits = limits, Cache = cache, Resilience = resilience }, WithoutNulls);

    private void Write(string json) => File.WriteAllText(Path.Combine(_folder.FullName, "appsettings.json"), json);

    private async Task ChangeAsync(string json, string logged)
    {
        var from = _logs.Entries.Count;
        Write(json);
        await LoggedAsync(logged, from);
    }

    private async Task LoggedAsync(string text, int from)
    {
        for (var i = 0; i < 200 && !_logs.Entries.Skip(from).Any(e => e.Text.Contains(text)); i++) await Task.Delay(50);
        _logs.Entries.Skip(from).Select(e => e.Text).ShouldContain(t => t.Contains(text), text);
    }

    private async Task<EventReader> WatchAsync(string key)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Get, $"/graphql?query={Uri.EscapeDataString("subscription { portfolioChanged(by: [{ meshUser: { userId: \"cex-example\" } }]) { wallets { id } } }")}");
        request.Headers.Add("X-Api-Key", key);
        request.Headers.Accept.ParseAdd("text/event-stream");
        var stream = await EventReader.OpenAsync(_http, request);
        (await stream.EventAsync()).Data.ShouldStartWith("{\"data\":");
        return stream;
    }

    private async Task<Answer> AskAsync(string? key, string query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/graphql?query={Uri.EscapeDataString(query)}");
        if (key is not null) request.Headers.Add("X-Api-Key", key);
        using var response = await _http.SendAsync(request);
        return new Answer(response.StatusCode, await response.Content.ReadAsStringAsync(), new Dictionary<string, string>());
    }
}
