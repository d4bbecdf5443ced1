using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using PortfolioGraph.Browser.Tests.Harness;
using PortfolioGraph.Sandbox;
using PortfolioGraph.Sandbox.Faults;
using static Microsoft.Playwright.Assertions;

namespace PortfolioGraph.Browser.Tests;

[Collection(StageCollection.Name)]
public sealed class PageTests(Stage stage)
{
    private const string Query = """
        {
          portfolio(by: [
            { address: { address: "0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb" } }
            { account: "cosmos:injective-1:inj1ld53vz2u580kpwmee6fvu048fsmut56e4plyns" }
            { okxAccount: "4686531e-3adb-469a-8000-8fd1c2097f68" }
            { meshUser: { userId: "cex-example" } }
          ]) {
            total { valueUsd display assetsUsd debtsUsd }
            allocation(by: NETWORK) { label percent }
            tokenBalances(first: 500, order: { valueUsd: DESC }) { edges { exclusion { reason } node { valueUsd } } }
            positions(first: 500) { edges { exclusion { reason } node { name } } }
            exclusions { explanation valueUsd }
          }
        }
        """;

    [BrowserFact]
    public async Task Portfolio_OfFourWallets_ShowsWhatTheGraphAnswers()
    {
        var portfolio = (await stage.AskAsync(Query)).GetProperty("portfolio");
        await using var window = await stage.OpenAsync("/" + Stage.FourWallets);
        var page = window.Page;

        var total = page.Locator("#total data");
        await Expect(total).ToHaveTextAsync(portfolio.GetProperty("total").GetProperty("display").GetString()!);
        await Expect(total).ToHaveAttributeAsync("value", Text(portfolio, "total", "valueUsd"));
        await Expect(page.Locator("#facts data").Nth(0)).ToHaveAttributeAsync("value", Text(portfolio, "total", "assetsUsd"));
        await Expect(page.Locator("#facts data").Nth(1)).ToHaveAttributeAsync("value", Text(portfolio, "total", "debtsUsd"));
        (await ValuesAsync(page, "#charts figure:nth-child(2) .percent")).ShouldBe(portfolio.GetProperty("allocation").EnumerateArray().Select(s => s.GetProperty("percent").GetString()!));

        var counted = portfolio.GetProperty("tokenBalances").GetProperty("edges").EnumerateArray().Where(e => e.GetProperty("exclusion").ValueKind == JsonValueKind.Null)
            .Select(e => e.GetProperty("node").GetProperty("valueUsd").GetString()).Where(v => v?.StartsWith("0.", StringComparison.Ordinal) != true).ToArray();
        (await ValuesAsync(page, "#holdings-body td:nth-child(5) > data")).ShouldBe(counted.OfType<string>());
        await Expect(page.Locator("#holdings-body tr")).ToHaveCountAsync(counted.Length);
        var names = portfolio.GetProperty("positions").GetProperty("edges").EnumerateArray()
            .Where(e => e.GetProperty("exclusion").ValueKind == JsonValueKind.Null).Select(e => e.GetProperty("node").GetProperty("name").GetString()!);
        (await page.Locator(".position .line .name").AllTextContentsAsync()).Order().ShouldBe(names.Order());
        (await ValuesAsync(page, "#exclusions data")).ShouldBe(portfolio.GetProperty("exclusions").EnumerateArray().Select(e => e.GetProperty("valueUsd").GetString()!));

        await Expect(page.Locator("#banner")).ToBeVisibleAsync();
        await Expect(page.Locator("#status")).ToContainTextAsync("Net worth $");
        window.Complaints.ShouldBeEmpty();
        window.Requests.ShouldAllBe(url => new Uri(url).Authority == stage.Url.Authority);
    }

    [BrowserFact]
    public Task Light_OnADesk_FitsAndKeepsNobodyOut() => LooksWellAsync("light", 1280, 900, ColorScheme.Light);

    [BrowserFact]
    public Task Dark_OnADesk_FitsAndKeepsNobodyOut() => LooksWellAsync("dark", 1280, 900, ColorScheme.Dark);

    [BrowserFact]
    public Task Light_OnAPhone_FitsAndKeepsNobodyOut() => LooksWellAsync("phone", 360, 740, ColorScheme.Light);

    [BrowserFact]
    public Task Dark_OnAPhone_FitsAndKeepsNobodyOut() => LooksWellAsync("phone-dark", 360, 740, ColorScheme.Dark);

    [BrowserFact]
    public async Task Newcomer_ByKeyboardAlone_OpensAnExampleSortsItAndAddsAWallet()
    {
        await using var window = await stage.OpenAsync();
        var page = window.Page;
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Lender on Injective" })).ToBeVisibleAsync();
        await Stage.PictureAsync(page, "start");
        (await window.BarriersAsync()).ShouldBeEmpty();

        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByText("Skip to the portfolio")).ToBeFocusedAsync();
        await TabToAsync(page, "Lender on Injective");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#total data")).ToHaveTextAsync("$24,179.78");

        await TabToAsync(page, "Asset");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("th[data-key=symbol]")).ToHaveAttributeAsync("aria-sort", "ascending");
        await Expect(page.Locator("#holdings-body tr").First).ToContainTextAsync("INJ");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("th[data-key=symbol]")).ToHaveAttributeAsync("aria-sort", "descending");
        await Expect(page.Locator("#holdings-body tr").First).ToContainTextAsync("USDT");

        await page.Locator(".skip").FocusAsync();
        await TabToAsync(page, "+ Add a wallet");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#wallet")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("mesh:cex-example");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#chips")).ToContainTextAsync("Mesh cex-example $1,807.39");
        page.Url.ShouldEndWith("/#wallet=cosmos:injective-1:inj1ld53vz2u580kpwmee6fvu048fsmut56e4plyns&wallet=mesh:cex-example");

        await page.GoBackAsync();
        await Expect(page.Locator("#total data")).ToHaveTextAsync("$24,179.78");
        window.Complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task Wallet_ThatIsNone_IsRefusedAtTheFieldInTheGatewaysWords()
    {
        await using var window = await stage.OpenAsync();
        await window.Page.FillAsync("#wallet", "0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdc1");
        await window.Page.Keyboard.PressAsync("Enter");

        await Expect(window.Page.Locator("#wallet-error")).ToHaveTextAsync(
            "Address \"0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdc1\" is not valid: wrong length: 40 hex digits follow 0x (64 for Sui and Aptos), not 41.");
        await Expect(window.Page.Locator("#wallet")).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(window.Page.Locator("#wallet")).ToBeFocusedAsync();
    }

    [BrowserFact]
    public async Task Link_WithABadWallet_ShowsTheOthersAndPutsTheBadOneIntoTheField()
    {
        await using var window = await stage.OpenAsync("/#wallet=0x123&wallet=mesh:cex-example");

        await Expect(window.Page.Locator("#total data")).ToHaveTextAsync("$1,807.39");
        await Expect(window.Page.Locator("#wallet")).ToHaveValueAsync("0x123");
        await Expect(window.Page.Locator("#wallet-error")).ToContainTextAsync("Address \"0x123\" is not valid");
    }

    [BrowserFact]
    public async Task Provider_ThatFails_IsNamedAndTheRestIsShown()
    {
        await using var window = await stage.OpenAsync("/#wallet=cosmos:injective-1:inj1ld53vz2u580kpwmee6fvu048fsmut56e4plyns&wallet=mesh:MeshFailed", scheme: ColorScheme.Dark);

        await Expect(window.Page.Locator("#total-sub")).ToContainTextAsync("Something is missing");
        await Expect(window.Page.Locator("#total data")).ToHaveTextAsync("$24,179.78");
        await Expect(window.Page.Locator("#notices .bad")).ToHaveTextAsync(
            "Missing: tokens, shares, NFTs, cash, returns from Mesh for Mesh MeshFailed. Mesh failed: Please try again later. Where it comes from");
        await Expect(window.Page.Locator("#sources li").First).ToContainTextAsync("PROVIDER_FAILURE");
        await Stage.PictureAsync(window.Page, "missing", fullPage: true);
        (await window.BarriersAsync()).ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task Tokens_ThatAreRiskyOrCountedElsewhere_AreShownOnRequest()
    {
        await using var window = await stage.OpenAsync("/#wallet=0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb");
        var page = window.Page;
        var rows = page.Locator("#holdings-body tr");
        var names = rows.Locator(".name");
        await Expect(names.GetByText("WBTC")).ToBeVisibleAsync();
        await Expect(names.GetByText("FREE-ETH.example")).ToHaveCountAsync(0);

        await page.GetByRole(AriaRole.Button, new() { Name = "Risky" }).ClickAsync();
        await Expect(names.GetByText("FREE-ETH.example")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Counted elsewhere" }).ClickAsync();
        await Expect(names.GetByText("UNI-V2")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Searchbox).FillAsync("wbtc");
        await Expect(rows).ToHaveCountAsync(1);
    }

    [BrowserFact]
    public async Task Gateway_ThatKnowsItsCallers_IsGivenTheKeyFromMemoryOnly()
    {
        // The hash of "k".
        await using var gateway = await Stage.StartGatewayAsync(new() { ["Access:Keys:app:Sha256"] = "8254c329a92850f6d539dd376f4816ee2764517da5e0235514af433164480d7a" });
        await using var window = await stage.OpenAsync("/#wallet=mesh:cex-example", gateway: new Uri(gateway.Urls.Single()));
        var page = window.Page;
        await Expect(page.Locator("#key-text")).ToBeFocusedAsync();

        await page.Keyboard.TypeAsync("wrong");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#key-error")).ToHaveTextAsync("This one is not known here.");
        await page.Keyboard.TypeAsync("k");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator("#total data")).ToHaveTextAsync("$1,807.39");
        (await page.EvaluateAsync<int>("localStorage.length + sessionStorage.length + document.cookie.length")).ShouldBe(0);
        await page.ReloadAsync();
        await Expect(page.Locator("#key-text")).ToBeFocusedAsync();
    }

    [BrowserFact]
    public async Task WalletOfAFastProvider_IsShownBeforeTheSlowOnesAndTheSum()
    {
        await using var gateway = await Stage.StartGatewayAsync();
        gateway.Services.GetRequiredService<SandboxServer>().Faults.Set("mesh", new Fault { DelayMs = 4_000 });
        await using var window = await stage.OpenAsync("/#wallet=0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb&wallet=mesh:cex-example", gateway: new Uri(gateway.Urls.Single()));
        var page = window.Page;

        await Expect(page.Locator("#chips")).ToContainTextAsync("$536,536.44");
        await Expect(page.Locator("#holdings-body .name").First).ToHaveTextAsync("WBTC");
        (await page.Locator("#total data").CountAsync()).ShouldBe(0);
        await Stage.PictureAsync(page, "loading");

        await Expect(page.Locator("#total data")).ToHaveTextAsync("$538,343.83");
        await Expect(page.Locator("#chips")).ToContainTextAsync("$1,807.39");
        window.Complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task Change_IsShownWithoutBeingAskedFor()
    {
        await using var gateway = await Stage.StartGatewayAsync(new() { ["Subscriptions:PollSeconds"] = "1", ["Cache:FreshSeconds"] = "0", ["Resilience:MaxTries"] = "1" });
        await using var window = await stage.OpenAsync("/#wallet=mesh:cex-example", gateway: new Uri(gateway.Urls.Single()));
        var page = window.Page;
        await Expect(page.Locator("#live")).ToBeVisibleAsync();
        await Expect(page.Locator("#notices")).ToBeEmptyAsync();
        await page.Locator("#chips button").First.FocusAsync();

        gateway.Services.GetRequiredService<SandboxServer>().Faults.Set("mesh", new Fault { Status = 503 });

        await Expect(page.Locator("#notices")).ToContainTextAsync("Older answer: tokens, shares, NFTs, cash, returns from Mesh");
        await Expect(page.Locator("#total data")).ToHaveTextAsync("$1,807.39");
        await Expect(page.Locator("#chips button").First).ToBeFocusedAsync();
        window.Complaints.ShouldBeEmpty();
    }

    private static string Text(JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path) element = element.GetProperty(name);
        return element.GetString()!;
    }

    private static Task<string[]> ValuesAsync(IPage page, string selector) =>
        page.Locator(selector).EvaluateAllAsync<string[]>("elements => elements.map(element => element.getAttribute('value'))");

    private static async Task TabToAsync(IPage page, string name)
    {
        for (var i = 0; i < 40; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>("name => document.activeElement.textContent.trim().startsWith(name)", name)) return;
        }

        throw new InvalidOperationException($"The keyboard does not reach \"{name}\".");
    }

    private async Task LooksWellAsync(string name, int width, int height, ColorScheme scheme)
    {
        await using var window = await stage.OpenAsync("/" + Stage.FourWallets, width, height, scheme);
        await Expect(window.Page.Locator("#live")).ToBeVisibleAsync();
        await Stage.PictureAsync(window.Page, name);
        await Stage.PictureAsync(window.Page, name + "-full", fullPage: true);
        (await window.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBe(width);
        (await window.Page.EvaluateAsync<double>("document.querySelector('.actions').getBoundingClientRect().right")).ShouldBeLessThanOrEqualTo(width - 12);
        (await window.BarriersAsync()).ShouldBeEmpty();
        window.Complaints.ShouldBeEmpty();
    }
}
