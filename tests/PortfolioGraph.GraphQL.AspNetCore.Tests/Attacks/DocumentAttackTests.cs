using System.Text.Json;
using static PortfolioGraph.GraphQL.AspNetCore.Tests.Attacks.Target;

namespace PortfolioGraph.GraphQL.AspNetCore.Tests.Attacks;

/// <summary>Documents in their worst known size, through the front door: each is refused, and the server goes on answering.</summary>
public sealed class DocumentAttackTests
{
    [Theory]
    [InlineData("", "{a", "")]
    [InlineData("{i(list:", "[", "")]
    [InlineData("{i(where:", "{and:", "")]
    [InlineData("query($v:", "[", "Int")]
    [InlineData("", "{...", "")]
    public async Task Nesting_TwentyThousandLevels_IsASyntaxError(string start, string nested, string inner)
    {
        await using var target = await StartAsync();
        var open = start + Repeat(20_000, _ => nested) + inner;
        var close = nested.Contains('{', StringComparison.Ordinal) ? "}" : "]";

        await target.ShouldRefuseAsync(open, "GRAPHQL_PARSE_FAILED");
        await target.ShouldRefuseAsync(open + Repeat(20_000, _ => close), "GRAPHQL_PARSE_FAILED");
    }

    [Fact]
    public async Task Nesting_JustWhatTheParserTakes_IsRefusedWithoutOverflow()
    {
        await using var target = await StartAsync();

        await target.ShouldRefuseAsync(Repeat(199, _ => "{a") + "{s}" + new string('}', 199), "LIMIT_EXCEEDED");
        await target.ShouldRefuseAsync(Repeat(199, _ => "{...") + "{a{s}}" + new string('}', 199), "GRAPHQL_PARSE_FAILED");
        (await target.AskAsync($"{{ i(list: {new string('[', 198)}1{new string(']', 198)}) }}")).Status.ShouldBe(400);
    }

    [Theory]
    [InlineData("{{ ...F0 }} {0} fragment F2900 on Query {{ s }}", "fragment F# on Query { ...F@ } ")]
    [InlineData("{{ ...F0 }} {0} fragment F2900 on Query {{ s }}", "fragment F# on Query { a { ...F@ } } ")]
    public async Task Fragments_LongestChainThatFits_IsRefusedWithoutOverflow(string text, string link)
    {
        await using var target = await StartAsync(new RequestExecutorOptions { Parser = new() { MaxTokens = 0 } });
        var chain = Repeat(2_900, i => link.Replace("#", $"{i}", StringComparison.Ordinal).Replace("@", $"{i + 1}", StringComparison.Ordinal));

        await target.ShouldRefuseAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, text, chain), "LIMIT_EXCEEDED");
    }

    [Theory]
    [InlineData("{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }")]
    [InlineData("{ ...A } fragment A on Query { s ...A }")]
    [InlineData("{ a { ...A } } fragment A on Query { ... on Query { a { ...A } } }")]
    [InlineData("{ a { ...A x: a { ...A } } } fragment A on Query { a { y: s ...B } } fragment B on Query { a { y: s ...A } ... { ...B } }")]
    public async Task Fragments_InACircle_AreErrorsAndNoHang(string query)
    {
        await using var target = await StartAsync();

        var answer = await target.AskAsync(query);

        answer.Status.ShouldBe(400);
        answer.Body.ShouldContain("Cannot spread fragment");
    }

    [Theory]
    [InlineData("...F@ ...F@")]
    [InlineData("a { ...F@ } ...F@")]
    [InlineData("a { ...F@ } x: a { ...F@ }")]
    public async Task Fragments_ThirtyLevelsThatDouble_AreRefused(string selection)
    {
        await using var target = await StartAsync();
        var levels = Repeat(30, i => $"fragment F{i} on Query {{ {selection.Replace("@", $"{i + 1}", StringComparison.Ordinal)} }} ");

        await target.ShouldRefuseAsync($"{{ ...F0 }} {levels} fragment F30 on Query {{ s }}", "LIMIT_EXCEEDED");
    }

    [Fact]
    public async Task Fragments_TwentyFiveLevelsReusedUnderAliases_AreRefusedBeforePlanning()
    {
        await using var target = await StartAsync(new RequestExecutorOptions { Limits = new() { MaxDepth = 0, MaxAliases = 0 } });
        var levels = Repeat(25, i => $"fragment F{i} on Query {{ x: a {{ ...F{i + 1} }} y: a {{ ...F{i + 1} }} }} ");

        await target.ShouldRefuseAsync($"{{ ...F0 }} {levels} fragment F25 on Query {{ s }}", "LIMIT_EXCEEDED");
    }

    [Theory]
    [InlineData(5_000, "s ")]
    [InlineData(500, "__typename ")]
    [InlineData(5_000, "a { s } ")]
    [InlineData(200, "... { s s s s s s s s s s } ")]
    public async Task Field_RepeatedManyTimes_IsRefused(int times, string field)
    {
        await using var target = await StartAsync(new RequestExecutorOptions { Parser = new() { MaxTokens = 0 } });

        await target.ShouldRefuseAsync($"{{ {Repeat(times, _ => field)} }}", "LIMIT_EXCEEDED");
    }

    [Fact]
    public async Task Field_RepeatedBelowTheRootUpToTheLimit_IsOneField()
    {
        await using var target = await StartAsync();

        var answer = await target.AskAsync($"{{ a {{ {Repeat(4_999, _ => "s ")} }} }}");

        answer.Body.ShouldBe("""{"data":{"a":{"s":"s"}}}""");
    }

    [Fact]
    public async Task InlineFragments_TwoHundredWithAHundredFieldsEach_AreRefused()
    {
        await using var target = await StartAsync(new RequestExecutorOptions { Parser = new() { MaxTokens = 0 } });

        await target.ShouldRefuseAsync($"{{ a {{ {Repeat(200, _ => $"... on Query {{ {Repeat(100, _ => "a { s } ")} }} ")} }} }}", "LIMIT_EXCEEDED");
    }

    [Theory]
    [InlineData("@aa", 10)]
    [InlineData("@aa", 7_000)]
    [InlineData("@include(if: true) ", 2_000)]
    [InlineData("@include(if: true) @skip(if: false) ", 1_000)]
    public async Task Directives_Repeated_AreOneError(string directive, int times)
    {
        await using var target = await StartAsync();

        await target.ShouldRefuseAsync($"{{ __typename {Repeat(times, _ => directive)} }}", "LIMIT_EXCEEDED");
    }

    [Fact]
    public async Task Directives_TenThousand_AreOneErrorHoweverTheyAreSpread()
    {
        await using var target = await StartAsync(new RequestExecutorOptions { Parser = new() { MaxTokens = 0 } });

        await target.ShouldRefuseAsync($"{{ __typename {Repeat(10_000, _ => "@aa")} }}", "LIMIT_EXCEEDED");
        await target.ShouldRefuseAsync($"{{ {Repeat(10_000, i => "s @skip(if: true) ")} }}", "LIMIT_EXCEEDED");
    }

    [Theory]
    [InlineData(1_000, "heavy")]
    [InlineData(101, "__typename")]
    [InlineData(101, "a { s }")]
    public async Task Aliases_OfOneField_AreRefused(int times, string field)
    {
        await using var target = await StartAsync();

        await target.ShouldRefuseAsync($"{{ {Repeat(times, i => $"x{i}: {field} ")} }}", "LIMIT_EXCEEDED");
        await target.ShouldRefuseAsync($"{{ a {{ {Repeat(times, i => $"x{i}: {field} ")} }} }}", "LIMIT_EXCEEDED");
    }

    [Fact]
    public async Task Aliases_OfAHeavyField_AreRefusedByTheirCost()
    {
        await using var target = await StartAsync(new RequestExecutorOptions { Limits = new() { MaxAliases = 0, MaxRootFields = 0, MaxCost = 999_999 } });

        var answer = await target.AskAsync($"{{ {Repeat(1_000, i => $"x{i}: heavy ")} }}");

        answer.RefusalCode.ShouldBe("COST_LIMIT_EXCEEDED");
        answer.Message.ShouldBe("The operation costs 1000000; at most 999999 is allowed.");
        answer.Body.ShouldContain("\"cost\":1000000,\"maximumCost\":999999");
    }

    [Theory]
    [InlineData("{ rows { rows { rows { rows { s } } } } }", "COST_LIMIT_EXCEEDED")]
    [InlineData("{ rows(first: 2147483647) { a { s } } }", "COST_LIMIT_EXCEEDED")]
    [InlineData("{ rows(first: 1) { rows(first: 1) { rows(first: 1) { rows(first: 1) { rows(first: 1) { rows(first: 1) { rows(first: 1) { rows(first: 1) { rows(first: 1) { s } } } } } } } } } }", "LIMIT_EXCEEDED")]
    public async Task Lists_InLists_AreRefused(string query, string code)
    {
        await using var target = await StartAsync();

        await target.ShouldRefuseAsync(query, code);
    }

    [Fact]
    public async Task Everything_DeepAndWideAndAliased_IsRefusedByDefault()
    {
        await using var target = await StartAsync();
        string Level(int depth) => depth == 0 ? "s" : $"x: rows {{ {Level(depth - 1)} }} y: rows {{ {Level(depth - 1)} }} ";

        await target.ShouldRefuseAsync($"{{ {Level(7)} }}", "LIMIT_EXCEEDED");
    }

    [Theory]
    [InlineData("{__schema{types{fields{type{fields{type{fields{name}}}}}}}}")]
    [InlineData("{__schema{types{interfaces{possibleTypes{name}}}}}")]
    [InlineData("{...F} fragment F on Query{__type(name:\"Query\"){...T}} fragment T on __Type{fields{type{...U}}} fragment U on __Type{fields{name}}")]
    public async Task Introspection_ThatMultiplies_IsRefused(string query)
    {
        await using var target = await StartAsync();

        await target.ShouldRefuseAsync(query, "LIMIT_EXCEEDED");
    }

    [Theory]
    [InlineData("{__schema{types{name}}}")]
    [InlineData("{__schema\n{types{name}}}")]
    [InlineData("{x:__type(name:\"Query\"){name}}")]
    [InlineData("{a{...F}} fragment F on Query{...{__schema{types{name}}}}")]
    [InlineData("query A{s} query B{__schema{types{name}}}")]
    public async Task Introspection_SwitchedOff_IsRefusedByPostAndGet(string query)
    {
        await using var target = await StartAsync(new RequestExecutorOptions { Limits = new() { AllowIntrospection = false } });

        await target.ShouldRefuseAsync(query, "INTROSPECTION_DISABLED");
        (await target.GetAsync(query)).RefusalCode.ShouldBe("INTROSPECTION_DISABLED");
    }

    [Fact]
    public async Task Introspection_SwitchedOff_LeavesTypeNamesAndSuggestsNothing()
    {
        await using var target = await StartAsync(new RequestExecutorOptions { Limits = new() { AllowIntrospection = false } });
        await using var open = await StartAsync();

        (await target.AskAsync("{__typename}")).Body.ShouldBe("""{"data":{"__typename":"Query"}}""");
        (await target.AskAsync("{hevy}")).Body.ShouldNotContain("heavy");
        (await target.AskAsync("{i(wher: {})}")).Body.ShouldNotContain("where");
        (await target.AskAsync("query($f: Fliter){i(where: $f)}")).Body.ShouldNotContain("Filter");
        (await open.AskAsync("{hevy}")).Body.ShouldContain("Did you mean");
    }

    [Fact]
    public async Task UnknownFields_AsManyAsFit_AreAHundredErrorsAndOneMore()
    {
        await using var target = await StartAsync(new RequestExecutorOptions { Limits = new() { MaxFields = 0 } });

        var answer = await target.AskAsync($"{{ a {{ {Repeat(10_000, i => $"nope{i} ")} }} }}");

        answer.Status.ShouldBe(400);
        using var json = JsonDocument.Parse(answer.Body);
        var errors = json.RootElement.GetProperty("errors");
        errors.GetArrayLength().ShouldBe(101);
        errors[100].GetProperty("message").GetString().ShouldBe("Too many validation errors, error limit reached. Validation aborted.");
    }

    [Theory]
    [InlineData("{i(x: 1e999999999)}")]
    [InlineData("{i(f: 1e999999999)}")]
    [InlineData("{i(x: 99999999999999999999999999999999999999)}")]
    [InlineData("{i(s: \"\\u{110000}\")}")]
    [InlineData("{i(s: \"\\uD800\")}")]
    [InlineData("{i(s: \"\\uDE00\\uD83D\")}")]
    [InlineData("{i(s: \"\\u{FFFFFFFFFFFFFFFFFF}\")}")]
    public async Task Value_ThatIsNone_IsAnError(string query)
    {
        await using var target = await StartAsync();

        (await target.AskAsync(query)).Status.ShouldBe(400);
    }

    [Fact]
    public async Task Value_OfAsManyDigitsAsFit_IsAnErrorThatDoesNotRepeatThem()
    {
        await using var target = await StartAsync();

        (await target.AskAsync($"{{i(x: {new string('9', 900_000)})}}")).Status.ShouldBe(400);
        (await target.AskAsync($"{{i(f: {new string('9', 900_000)})}}")).Status.ShouldBe(400);
    }

    [Fact]
    public async Task BlockString_OfAMegabyteWithDeepIndent_IsReadInLinearTime()
    {
        await using var target = await StartAsync();
        var lines = Repeat(900, i => new string(' ', 1_000) + "x\n");

        (await target.AskAsync($"{{i(s: \"\"\"\n{lines}\"\"\")}}")).Body.ShouldBe("""{"data":{"i":1}}""");
    }

    [Theory]
    [InlineData(",")]
    [InlineData("#\n")]
    [InlineData(" \t")]
    public async Task IgnoredTokens_AMegabyteOfThem_AreSkippedAndTwoAreRefused(string ignored)
    {
        await using var target = await StartAsync();
        var flood = Repeat(400_000 / ignored.Length, _ => ignored);

        (await target.AskAsync($"{flood}{{s}}")).Body.ShouldBe("""{"data":{"s":"s"}}""");
        (await target.Server.PostAsync(Body(Repeat(2_000_000 / ignored.Length, _ => ignored) + "{s}"))).Status.ShouldBe(413);
    }
}
