using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Playwright;
using PortfolioGraph.Gateway.Hosting;
using PortfolioGraph.Gateway.Tests;

namespace PortfolioGraph.Browser.Tests.Harness;

/// <summary>A gateway over the sandbox, as who starts it from a clone has it, and a browser before it.</summary>
public sealed class Stage : IAsyncLifetime
{
    /// <summary>The four wallets of the README, of four kinds.</summary>
    public const string FourWallets =
        "#wallet=0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb&wallet=cosmos:injective-1:inj1ld53vz2u580kpwmee6fvu048fsmut56e4plyns&wallet=okx:4686531e-3adb-469a-8000-8fd1c2097f68&wallet=mesh:cex-example";

    private WebApplication? _gateway;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public Uri Url { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(20_000);
        _gateway = await StartGatewayAsync();
        Url = new Uri(_gateway.Urls.Single());
        if (Chromium.Path is null) return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Chromium.Path,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        await _gateway!.DisposeAsync();
    }

    internal static async Task<WebApplication> StartGatewayAsync(Dictionary<string, string?>? settings = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.Configuration.AddInMemoryCollection(settings ?? []);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var gateway = await GatewayHost.BuildAsync(builder, CancellationToken.None);
        await gateway.StartAsync();
        return gateway;
    }

    /// <summary>A window of its own, without memory of others.</summary>
    internal async Task<Window> OpenAsync(string address = "/", int width = 1280, int height = 900, ColorScheme scheme = ColorScheme.Light, Uri? gateway = null, Func<IPage, Task>? prepare = null)
    {
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height }, ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce, Locale = "en-US", TimezoneId = "UTC",
        });
        context.SetDefaultTimeout(20_000);
        var page = await context.NewPageAsync();
        var window = new Window(context, page);
        if (prepare is not null) await prepare(page);
        await page.GotoAsync(new Uri(gateway ?? Url, address).AbsoluteUri);
        return window;
    }

    /// <summary>What the graph answers to a client without a browser.</summary>
    internal async Task<JsonElement> AskAsync(string query, object? variables = null)
    {
        using var http = new HttpClient();
        using var response = await http.PostAsJsonAsync(new Uri(Url, "/graphql"), new { query, variables });
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("data");
    }

    /// <summary>A picture for people, in <c>TestResults/screenshots</c> of this project.</summary>
    internal static Task PictureAsync(IPage page, string name, bool fullPage = false) => page.ScreenshotAsync(new PageScreenshotOptions
    {
        Path = Path.Combine(RepositoryFile.Root, "tests", "PortfolioGraph.Browser.Tests", "TestResults", "screenshots", name + ".png"), FullPage = fullPage,
    });
}
