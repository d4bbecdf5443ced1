using System.Text.Json;
using PortfolioGraph.Gateway.Tests.Harness;
using PortfolioGraph.Sandbox.Faults;

namespace PortfolioGraph.Gateway.Tests.Okx;

/// <summary>A network that a call of OKX's does not cover costs the others nothing.</summary>
public sealed class OkxRefusedNetworkTests
{
    private const string Linea = "59144", LineaId = "eip155:59144";
    private const string Balances = "all-token-balances-by-address";

    private const string Query = """
        query($by: [WalletInput!]!) { portfolio(by: $by) {
            total { valueUsd isComplete }
            wallets { address
              tokenBalances(first: 500) { nodes { token { id } network { chainId } amount valueUsd } }
              platforms(first: 500) { nodes { platform { name } networks { network { chainId } valueUsd } } }
              positions(first: 500) { nodes { name valueUsd } }
              sources { capability status error { code providerCode message } } } } }
        """;

    /// <summary>Each code in which OKX refuses a network, with a text that names it (by number or name) and with one that does not.</summary>
    public static TheoryData<string, string?, int> Refusals
    {
        get
        {
            var data = new TheoryData<string, string?, int>();
            foreach (var wallets in new[] { 1, 50 })
            {
                foreach (var code in new[] { "84000", "84001", "84019", "81104", "51000" })
                {
                    data.Add(code, null, wallets);
                    data.Add(code, "Chain 59144 is not supported", wallets);
                }

                data.Add("81104", "unsupported chainIndex:59144", wallets);
                data.Add("84019", "The address does not fit Linea", wallets);
                data.Add("84000", "address 1 of 50 has a wrong format", wallets);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task RefusedNetwork_OfTheDefaultQuestion_CostsTheOthersNothing(string code, string? message, int wallets)
    {
        await using var server = await OkxSeedTests.StartAsync("Auto", null);
        var variables = new { by = Enumerable.Range(1, wallets).Select(i => new { address = new { address = $"0x{i:x40}" } }) };
        var (before, usual) = await server.AskAndCountAsync(Query, variables);
        before.Data.Text("portfolio.total.isComplete").ShouldBe("true");
        await using var other = await OkxSeedTests.StartAsync("Auto", null);
        other.Sandbox.Faults.Set("okx", new Fault { Code = code, Message = message, Chains = [Linea] });

        for (var i = 0; i < 2; i++)
        {
            var (answer, calls) = await other.AskAndCountAsync(Query, variables);
            var portfolio = answer.Data.At("portfolio");
            foreach (var (wallet, complete) in portfolio.List("wallets").Zip(before.Data.List("portfolio.wallets")))
            {
                Rows(wallet, "tokenBalances").ShouldBe(Rows(complete, "tokenBalances"));
                wallet.At("platforms").GetRawText().ShouldBe(complete.At("platforms").GetRawText());
                wallet.At("positions").GetRawText().ShouldBe(complete.At("positions").GetRawText());
                wallet.List("sources").Length.ShouldBe(3);
                wallet.List("sources").ShouldAllBe(s => s.Text("status") == "PARTIAL" && s.Text("error.code") == "UNSUPPORTED_BY_PROVIDER"
                    && s.Text("error.providerCode") == code && s.Text("error.message")!.Contains(LineaId));
            }

            // Nobody asked for Linea by its name.
            portfolio.Text("total.isComplete").ShouldBe("true");
            if (i == 0)
                calls.Count.ShouldBeLessThanOrEqualTo(usual.Count + wallets + 30);
            else
                calls.Select(c => c.Path).Order().ShouldBe(usual.Select(c => c.Path).Order(), "what was refused is not asked for again");
        }
    }

    [Theory]
    [InlineData("84019", null)]
    [InlineData("81104", "Chain 59144 is not supported")]
    public async Task RefusedNetwork_OfThoseThatWereNamed_MakesTheTotalIncomplete(string code, string? message)
    {
        await using var server = await OkxSeedTests.StartAsync("Auto", null);
        server.Sandbox.Faults.Set("okx", new Fault { Code = code, Message = message, Chains = [Linea] });
        var answer = await server.AskAsync(Query, new { by = new[] { new { address = new { address = $"0x{1:x40}", networks = new[] { "eip155:1", LineaId } } } } });

        answer.Data.Text("portfolio.total.isComplete").ShouldBe("false");
        answer.Data.List("portfolio.wallets.0.tokenBalances.nodes").ShouldNotBeEmpty();
        answer.Data.List("portfolio.wallets.0.sources").ShouldAllBe(s => s.Text("status") == "PARTIAL" && s.Text("error.message")!.Contains($"Linea ({LineaId})"));
    }

    [Theory]
    [InlineData("84001", null)]
    [InlineData("81104", "Chain 59144 is not supported")]
    [InlineData("84000", "Chain 59144 is not supported")]
    public async Task RefusedNetwork_AllThatWasNamed_IsUnsupported(string code, string? message)
    {
        await using var server = await OkxSeedTests.StartAsync("Auto", null);
        server.Sandbox.Faults.Set("okx", new Fault { Code = code, Message = message, Chains = [Linea] });
        var answer = await server.AskAsync(Query, new { by = new[] { new { address = new { address = $"0x{1:x40}", networks = new[] { LineaId } } } } });

        answer.Data.Text("portfolio.total.isComplete").ShouldBe("false");
        answer.Data.List("portfolio.wallets.0.sources").ShouldAllBe(s => s.Text("status") == "UNSUPPORTED" && s.Text("error.code") == "UNSUPPORTED_BY_PROVIDER"
            && s.Text("error.message")!.Contains($"Linea ({LineaId})"));
    }

    [Fact]
    public async Task RefusedNetworks_OfDefiOnly_LeaveBalancesAlone()
    {
        await using var server = await OkxSeedTests.StartAsync("Auto", null);
        server.Sandbox.Faults.Set("okx", new Fault { PathPrefix = "/api/v5/defi/user/asset/platform/list", Code = "84019", Chains = ["42161", "66", "534352"] });
        var wallet = (await server.AskAsync(Query, new { by = new[] { new { address = new { address = $"0x{1:x40}" } } } })).Data.At("portfolio.wallets.0");

        wallet.List("tokenBalances.nodes").ShouldContain(n => n.Text("network.chainId") == "eip155:42161");
        wallet.List("platforms.nodes").ShouldNotBeEmpty();
        wallet.List("platforms.nodes").SelectMany(n => n.List("networks")).ShouldAllBe(n => n.Text("network.chainId") != "eip155:42161");
        var reports = wallet.List("sources").ToDictionary(s => s.Text("capability")!);
        reports["TOKEN_BALANCES"].Text("status").ShouldBe("OK");
        foreach (var capability in new[] { "PLATFORMS", "DEFI_POSITIONS" })
        {
            reports[capability].Text("status").ShouldBe("PARTIAL");
            foreach (var network in new[] { "eip155:42161", "eip155:66", "eip155:534352" })
                reports[capability].Text("error.message")!.ShouldContain(network);
        }
    }

    [Fact]
    public async Task RefusedNetwork_OfADetail_IsMissing_SinceTheListHasMoneyThere()
    {
        await using var server = await OkxSeedTests.StartAsync("Auto", null);
        var by = new { by = new[] { new { address = new { address = "0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb" } } } };
        server.Sandbox.Faults.Set("okx", new Fault { PathPrefix = "/api/v5/defi/user/asset/platform/detail", Code = "84019", Message = "chain 42161", Chains = ["42161"] });
        var portfolio = (await server.AskAsync(Query, by)).Data.At("portfolio");

        portfolio.Text("total.isComplete").ShouldBe("false");
        portfolio.List("wallets.0.positions.nodes").ShouldNotBeEmpty();
        var report = portfolio.List("wallets.0.sources").Single(s => s.Text("capability") == "DEFI_POSITIONS");
        report.Text("status").ShouldBe("PARTIAL");
        report.Text("error.message")!.ShouldContain("Arbitrum One (eip155:42161)");
    }

    [Theory]
    [InlineData("84019", null)]
    [InlineData("81104", "Chain 59144 is not supported")]
    [InlineData("51000", null)]
    public async Task RefusedNetwork_OfSingleTokens_LeavesTheOthers(string code, string? message)
    {
        await using var server = await OkxSeedTests.StartAsync("Auto", null);
        server.Sandbox.Faults.Set("okx", new Fault { Code = code, Message = message, Chains = [Linea] });
        for (var i = 0; i < 2; i++)
        {
            var (answer, calls) = await server.AskAndCountAsync("""
                { wallet(by: { address: { address: "0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb" } }) {
                    a: tokenBalance(token: { network: "eip155:1" }) { amount } b: tokenBalance(token: { network: "eip155:42161" }) { amount }
                    c: tokenBalance(token: { network: "eip155:59144" }) { amount } } }
                """);
            answer.DataOfPart.Text("wallet.a.amount").ShouldNotBeNull();
            answer.DataOfPart.Text("wallet.b.amount").ShouldNotBeNull();
            answer.DataOfPart.IsNull("wallet.c").ShouldBeTrue();
            if (i > 0) calls.Count.ShouldBe(1);
        }
    }

    [Fact]
    public async Task Refusal_OfEveryNetwork_IsWhatOkxSays_AfterFewCalls()
    {
        await using var server = await OkxSeedTests.StartAsync("Auto", null);
        server.Sandbox.Faults.Set("okx", new Fault { Code = "84000", PathPrefix = $"/api/v5/wallet/asset/{Balances}" });
        var by = new { by = new[] { new { address = new { address = $"0x{1:x40}" } } } };
        for (var i = 0; i < 2; i++)
        {
            var (answer, calls) = await server.AskAndCountAsync(Query, by);
            var report = answer.DataOfPart.List("portfolio.wallets.0.sources").Single(s => s.Text("capability") == "TOKEN_BALANCES");
            report.Text("status").ShouldBe("FAILED");
            report.Text("error.code").ShouldBe("PROVIDER_REJECTED_REQUEST");
            report.Text("error.message").ShouldBe("OKX answered 84000: Parameter error");
            calls.Count(c => c.Path.EndsWith(Balances, StringComparison.Ordinal)).ShouldBeLessThanOrEqualTo(i == 0 ? 12 : 1);
        }
    }

    private static string[] Rows(JsonElement wallet, string list) =>
        [.. wallet.List($"{list}.nodes").Where(n => n.Text("network.chainId") != LineaId).Select(n => n.GetRawText())];
}
