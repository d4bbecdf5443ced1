using System.Globalization;
using System.Text.Json;
using PortfolioGraph.Gateway.Tests.Harness;

namespace PortfolioGraph.Gateway.Tests;

/// <summary>Every field of the contract by itself, and parts of it at random: each value is the one that it has beside everything else.</summary>
public sealed class SelectionIndependenceTests(WideGateway gateway) : IClassFixture<WideGateway>
{
    private const int Selections = 60;

    // Without those of which the sandbox has examples of documents that do not fit together.
    private static readonly Dictionary<string, string> Wallets = new()
    {
        ["evm"] = """{ address: { address: "0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb" } }""",
        ["evm on one network"] = """{ address: { address: "0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb", networks: ["eip155:1"] } }""",
        ["injective"] = """{ address: { address: "inj1ld53vz2u580kpwmee6fvu048fsmut56e4plyns" } }""",
        ["injective by account"] = """{ account: "cosmos:injective-1:inj1ld53vz2u580kpwmee6fvu048fsmut56e4plyns" }""",
        ["bitcoin"] = """{ address: { address: "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0" } }""",
        ["solana"] = """{ address: { address: "4UuDnrHegbSxwp42KuXss6HorenVdf5Q666omrZAHv7y" } }""",
        ["okx account"] = """{ okxAccount: "4686531e-3adb-469a-8000-8fd1c2097f68" }""",
        ["mesh"] = """{ meshUser: { userId: "Mesh" } }""",
        ["mesh, self-custody"] = """{ meshUser: { userId: "self-custody-example" } }""",
        ["of that custody"] = """{ account: "eip155:1:0x1111111111111111111111111111111111111111" }""",
        ["of that custody, too"] = """{ account: "eip155:42161:0x1111111111111111111111111111111111111111" }""",
    };

    private static string All => string.Join(' ', Wallets.Values);

    [Fact]
    public async Task EveryFieldOfAPortfolio_ByItself_IsAsBesideEverything()
    {
        var everything = SelectionTree.Everything("portfolio", "Portfolio", depth: 5);
        var whole = await AskAsync(everything, $"(by: [{All}])");
        await CompareAsync(everything, whole, $"(by: [{All}])", everything.Single.Select(s => (s.Key, s.Value.Write($"(by: [{All}])"))));
    }

    [Theory]
    [InlineData("evm")]
    [InlineData("injective")]
    [InlineData("okx account")]
    [InlineData("mesh")]
    [InlineData("bitcoin")]
    public async Task EveryFieldOfAWallet_ByItself_IsAsBesideEverything(string name)
    {
        var by = $"(by: {Wallets[name]})";
        var everything = SelectionTree.Everything("wallet", "Wallet", depth: 6);
        var whole = await AskAsync(everything, by);
        await CompareAsync(everything, whole, by, everything.Single.Select(s => (s.Key, s.Value.Write(by))));
    }

    [Theory]
    [InlineData("portfolio", "Portfolio", 5, 1)]
    [InlineData("portfolio", "Portfolio", 5, 2)]
    [InlineData("wallets", "Wallet", 5, 3)]
    [InlineData("wallets", "Wallet", 5, 4)]
    public async Task Selections_AtRandom_AreAsBesideEverything(string root, string type, int depth, int seed)
    {
        var random = new Random(seed);
        var by = $"(by: [{All}])";
        var everything = SelectionTree.Everything(root, type, depth);
        var whole = await AskAsync(everything, by);
        await CompareAsync(everything, whole, by, Enumerable.Range(0, Selections).Select(i => ($"{seed}/{i}", everything.Some(random).Write(by, random))));
    }

    [Theory]
    [InlineData("injective")]
    [InlineData("mesh")]
    public async Task Selections_OfASubscription_AreAsBesideEverything(string name)
    {
        var random = new Random(7);
        var by = $"(by: [{Wallets[name]}])";
        var whole = await AskAsync(SelectionTree.Everything("portfolio", "Portfolio", depth: 4), by);
        var everything = SelectionTree.Everything("portfolioChanged", "Portfolio", depth: 4);
        var differences = new List<string>();
        for (var i = 0; i < 15; i++)
        {
            var selection = everything.Some(random).Write(by, random);
            var part = await gateway.FirstEventAsync($"subscription {{ {selection} }}");
            var found = new List<string>();
            everything.Compare(part.GetProperty("portfolioChanged"), whole.GetProperty("portfolio"), "", found);
            differences.AddRange(found.Take(3).Select(d => $"{d}\n    in {selection}"));
        }

        differences.ShouldBeEmpty(string.Join(Environment.NewLine, differences));
    }

    private async Task<JsonElement> AskAsync(SelectionTree tree, string by)
    {
        // What is said of tokens and networks is known once it has been said.
        await gateway.Server.AskAsync($"{{ {tree.Write(by)} }}");
        return (await gateway.Server.AskAsync($"{{ {tree.Write(by)} }}")).DataOfPart;
    }

    private async Task CompareAsync(SelectionTree everything, JsonElement whole, string by, IEnumerable<(string Name, string Selection)> parts)
    {
        var differences = new List<string>();
        foreach (var (name, selection) in parts)
        {
            var answer = await gateway.Server.AskAsync($"{{ {selection} }}");
            var found = new List<string>();
            everything.Compare(answer.DataOfPart.GetProperty(everything.Key), whole.GetProperty(everything.Key), "", found);
            if (found.Count > 0) differences.Add(string.Create(CultureInfo.InvariantCulture, $"{name}: {string.Join("; ", found.Take(3))}\n    in {selection}"));
        }

        differences.ShouldBeEmpty(by + Environment.NewLine + string.Join(Environment.NewLine, differences));
    }
}
