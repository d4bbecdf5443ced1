using System.Text.Json;
using PortfolioGraph.Gateway.Graph.Ids;
using PortfolioGraph.Gateway.Tests.Harness;

namespace PortfolioGraph.Gateway.Tests;

/// <summary>An id stands for one object: all its occurrences in an answer are equal, and <c>node</c> gives that object.</summary>
public sealed class ObjectIdentityTests : IAsyncLifetime
{
    // Wallets of all kinds; some are about the same accounts.
    private const string Wallets = """
        [{ address: { address: "0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb" } },
         { address: { address: "0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb", networks: ["eip155:1", "eip155:42161"] } },
         { address: { address: "inj1ld53vz2u580kpwmee6fvu048fsmut56e4plyns" } },
         { account: "cosmos:injective-1:inj1ld53vz2u580kpwmee6fvu048fsmut56e4plyns" },
         { address: { address: "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0" } },
         { address: { address: "4UuDnrHegbSxwp42KuXss6HorenVdf5Q666omrZAHv7y" } },
         { okxAccount: "4686531e-3adb-469a-8000-8fd1c2097f68" },
         { meshUser: { userId: "Mesh" } }, { meshUser: { userId: "cex-example" } }, { meshUser: { userId: "MeshNft" } },
         { meshUser: { userId: "self-custody-example" } },
         { account: "eip155:1:0x1111111111111111111111111111111111111111" }, { account: "eip155:42161:0x1111111111111111111111111111111111111111" }]
        """;

    private readonly WideGateway _gateway = new();

    public Task InitializeAsync() => _gateway.InitializeAsync();

    public Task DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task Objects_OfOneId_AreEqualInAllPlaces_AndByNode()
    {
        // A server that knows nothing yet.
        var by = $"(by: {Wallets})";
        var answer = await _gateway.Server.AskAsync($$"""
            { {{SelectionTree.Everything("portfolio", "Portfolio", depth: 5).Write(by)}}
              {{SelectionTree.Everything("wallets", "Wallet", depth: 5).Write(by)}}
              {{SelectionTree.Everything("networks", "Network", depth: 3).Write("")}}
              {{SelectionTree.Everything("providers", "Provider", depth: 3).Write("")}} }
            """);

        var objects = new Dictionary<string, Dictionary<string, string>>();
        var differences = new List<string>();
        Collect(answer.DataOfPart, "", objects, differences);
        Types(objects).ShouldBe(
            ["DefiPosition", "EquityPosition", "Network", "NftPosition", "Platform", "PlatformHolding", "Provider", "Token", "TokenBalance", "Wallet"]);
        differences.ShouldBeEmpty(string.Join(Environment.NewLine, differences.Take(40)));

        foreach (var type in Types(objects))
        {
            var ids = objects.Keys.Where(id => TypeOf(id) == type).ToArray();
            foreach (var some in ids.Chunk(400))
            {
                var fields = SelectionTree.Everything("node", type, depth: 1).WriteBelow();

                // What is said of tokens without an id of a chain is of one answer, so the wallets are asked for beside them.
                var beside = type == "Token" ? $"wallets{by} {{ tokenBalances(first: 500) {{ nodes {{ id }} }} }}" : "";
                var nodes = await _gateway.Server.AskAsync(
                    $$"""query ($ids: [ID!]!) { {{beside}} nodes(ids: $ids) { ... on {{type}} { {{fields}} } } }""", new { ids = some });
                nodes.DataOfPart.List("nodes").ShouldAllBe(n => n.ValueKind == JsonValueKind.Object, type);
                Collect(nodes.DataOfPart, "", objects, differences);
            }
        }

        differences.ShouldBeEmpty(string.Join(Environment.NewLine, differences.Take(40)));
    }

    [Fact]
    public async Task Node_OfAnInscription_OfAnUnmappedNetwork_OfACoin_IsTheListsObject()
    {
        const string Fields = "id kind inscription symbol decimals name address network { id chainId name }";
        var listed = await _gateway.Server.AskAsync($$"""
            { networks { id chainId label: name }
              wallet(by: { address: { address: "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0" } }) { tokenBalances { nodes { token { {{Fields}} } } } } }
            """);
        var tokens = listed.Data.List("wallet.tokenBalances.nodes").Select(n => n.At("token")).ToArray();
        var inscription = tokens.First(t => t.Text("kind") == "INSCRIPTION");
        var coin = tokens.First(t => t.Text("kind") == "NATIVE");
        var unmapped = listed.Data.List("networks").First(n => n.IsNull("chainId"));

        var nodes = await _gateway.Server.AskAsync(
            $$"""query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Token { {{Fields}} } ... on Network { id chainId label: name } } }""",
            new { ids = new[] { inscription.Text("id"), coin.Text("id"), unmapped.Text("id") } });

        nodes.Data.List("nodes").Select(n => n.GetRawText()).ShouldBe([inscription.GetRawText(), coin.GetRawText(), unmapped.GetRawText()]);
    }

    [Fact]
    public async Task Exclusion_OfARow_IsThatOfItsWallet_AndThatOfAPortfolioIsOnItsEdge()
    {
        const string Portfolio = """
            { meshUser: { userId: "self-custody-example" } },
            { account: "eip155:1:0x1111111111111111111111111111111111111111" }, { account: "eip155:42161:0x1111111111111111111111111111111111111111" }
            """;
        var portfolio = (await _gateway.Server.AskAsync($$"""
            { portfolio(by: [{{Portfolio}}]) {
                tokenBalances { edges { exclusion { reason countedAs } node { id exclusion { reason } sharePercent } } }
                exclusions { tokenBalance { id exclusion { reason } } }
                wallets { tokenBalances { edges { exclusion { reason } node { id exclusion { reason } sharePercent } } } } } }
            """)).Data.At("portfolio");

        // The custodian's sum lies in the two accounts: the portfolio leaves one of them out, its own wallet does not.
        var edges = portfolio.List("tokenBalances.edges");
        var left = edges.Where(e => !e.IsNull("exclusion")).ToArray();
        left.Select(e => e.Text("node.id")).ShouldBe(portfolio.List("exclusions").Select(e => e.Text("tokenBalance.id")));
        var twice = left.Where(e => e.Text("exclusion.reason") == "SAME_HOLDING_FROM_ANOTHER_PROVIDER").ToArray();
        twice.ShouldNotBeEmpty();
        twice.ShouldAllBe(e => e.IsNull("node.exclusion") && !e.IsNull("exclusion.countedAs"));
        var own = portfolio.List("wallets").SelectMany(w => w.List("tokenBalances.edges")).ToDictionary(e => e.Text("node.id")!);
        foreach (var edge in edges)
        {
            var ofWallet = own[edge.Text("node.id")!];
            ofWallet.At("node").GetRawText().ShouldBe(edge.At("node").GetRawText());
            ofWallet.At("exclusion").GetRawText().ShouldBe(edge.At("node.exclusion").GetRawText());
        }
    }

    [Fact]
    public async Task DefiPosition_ThatWasLookedUp_IsFoundAgainByItsId()
    {
        const string Fields = "id name valueUsd investmentId sharePercent exclusion { reason } network { id }";
        var found = await _gateway.Server.AskAsync($$"""
            { wallet(by: { address: { address: "0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb" } }) { defiPosition(investmentId: "44000001", network: "eip155:1") { {{Fields}} } } }
            """);
        var position = found.Data.At("wallet.defiPosition");

        var node = await _gateway.Server.AskAsync($$"""{ node(id: "{{position.Text("id")}}") { ... on DefiPosition { {{Fields}} } } }""");

        node.Data.At("node").GetRawText().ShouldBe(position.GetRawText());
    }

    private static string[] Types(Dictionary<string, Dictionary<string, string>> objects) => [.. objects.Keys.Select(id => TypeOf(id)!).Distinct().Order(StringComparer.Ordinal)];

    private static string? TypeOf(string id) => GlobalId.TryParse(id, out var read) ? read.Value.Type : null;

    private static void Collect(JsonElement element, string path, Dictionary<string, Dictionary<string, string>> objects, List<string> differences)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            var index = 0;
            foreach (var item in element.EnumerateArray()) Collect(item, $"{path}.{index++}", objects, differences);
            return;
        }

        if (element.ValueKind != JsonValueKind.Object) return;
        Dictionary<string, string>? known = null;
        if (element.TryGetProperty("id", out var id) && TypeOf(id.GetString()!) is not null && !objects.TryGetValue(id.GetString()!, out known))
            objects.Add(id.GetString()!, known = []);
        foreach (var property in element.EnumerateObject())
        {
            Collect(property.Value, $"{path}.{property.Name}", objects, differences);

            // Objects below are selected to different depths; they have ids of their own.
            var isLeaf = property.Value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array);
            if (known is null || !isLeaf) continue;
            var text = property.Value.GetRawText();
            if (!known.TryAdd(property.Name, text) && known[property.Name] != text)
                differences.Add($"{TypeOf(id.GetString()!)}.{property.Name} at {path} is {text}, elsewhere {known[property.Name]}");
        }
    }
}
