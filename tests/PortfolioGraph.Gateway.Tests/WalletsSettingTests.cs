using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using PortfolioGraph.Gateway.Access;
using PortfolioGraph.Gateway.Configuration;
using PortfolioGraph.Gateway.Settings;
using PortfolioGraph.Gateway.Tests.Harness;

namespace PortfolioGraph.Gateway.Tests;

/// <summary>Which wallets a key may ask for, however that is written: a list that is there and empty is never taken for one that is not there.</summary>
public sealed class WalletsSettingTests
{
    private static readonly string Hash = Convert.ToHexString(SHA256.HashData("key"u8));

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("\"\"")]
    [InlineData("\"okx:a\"")]
    [InlineData("[null]")]
    [InlineData("[\"\"]")]
    [InlineData("[{}]")]
    [InlineData("[[]]")]
    [InlineData("false")]
    [InlineData("0")]
    public void List_OfNothing_StopsTheStart_AndNamesTheKey(string json)
    {
        foreach (var name in new[] { "Wallets", "wallets" })
        {
            var problems = Problems($$"""{ "Sha256": "{{Hash}}", "{{name}}": {{json}} }""");
            problems.Count.ShouldBeGreaterThan(0);
            problems.ShouldAllBe(p => p.Contains("Access:Keys:app:Wallets", StringComparison.OrdinalIgnoreCase));
        }
    }

    [Theory]
    [InlineData("MaxCostPerMinute", "null")]
    [InlineData("MaxCostPerMinute", "\"\"")]
    [InlineData("MaxCostPerMinute", "\" \"")]
    [InlineData("MaxCostPerMinute", "{}")]
    [InlineData("RequestsPerMinute", "[]")]
    [InlineData("RequestsPerMinute", "0")]
    public void Budget_OfNothing_StopsTheStart_AndNamesTheKey(string name, string json) =>
        Problems($$"""{ "Sha256": "{{Hash}}", "AllWallets": true, "{{name}}": {{json}} }""")
            .ShouldBe([$"Access:Keys:app:{name} must be at least 1; leave it out for no limit"]);

    [Theory]
    [InlineData("""{ "Access": { "Keys": null } }""", "Access:Keys")]
    [InlineData("""{ "Access": { "Keys": {} } }""", "Access:Keys")]
    [InlineData("""{ "Access": { "Jwt": null } }""", "Access:Jwt")]
    [InlineData("""{ "Access": { "Jwt": {} } }""", "Access:Jwt")]
    public void Section_OfNothing_StopsTheStart_InPlaceOfServingEveryone(string json, string key)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));

        Should.Throw<StartupException>(() => Read(new ConfigurationBuilder().AddJsonStream(stream).Build())).Problems
            .ShouldBe([$"{key} is set, and nothing is in it; leave it out to serve callers without a key or token"]);
    }

    [Theory]
    [InlineData("Access__Keys__app__Wallets", "")]
    [InlineData("Access__Keys__app__Wallets", "okx:a")]
    [InlineData("Access__Keys__app__Wallets__0", "")]
    public void Environment_ThatSetsNothing_StopsTheStart(string variable, string value)
    {
        var settings = new Dictionary<string, string?> { ["Access:Keys:app:Sha256"] = Hash, [variable.Replace("__", ":", StringComparison.Ordinal)] = value };

        Should.Throw<StartupException>(() => Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())).Problems.Count.ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("""{ "AllWallets": true, "Wallets": ["okx:a"] }""", "Access:Keys:app:AllWallets is true and Access:Keys:app:Wallets is set: only one of them can be meant")]
    [InlineData("""{ "AllWallets": false }""", "Access:Keys:app:AllWallets is not true and Access:Keys:app:Wallets is not set: the key could ask for no wallet")]
    [InlineData("""{ "AllWallets": "yes" }""", "Access:Keys:app:AllWallets is \"yes\"; it must be true or false")]
    public void AllWallets_ThatContradicts_StopsTheStart(string json, string problem) =>
        Problems(json.Replace("{ ", $"{{ \"Sha256\": \"{Hash}\", ", StringComparison.Ordinal)).ShouldBe([problem]);

    [Fact]
    public void Key_SaysWhichWalletsItMayAskFor()
    {
        Key("""{ "AllWallets": true }""").Wallets.ShouldBeNull();
        Key("""{ "AllWallets": true }""").SaysWhichWallets.ShouldBeTrue();
        Key("""{ "Wallets": ["okx:a"] }""").Wallets.ShouldNotBeNull();
        Key("""{ "Wallets": ["okx:a"], "AllWallets": false }""").Wallets.ShouldNotBeNull();
        Key("{ }").Wallets.ShouldBeNull();
        Key("{ }").SaysWhichWallets.ShouldBeFalse();
    }

    [Fact]
    public async Task Key_ThatSaysNothing_MayAskForAll_AndTheStartWarns()
    {
        await using var server = await GatewayServer.StartAsync(new() { ["Access:Keys:app:Sha256"] = Hash, ["Access:Keys:web:Sha256"] = Hash[..^1] + '0', ["Access:Keys:web:AllWallets"] = "true" });

        (await server.AskAsync("{ wallet(by: { meshUser: { userId: \"cex-example\" } }) { id } }", credential: "key")).Data.Text("wallet.id").ShouldNotBeNull();
        server.Logs.Entries.Where(e => e.Level == LogLevel.Warning && e.Text.Contains("AllWallets")).ShouldHaveSingleItem().Text.ShouldContain("Access:Keys:app:AllWallets");
    }

    private static AccessKey Key(string json) =>
        Read(Configuration(json.Replace("{ ", $"{{ \"Sha256\": \"{Hash}\"{(json == "{ }" ? "" : ",")} ", StringComparison.Ordinal))).Access.Keys.ShouldHaveSingleItem();

    private static IReadOnlyList<string> Problems(string key) => Should.Throw<StartupException>(() => Read(Configuration(key))).Problems;

    private static GatewaySettings Read(IConfiguration configuration) => GatewaySettings.Read(configuration, isDevelopment: true, TimeProvider.System);

    private static IConfiguration Configuration(string key) =>
        new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes($$"""{ "Access": { "Keys": { "app": {{key}} } } }"""))).Build();
}
