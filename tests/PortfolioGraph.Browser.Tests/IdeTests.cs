using System.Text.RegularExpressions;
using Microsoft.Playwright;
using PortfolioGraph.Browser.Tests.Harness;
using PortfolioGraph.GraphQL.AspNetCore.Ide;
using static Microsoft.Playwright.Assertions;

namespace PortfolioGraph.Browser.Tests;

[Collection(StageCollection.Name)]
public sealed partial class IdeTests(Stage stage)
{
    private static readonly string Files = Path.Combine(AppContext.BaseDirectory, "banana-cake-pop");

    [BrowserFact(needsIde: true)]
    public async Task FirstVisit_HasSchemaAndExamples_AndRunsTheFirst()
    {
        await using var window = await stage.OpenAsync("/graphql", width: 1180, height: 760);

        await RunFirstAsync(window.Page);

        await Stage.PictureAsync(window.Page, "ide");
        window.Complaints.ShouldBeEmpty();
        window.Requests.ShouldAllBe(url => url.StartsWith("blob:", StringComparison.Ordinal) || new Uri(url).Authority == stage.Url.Authority);
    }

    [BrowserFact(needsIde: true)]
    public async Task Files_ThatCantBeHad_GiveWayToThePlainPage()
    {
        await using var window = await stage.OpenAsync("/graphql", prepare: page => page.RouteAsync("**/graphql/ide/static/**", route => route.AbortAsync()));

        await window.Page.WaitForURLAsync("**/graphql/plain");
        await window.Page.FillAsync("#query", "{ providers { name } }");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Run" }).ClickAsync();
        await Expect(window.Page.Locator("#response")).ToContainTextAsync("Neptune Finance");
    }

    [BrowserFact(needsIde: true)]
    public void Page_LoadsTheScriptsAndStylesOfThePackage()
    {
        var ours = Loaded(BananaCakePop.Page("/graphql").Replace("/graphql/ide/", "", StringComparison.Ordinal)).Where(file => file != "start.js");
        ours.Order().ShouldBe(Loaded(File.ReadAllText(Path.Combine(Files, "index.html"))).Order());
    }

    private static async Task RunFirstAsync(IPage page)
    {
        await Expect(page.GetByText("Schema available")).ToBeVisibleAsync();
        await Expect(page.GetByText("NetWorth:")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Run Operation" }).ClickAsync();
        await Expect(page.GetByText("\"$480,622.02\"").First).ToBeVisibleAsync();
    }

    private static IEnumerable<string> Loaded(string html) => Static().Matches(html).Select(match => match.Groups[1].Value);

    [GeneratedRegex("(?:src|href)=\"((?:static/|start)[^\"]+)\"")]
    private static partial Regex Static();
}
