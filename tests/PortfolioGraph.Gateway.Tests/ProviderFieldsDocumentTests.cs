using System.Text.Json;
using System.Text.RegularExpressions;
using PortfolioGraph.Gateway.Graph;
using PortfolioGraph.Gateway.Graph.Scalars;
using PortfolioGraph.Gateway.Tests.Harness;
using PortfolioGraph.GraphQL.SchemaBuilding;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.Gateway.Tests;

/// <summary>The tables in <c>docs/providers.md</c> that say where each field of a provider is: they leave none out, and name nothing that there isn't.</summary>
[Collection(GatewayCollection.Name)]
public sealed partial class ProviderFieldsDocumentTests(Harness.Gateway gateway)
{
    private const string PlatformList = "OKX platform list";
    private const string InvestmentDetail = "OKX investment detail";
    private const string TokenBalances = "OKX token balances";
    private const string Portfolio = "Mesh aggregated portfolio";
    private const string NeptuneWallet = "Neptune wallet";

    [Theory]
    [InlineData(PlatformList)]
    [InlineData(InvestmentDetail)]
    [InlineData(TokenBalances)]
    [InlineData(Portfolio)]
    [InlineData(NeptuneWallet)]
    public void FieldTables_NameWhatIsInTheSchema_OrWhyItIsNot(string section)
    {
        var schema = SchemaBuilder.Parse(PortfolioGraphSchema.Sdl, PortfolioScalars.Coercions);
        var rows = RowsOf(section);

        rows.Where(r => r.IsParameter).ShouldNotBeEmpty();
        rows.Where(r => !r.IsParameter).ShouldNotBeEmpty();
        rows.SelectMany(r => r.Paths.Select(path => (r.IsParameter, path))).ShouldBeUnique();
        foreach (var row in rows)
        {
            var coordinates = Coordinate().Matches(row.Place);
            (coordinates.Count > 0 || row.Place.StartsWith("– ", StringComparison.Ordinal)).ShouldBeTrue($"{row.Paths[0]} is neither somewhere nor nowhere");
            foreach (Match coordinate in coordinates)
            {
                var (type, field, argument) = (coordinate.Groups[1].Value, coordinate.Groups[2].Value, coordinate.Groups[3].Value);
                (schema.FindType(type) switch
                {
                    ComplexType complex => complex.FindField(field) is { } found && (argument.Length == 0 || found.FindArgument(argument) is not null),
                    InputObjectType input => argument.Length == 0 && input.Fields.Any(f => f.Name == field),
                    _ => false,
                }).ShouldBeTrue($"the schema has no {coordinate.Value}");
            }
        }
    }

    [Theory]
    [InlineData(PlatformList, "platform/list", """{ address: { address: "0x742d35cc6634c0532925a3b8d4c7d2f7d3cbf9f6", networks: ["eip155:1"] } }""", "platforms { nodes { valueUsd } }")]
    [InlineData(PlatformList, "platform/list", """{ address: { address: "0x8f3cf7ad23cd3cadbd9735aff958023239c6a063", networks: ["eip155:56"] } }""", "platforms { nodes { valueUsd } }")]
    [InlineData(PlatformList, "platform/list", """{ address: { address: "0x7f429edeff8afc7bb3a2cf7db832fc86f6fa99da" } }""", "platforms { nodes { valueUsd } }")]
    [InlineData(InvestmentDetail, "asset-detail", """{ address: { address: "0x7f429edeff8afc7bb3a2cf7db832fc86f6fa99da" } }""", """defiPosition(investmentId: "15299", network: "eip155:137", poolId: "1", farmInvestmentId: "2") { name }""")]
    [InlineData(InvestmentDetail, "asset-detail", """{ address: { address: "0x7f429edeff8afc7bb3a2cf7db832fc86f6fa99da" } }""", """defiPosition(investmentId: "15299", network: "eip155:137") { name }""")]
    [InlineData(TokenBalances, "asset/token-balances", """{ okxAccount: "4686531e-3adb-469a-8000-8fd1c2097f68" }""", """tokenBalances(tokens: [{ network: "eip155:1" }, { network: "bip122:000000000019d6689c085ae165831e93", address: "btc-brc20-psat" }]) { nodes { amount } }""")]
    [InlineData(Portfolio, "holdings/portfolio", """{ meshUser: { userId: "cex-example", timezoneOffset: 3600 } }""", "tokenBalances { nodes { amount } }")]
    [InlineData(Portfolio, "holdings/portfolio", """{ meshUser: { userId: "self-custody-example" } }""", "tokenBalances { nodes { amount } }")]
    [InlineData(Portfolio, "holdings/portfolio", """{ meshUser: { userId: "MeshNft" } }""", "positions { nodes { name } }")]
    [InlineData(Portfolio, "holdings/portfolio", """{ meshUser: { userId: "MeshNulls" } }""", "positions { nodes { name } }")]
    [InlineData(NeptuneWallet, "wallet/balances", """{ address: { address: "inj1t2htvpfl862vnwdqnuekd9p4ulh3h6hda7frn9" } }""", "tokenBalances { nodes { display { amount } } }")]
    [InlineData(NeptuneWallet, "wallet/balances", """{ address: { address: "inj1ld53vz2u580kpwmee6fvu048fsmut56e4plyns" } }""", "tokenBalances { nodes { display { amount } } }")]
    [InlineData(NeptuneWallet, "wallet/balance", """{ address: { address: "inj1t2htvpfl862vnwdqnuekd9p4ulh3h6hda7frn9" } }""", """tokenBalance(token: { network: "cosmos:injective-1" }) { display { amount } }""")]
    public async Task FieldTables_HaveARow_ForEverythingSentAndReceived(string section, string path, string by, string fields)
    {
        var (answer, calls) = await gateway.Server.AskAndCountAsync($$"""{ wallet(by: {{by}}) { {{fields}} } }""");
        answer.Data.ShouldNotBe(default);
        var call = calls.Where(c => c.Path.EndsWith($"/{path}", StringComparison.Ordinal)).ShouldHaveSingleItem();
        var rows = RowsOf(section);

        var sent = call.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=')[0]);
        if (call.Body.Length > 0) sent = sent.Concat(Members(JsonSerializer.Deserialize<JsonElement>(call.Body)));
        sent.Where(p => !rows.Any(r => r.IsParameter && r.Says(p))).Distinct().ShouldBeEmpty();
        Members(await gateway.Server.RawAsync(call)).Where(f => !rows.Any(r => !r.IsParameter && r.Says(f))).Distinct().ShouldBeEmpty();
    }

    // Every value and every list; lists are transparent, and an object is what is in it.
    private static IEnumerable<string> Members(JsonElement element, string path = "") => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => Members(p.Value, path.Length == 0 ? p.Name : $"{path}.{p.Name}")),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(i => Members(i, path)).Append(path),
        _ => [path],
    };

    private static List<Row> RowsOf(string section)
    {
        var text = RepositoryFile.Read("docs/providers.md");
        var start = text.IndexOf($"\n### {section}\n", StringComparison.Ordinal);
        start.ShouldBeGreaterThan(0, $"there is no section {section}");
        var end = text.IndexOf("\n##", start + 5, StringComparison.Ordinal);
        var rows = new List<Row>();
        var isParameter = false;
        foreach (var line in text[start..end].Split('\n').Where(l => l.StartsWith("| ", StringComparison.Ordinal)))
        {
            var cells = line.Split('|', StringSplitOptions.TrimEntries);
            if (cells[1] is "parameter" or "field") isParameter = cells[1] == "parameter";
            else rows.Add(new Row(isParameter, [.. Code().Matches(cells[1]).Select(m => m.Groups[1].Value)], cells[2]));
        }

        return rows;
    }

    [GeneratedRegex(@"`([A-Z][A-Za-z]+)\.([a-z][A-Za-z]+)(?:\(([a-z][A-Za-z]+):\))?`")]
    private static partial Regex Coordinate();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    private sealed record Row(bool IsParameter, string[] Paths, string Place)
    {
        /// <summary>A path of the document stands for all that end so.</summary>
        public bool Says(string path) => Paths.Any(p => path == p || path.EndsWith($".{p}", StringComparison.Ordinal));
    }
}
