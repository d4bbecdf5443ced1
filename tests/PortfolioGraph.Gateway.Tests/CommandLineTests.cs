using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PortfolioGraph.Gateway.Tests.Harness;
using PortfolioGraph.Sandbox;
using PortfolioGraph.Sandbox.Settings;

namespace PortfolioGraph.Gateway.Tests;

/// <summary>The verbs of the executable, run as processes.</summary>
public sealed class CommandLineTests
{
    private static readonly Dictionary<string, string> Sandbox = new() { ["Sandbox:Enabled"] = "true" };

    [Fact]
    public async Task Help_ListsTheVerbs()
    {
        var (code, output, _) = await GatewayProcess.RunAsync(["--help"]);
        code.ShouldBe(0);
        foreach (var verb in (string[])["serve", "schema", "query", "cost", "providers"]) output.ShouldContain($"  {verb} ");
    }

    [Theory]
    [InlineData("Unrecognized command or argument 'dance'", "dance")]
    [InlineData("Required argument 'file' missing", "query")]
    [InlineData("/no/such/file can't be read", "query", "/no/such/file")]
    [InlineData("The variables are no JSON", "query", "-", "--variables", "{first")]
    [InlineData("ftp://example is no http or https URL", "query", "-", "--url", "ftp://example")]
    [InlineData("- is no schema", "schema", "check", "-")]
    public async Task WrongCall_SaysWhatIsWrong_AndEndsWithTwo(string message, params string[] arguments)
    {
        var (code, output, error) = await GatewayProcess.RunAsync(arguments, Sandbox, "type Query {");
        code.ShouldBe(2);
        (output + error).ShouldContain(message);
        error.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task SchemaPrint_IsTheFile()
    {
        var (code, output, _) = await GatewayProcess.RunAsync(["schema", "print"]);
        code.ShouldBe(0);
        output.ShouldBe(RepositoryFile.Read("schema/portfolio.graphql"));
    }

    [Fact]
    public async Task SchemaCheck_AnOlderSchemaWithMore_IsABreak()
    {
        var sdl = RepositoryFile.Read("schema/portfolio.graphql");
        (await GatewayProcess.RunAsync(["schema", "check", "-"], input: sdl)).ShouldBe((0, "No changes." + Environment.NewLine, ""));

        var (code, output, _) = await GatewayProcess.RunAsync(["schema", "check", "-", "--json"], input: sdl + " extend type Query { luck: Int } ");
        code.ShouldBe(1);
        output.Trim().ShouldBe("""[{"severity":"BREAKING","coordinate":"Query.luck","message":"was removed"}]""");
    }

    [Fact]
    public async Task Query_IsExecutedHere_WithVariables()
    {
        var (code, output, error) = await GatewayProcess.RunAsync(
            ["query", "-", "--json", "--variables", """{"user": "Mesh3"}"""], Sandbox, "query($user: ID!) { wallet(by: { meshUser: { userId: $user } }) { cash { currency amount } } }");
        code.ShouldBe(0);
        output.Trim().ShouldStartWith("""{"data":{"wallet":{"cash":[""");
        output.ShouldContain("""{"currency":"EUR","amount":"-102.88"}""");
        error.ShouldStartWith("SANDBOX DATA");
    }

    [Fact]
    public async Task Query_WithErrors_EndsWithOne()
    {
        var (code, output, _) = await GatewayProcess.RunAsync(["query", "-", "--json"], Sandbox, "{ luck }");
        code.ShouldBe(1);
        output.ShouldContain("GRAPHQL_VALIDATION_FAILED");
    }

    [Fact]
    public async Task Query_NoProviderConfigured_SaysWhatToSet()
    {
        var (code, _, error) = await GatewayProcess.RunAsync(["query", "-"], input: "{ __typename }");
        code.ShouldBe(1);
        error.ShouldContain("Providers:Okx:ApiKey");
    }

    [Fact]
    public async Task Query_AtAGatewayThatRuns_SendsTheKey()
    {
        const string key = "key-of-a-caller";
        await using var server = await GatewayServer.StartAsync(new()
        {
            ["Access:Keys:app:Sha256"] = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key))),
        });
        string[] arguments = ["query", "-", "--json", "--url", new Uri(server.Url, "/graphql").ToString()];

        var (refused, without, _) = await GatewayProcess.RunAsync(arguments, input: "{ __typename }");
        var (code, with, _) = await GatewayProcess.RunAsync(arguments, new() { ["PORTFOLIO_GRAPH_KEY"] = key }, "{ __typename }");

        (refused, code).ShouldBe((1, 0));
        without.ShouldContain("UNAUTHENTICATED");
        with.Trim().ShouldBe("""{"data":{"__typename":"Query"}}""");
    }

    [Fact]
    public async Task Cost_TellsPriceAndCalls_OfEachOperation()
    {
        const string document = """
            query Cash { wallet(by: { meshUser: { userId: "Mesh" } }) { cash { amount } } }
            query Names { providers { name } }
            """;
        var (code, output, _) = await GatewayProcess.RunAsync(["cost", "-", "--json"], input: document);
        code.ShouldBe(0);
        using var json = JsonDocument.Parse(output);
        var (cash, names) = (json.RootElement[0], json.RootElement[1]);
        cash.GetProperty("operation").GetString().ShouldBe("Cash");
        cash.GetProperty("cost").GetInt32().ShouldBeGreaterThan(1000);
        cash.GetProperty("calls").GetRawText().ShouldBe("""{"mesh":1}""");
        names.GetProperty("cost").GetInt32().ShouldBeLessThan(100);
        names.GetProperty("calls").GetRawText().ShouldBe("{}");
    }

    [Fact]
    public async Task Cost_OfWhatIsNoOperation_EndsWithOne_AndSaysWhere()
    {
        var (code, output, _) = await GatewayProcess.RunAsync(["cost", "-"], input: "{ luck }");
        code.ShouldBe(1);
        output.ShouldContain("1:3 Cannot query field \"luck\" on type \"Query\".");
    }

    [Fact]
    public async Task ProvidersCheck_WrongSecret_SaysWhatToDo_WithoutIt()
    {
        var options = new SandboxOptions();
        await using var sandbox = await SandboxServer.StartAsync(options, CancellationToken.None);
        Dictionary<string, string> settings = new()
        {
            ["Providers:Okx:BaseUrl"] = sandbox.OkxUrl.GetLeftPart(UriPartial.Authority), ["Providers:Okx:ApiKey"] = options.OkxApiKey,
            ["Providers:Okx:SecretKey"] = "wrong-secret-4e", ["Providers:Okx:Passphrase"] = options.OkxPassphrase,
            ["Providers:Mesh:BaseUrl"] = sandbox.MeshUrl.GetLeftPart(UriPartial.Authority), ["Providers:Mesh:ClientId"] = options.MeshClientId,
            ["Providers:Mesh:ClientSecret"] = options.MeshClientSecret,
            ["Providers:Neptune:BaseUrl"] = sandbox.NeptuneUrl.GetLeftPart(UriPartial.Authority), ["Providers:Neptune:Enabled"] = "true",
        };

        var (code, output, error) = await GatewayProcess.RunAsync(["providers", "check"], settings);

        code.ShouldBe(1);
        output.ShouldContain("OKX (live): PROVIDER_UNAUTHORIZED 50113");
        output.ShouldContain("Check the credentials in Providers:Okx");
        output.ShouldContain("Mesh (live): OK");
        output.ShouldContain("Neptune Finance (live): OK");
        (output + error).ShouldNotContain("wrong-secret-4e");

        settings["Providers:Okx:SecretKey"] = options.OkxSecretKey;
        (await GatewayProcess.RunAsync(["providers", "check"], settings)).Code.ShouldBe(0);
    }
}
