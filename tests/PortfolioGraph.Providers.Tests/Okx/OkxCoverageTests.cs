using System.Net;
using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Providers.Okx;

namespace PortfolioGraph.Providers.Tests.Okx;

/// <summary>OKX refuses a call for the sake of one chain.</summary>
public class OkxCoverageTests
{
    private static readonly string[] Evm = [.. OkxChains.CodesOfFamily(ChainFamily.Evm)];

    /// <summary>Every place in the list, and several at once.</summary>
    public static TheoryData<string> Places()
    {
        var data = new TheoryData<string>();
        foreach (var code in Evm)
            data.Add(code);
        data.Add("1,10");
        data.Add($"{Evm[^2]},{Evm[^1]}");
        data.Add($"1,{Evm[24]},{Evm[25]},{Evm[^1]}");
        return data;
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Refusal_WithoutAName_IsFoundWhereverItIs(string places)
    {
        var refused = places.Split(',');
        var okx = new OkxHarness(sent => Answer(sent, refused, "84019", "Address format mismatch"));
        var answer = await okx.LoadOneAsync(HoldingsNeeds.Tokens, OkxHarness.Evm(1));

        answer.TokenBalances.Count.ShouldBe(Evm.Length - refused.Length);
        var report = answer.Sources.Single();
        report.Status.ShouldBe(SourceStatus.Partial);
        report.LacksUncoveredOnly.ShouldBeTrue();
        report.Error!.Code.ShouldBe(SourceErrorCodes.Unsupported);
        report.Error.ProviderCode.ShouldBe("84019");
        report.Error.Message.ShouldBe($"OKX lists no balances on {string.Join(", ", refused.Select(OkxChains.TextOf))}");
        okx.Http.Sent.Count.ShouldBeLessThanOrEqualTo(refused.Length == 1 ? 8 : 1 + OkxCoverage.MostCalls);

        var before = okx.Http.Sent.Count;
        (await okx.LoadOneAsync(HoldingsNeeds.Tokens, OkxHarness.Evm(2))).TokenBalances.Count.ShouldBe(Evm.Length - refused.Length);
        okx.Http.Sent.Count.ShouldBe(before + 1);
    }

    [Theory]
    [InlineData("84000", "Parameter chainIndex 66 error")]
    [InlineData("51000", "chain 66 is not supported")]
    [InlineData("51000", "OKT Chain")]
    [InlineData("81104", "unsupported: eip155:66")]
    public async Task Refusal_ThatNamesTheChain_TakesOneCallMore(string code, string message)
    {
        var okx = new OkxHarness(sent => Answer(sent, ["66"], code, message));
        (await okx.LoadOneAsync(HoldingsNeeds.Tokens, OkxHarness.Evm(1))).TokenBalances.Count.ShouldBe(Evm.Length - 1);
        okx.Http.Sent.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Refusals_ThatNameOneChainAtATime_AreAllLeftOut()
    {
        string[] refused = ["66", "1101", "534352"];
        var okx = new OkxHarness(sent => Answer(sent, refused, "81104", null));
        (await okx.LoadOneAsync(HoldingsNeeds.Tokens, OkxHarness.Evm(1))).TokenBalances.Count.ShouldBe(Evm.Length - 3);
        okx.Http.Sent.Count.ShouldBe(4);
    }

    [Theory]
    [InlineData("address 1 of 50 has a wrong format", "66")]
    [InlineData("Ethereum Classic is not supported", "61")]
    public async Task Refusal_WhoseTextNamesSomethingElseAsWell_TakesNothingFromEthereum(string message, string refused)
    {
        var okx = new OkxHarness(sent => Answer(sent, [refused], "84019", message));
        var answer = await okx.LoadOneAsync(HoldingsNeeds.Tokens, OkxHarness.Evm(1));
        answer.TokenBalances.Count.ShouldBe(Evm.Length - 1);
        answer.TokenBalances.ShouldContain(b => b.Token.Id == "eip155:1/slip44:60");
    }

    [Fact]
    public async Task Refusal_IsRememberedForAnHour()
    {
        var covered = false;
        var okx = new OkxHarness(sent => Answer(sent, covered ? [] : ["66"], "81104", null));
        (await okx.LoadOneAsync(HoldingsNeeds.Tokens, OkxHarness.Evm(1))).TokenBalances.Count.ShouldBe(Evm.Length - 1);
        covered = true;
        okx.Time.Advance(OkxCoverage.Memory - TimeSpan.FromSeconds(1));
        (await okx.LoadOneAsync(HoldingsNeeds.Tokens, OkxHarness.Evm(1))).TokenBalances.Count.ShouldBe(Evm.Length - 1);
        okx.Time.Advance(TimeSpan.FromSeconds(1));
        var after = await okx.LoadOneAsync(HoldingsNeeds.Tokens, OkxHarness.Evm(1));
        after.TokenBalances.Count.ShouldBe(Evm.Length);
        after.Sources.Single().Status.ShouldBe(SourceStatus.Ok);
    }

    [Fact]
    public async Task Refusal_OfOneKindOfCall_IsNoneOfAnother()
    {
        var okx = new OkxHarness(sent => sent.Path == OkxHarness.List ? Answer(sent, ["66"], "84019", null) : Answer(sent, [], "", null));
        var answer = await okx.LoadOneAsync(HoldingsNeeds.Tokens | HoldingsNeeds.Platforms, OkxHarness.Evm(1));
        OkxHarness.ReportOf(answer, Capability.TokenBalances).Status.ShouldBe(SourceStatus.Ok);
        OkxHarness.ReportOf(answer, Capability.Platforms).Error!.Message.ShouldBe("OKX lists no DeFi positions on OKT Chain (eip155:66)");
    }

    [Theory]
    [InlineData("50026", 500, SourceErrorCodes.ProviderFailure)]
    [InlineData("51000", 400, SourceErrorCodes.Rejected)]
    [InlineData("50113", 401, SourceErrorCodes.Unauthorized)]
    public async Task OtherFailures_AreNotSearched(string code, int status, string ours)
    {
        var okx = new OkxHarness(_ => StubHttp.Json($$"""{"code":{{code}},"msg":"Parameter filter error"}""", (HttpStatusCode)status));
        (await okx.LoadOneAsync(HoldingsNeeds.Tokens, OkxHarness.Evm(1))).Sources.Single().Error!.Code.ShouldBe(ours);
        okx.Http.Sent.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("84000", SourceErrorCodes.Rejected, SourceStatus.Failed)]
    [InlineData("81104", SourceErrorCodes.Unsupported, SourceStatus.Unsupported)]
    public async Task Refusal_OfEveryChain_IsNoMatterOfChains_AndSearchedOnceAMinute(string code, string ours, SourceStatus status)
    {
        var okx = new OkxHarness(sent => Answer(sent, Evm, code, "no"));
        for (var i = 0; i < 3; i++)
        {
            var report = (await okx.LoadOneAsync(HoldingsNeeds.Tokens, OkxHarness.Evm(1))).Sources.Single();
            (report.Status, report.Error).ShouldBe((status, new SourceError(ours, code, $"OKX answered {code}: no")));
        }
        okx.Http.Sent.Count.ShouldBeLessThanOrEqualTo(14);
    }

    [Fact]
    public async Task Search_ThatTheDeadlineEnds_KeepsTheRest_AndIsGoneOnWith()
    {
        OkxHarness okx = null!;
        okx = new OkxHarness(sent =>
        {
            okx.Time.Advance(TimeSpan.FromSeconds(1));
            return StubHttp.Json(Answer(sent, [Evm[^1]], "84019", "Address format mismatch"));
        });
        var wallet = OkxHarness.Evm(1);
        for (var i = 0; i < 4; i++)
        {
            using var budget = new CallBudget(TimeSpan.FromSeconds(6), okx.Time, CancellationToken.None);
            var answer = (await okx.Provider.LoadAsync([new WalletRequest(wallet, HoldingsNeeds.Tokens)], budget)).Single();
            answer.TokenBalances.ShouldNotBeEmpty();
            answer.Sources.Single().Status.ShouldBe(SourceStatus.Partial);
            if (answer.TokenBalances.Count == Evm.Length - 1)
            {
                i.ShouldBeGreaterThan(0);
                answer.Sources.Single().LacksUncoveredOnly.ShouldBeTrue();
                return;
            }

            // What was left out may be covered, so this is no complete answer.
            answer.Sources.Single().LacksUncoveredOnly.ShouldBeFalse();
            answer.Sources.Single().Error!.Message.ShouldContain(OkxChains.TextOf(Evm[^1]));
        }

        throw new InvalidOperationException("The chain was not found.");
    }

    [Theory]
    [InlineData(2)]
    [InlineData(6)]
    [InlineData(12)]
    [InlineData(17)]
    [InlineData(20)]
    public async Task Search_WithoutRoomToFindOut_IsAFailure_AndNoRestFollows(int seconds)
    {
        var slow = TimeSpan.FromSeconds(1);
        OkxHarness okx = null!;
        okx = new OkxHarness(sent =>
        {
            okx.Time.Advance(slow);
            return StubHttp.Json(Answer(sent, Evm[..^1], "81104", "no"));
        });
        using var budget = new CallBudget(TimeSpan.FromSeconds(seconds), okx.Time, CancellationToken.None);
        var report = (await okx.Provider.LoadAsync([new WalletRequest(OkxHarness.Evm(1), HoldingsNeeds.Tokens)], budget)).Single().Sources.Single();
        report.LacksUncoveredOnly.ShouldBeFalse();
        (report.Status is SourceStatus.Failed or SourceStatus.Partial).ShouldBeTrue($"{report.Status}");

        slow = TimeSpan.Zero;
        var before = okx.Http.Sent.Count;
        await okx.LoadOneAsync(HoldingsNeeds.Tokens, OkxHarness.Evm(1));
        okx.Http.Sent.Count.ShouldBeGreaterThan(before + 1);
    }

    [Fact]
    public async Task NamedNetwork_ThatIsNotCovered_IsCarriedOnTheReport()
    {
        var okx = new OkxHarness(sent => Answer(sent, ["66"], "81104", null));
        var named = await okx.LoadOneAsync(HoldingsNeeds.Platforms, OkxHarness.Evm(1, "eip155:66"));
        named.Sources.Single().Status.ShouldBe(SourceStatus.Unsupported);
        named.Sources.Single().LacksNamed.ShouldBeTrue();
    }

    [Fact]
    public async Task Search_OfManyWallets_IsOne()
    {
        var okx = new OkxHarness(sent => Answer(sent, ["66"], "84019", "Address format mismatch"));
        var answers = await okx.LoadAsync(HoldingsNeeds.Tokens, [.. Enumerable.Range(1, 50).Select(i => OkxHarness.Evm(i))]);
        answers.ShouldAllBe(a => a.TokenBalances.Count == Evm.Length - 1);
        okx.Http.Sent.Count.ShouldBeLessThanOrEqualTo(50 + 8 + 8);
    }

    [Fact]
    public async Task Wallets_WhoseOnlyNetworkIsRefused_AreUnsupported_AndTheOthersAreNot()
    {
        var okx = new OkxHarness(sent => Answer(sent, ["66"], "84019", null));
        var answers = await okx.LoadAsync(HoldingsNeeds.Platforms, OkxHarness.Evm(1, "eip155:1"), OkxHarness.Evm(2, "eip155:66"), OkxHarness.Evm(3, "eip155:66", "eip155:1"));
        answers.Select(a => a.Sources.Single().Status).ShouldBe([SourceStatus.Ok, SourceStatus.Unsupported, SourceStatus.Partial]);
        answers.ShouldAllBe(a => !a.Sources.Single().LacksUncoveredOnly);
    }

    /// <summary>One native coin a chain, or a refusal. A text of null names the first chain that is refused.</summary>
    private static string Answer(SentRequest sent, string[] refused, string code, string? message)
    {
        var asked = sent.Path == OkxHarness.List
            ? [.. System.Text.RegularExpressions.Regex.Matches(sent.Body, "\"chainId\":\"([0-9]+)\"").Select(m => m.Groups[1].Value)]
            : System.Web.HttpUtility.ParseQueryString(sent.Url.Query)["chains"]!.Split(',');
        if (asked.Intersect(refused).FirstOrDefault() is { } first)
            return $$"""{"code":"{{code}}","msg":"{{message ?? $"Chain {first} is not supported"}}","data":[]}""";
        var items = asked.Select(chain => $$"""{"chainIndex":"{{chain}}","tokenAddress":"","symbol":"C","balance":"1","tokenPrice":"1"}""");
        return sent.Path == OkxHarness.List
            ? $$$"""{"code":0,"data":{"walletIdPlatformList":[{{{string.Join(',', OkxHarness.AddressesOf(sent).Select(_ => """{"platformList":[]}"""))}}}]}}"""
            : $$"""{"code":"0","data":[{"tokenAssets":[{{string.Join(',', items)}}]}]}""";
    }
}
