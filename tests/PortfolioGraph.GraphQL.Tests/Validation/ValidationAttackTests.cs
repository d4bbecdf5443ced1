using System.Text;
using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.SchemaBuilding;
using PortfolioGraph.GraphQL.Types;
using PortfolioGraph.GraphQL.Validation;

namespace PortfolioGraph.GraphQL.Tests.Validation;

/// <summary>Documents made to cost a validator more than their size: work stays near the size, and no chain of fragments needs stack.</summary>
public sealed class ValidationAttackTests
{
    private static readonly Schema Schema = SchemaBuilder.Parse(
        """
        type Query { a: Query b: Query i(x: Int): Query n: Node s: String t: Int list: [Node!]! }
        interface Node { a: Node s: String }
        type A implements Node { a: Node s: String x: Int }
        type B implements Node { a: Node s: String x: String }
        """);

    [Fact]
    public void SameLeaf_FiveThousandTimes_IsLinear() => Work($"{{ {Repeat(5000, _ => "s ")} }}").ShouldBeLessThan(20_000);

    [Fact]
    public void SameField_FiveThousandTimesWithSubfields_IsLinear() => Work($"{{ {Repeat(5000, _ => "a { s } ")} }}").ShouldBeLessThan(40_000);

    [Fact]
    public void SameArguments_FiveThousandTimes_IsLinear() => Work($"{{ {Repeat(5000, _ => "i(x: 1) { s } ")} }}").ShouldBeLessThan(40_000);

    [Fact]
    public void InlineFragments_TwoHundredOfOneHundredFields_AreLinear() =>
        Work($"{{ {Repeat(200, _ => $"... {{ {Repeat(100, _ => "s ")} }} ")} }}").ShouldBeLessThan(60_000);

    [Fact]
    public void InlineFragments_OnTwoTypesWithSubfields_AreLinear() =>
        Work($"{{ n {{ {Repeat(500, i => $"... on {(i % 2 == 0 ? "A" : "B")} {{ a {{ s }} }} ... on Node {{ a {{ s }} }} ")} }} }}").ShouldBeLessThan(60_000);

    [Fact]
    public void Fragments_ThirtyLevelsOfTwoSpreads_AreLinear() =>
        Work($"{{ ...F0 }} {Repeat(30, i => $"fragment F{i} on Query {{ s ...F{i + 1} ...F{i + 1} }} ")} fragment F30 on Query {{ s }}").ShouldBeLessThan(2_000);

    [Fact]
    public void Fragments_TwentyFiveLevelsOfTwoFields_AreLinear() =>
        Work($"{{ ...F0 }} {Repeat(25, i => $"fragment F{i} on Query {{ a {{ ...F{i + 1} }} b {{ ...F{i + 1} }} }} ")} fragment F25 on Query {{ s }}").ShouldBeLessThan(5_000);

    [Fact]
    public void Fragments_FiveHundredSpreadTogether_AreNearlyLinear() =>
        Work($"{{ {Repeat(500, i => $"...F{i} ")} }} {Repeat(500, i => $"fragment F{i} on Query {{ a {{ s }} s }} ")}").ShouldBeLessThan(10_000);

    [Fact]
    public void Fragments_LargeOneSpreadBesideAField_IsNotMergedEveryTime() =>
        Work($"{{ {Repeat(1500, i => $"x{i}: a {{ t ...F }} ")} }} fragment F on Query {{ {Repeat(7000, i => $"y{i}: s ")} }}").ShouldBeLessThan(60_000);

    [Fact]
    public void Fragments_ConflictInOneSpreadBesideAField_IsFound()
    {
        const string Spread = "{ a { t ...F } b { x1: t ...G } } fragment G on Query { ...F }";

        Validate($"{Spread} fragment F on Query {{ {Repeat(50, i => $"x{i}: s ")} }}").Count.ShouldBe(1);
        Validate($"{Spread} fragment F on Query {{ {Repeat(50, i => $"x{i + 2}: s ")} }}").ShouldBeEmpty();
        Validate($"{Spread} fragment F on Query {{ {Repeat(50, i => $"x{i + 2}: s ")} x7: t }}").Count.ShouldBe(1);
    }

    [Fact]
    public void Fragments_ChainOfTenThousand_NeedsNoStack() =>
        Work($"{{ ...F0 }} {Repeat(10_000, i => $"fragment F{i} on Query {{ s ...F{i + 1} }} ")} fragment F10000 on Query {{ s }}").ShouldBeLessThan(100_000);

    [Fact]
    public void Fragments_ChainOfTenThousandNestedFields_NeedsNoStack() =>
        Work($"{{ ...F0 }} {Repeat(10_000, i => $"fragment F{i} on Query {{ a {{ s ...F{i + 1} }} }} ")} fragment F10000 on Query {{ s }}").ShouldBeLessThan(200_000);

    [Fact]
    public void Fragments_UnusedChainOfTwoThousand_IsNotWalkedFromEveryFragment()
    {
        var text = $"{{ s }} {Repeat(2_000, i => $"fragment F{i} on Query {{ s ...F{i + 1} }} ")} fragment F2000 on Query {{ s }}";

        Run(text, expectValid: false).ShouldBeLessThan(20_000);
    }

    [Fact]
    public void Fragments_ChainOfTenThousandWithAConflict_GivesAnError()
    {
        var text = $"{{ ...F0 }} {Repeat(10_000, i => $"fragment F{i} on Query {{ a {{ x: s ...F{i + 1} }} }} ")} fragment F10000 on Query {{ a {{ x: s }} x: t a {{ a {{ x: t }} }} a {{ a {{ x: s }} }} }}";

        var errors = Validate(text);

        errors.ShouldNotBeEmpty();
        errors.ShouldAllBe(e => e.Message.Contains("conflict", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{ ...A } fragment A on Query { ...A }", 1)]
    [InlineData("{ ...A } fragment A on Query { s ... { ...B } } fragment B on Query { a { ...A } }", 1)]
    [InlineData("{ a { ...A } } fragment A on Query { a { x: s ...B } } fragment B on Query { a { x: s ...A } b { ...B } }", 2)]
    public void Fragments_Cycle_IsOneErrorAndHangsNoRule(string text, int cycles) =>
        Validate(text).Count(e => e.Message.StartsWith("Cannot spread fragment", StringComparison.Ordinal)).ShouldBe(cycles);

    [Fact]
    public void Fragments_CycleOfTenThousand_IsOneError()
    {
        var errors = Validate($"{{ ...F0 }} {Repeat(10_000, i => $"fragment F{i} on Query {{ s ...F{(i + 1) % 10_000} }} ")}");

        errors.Count.ShouldBe(1);
        errors[0].Message.ShouldStartWith("Cannot spread fragment \"F0\" within itself via \"F1\", \"F2\"");
        errors[0].Message.Length.ShouldBeLessThan(300);
        errors[0].Locations.Count.ShouldBe(20);
    }

    [Fact]
    public void SameField_ThousandsInConflict_StopsAtTheErrorLimit()
    {
        var errors = Validate($"{{ {Repeat(4000, i => $"x: i(x: {i}) {{ s }} ")} }}");

        errors.Count.ShouldBe(101);
        errors[^1].Message.ShouldBe("Too many validation errors, error limit reached. Validation aborted.");
    }

    [Fact]
    public void SameField_ConflictAfterThousandsOfEqualPairs_IsStillFound()
    {
        var errors = Validate($"{{ {Repeat(3000, _ => "x: s ")} x: t }}");

        errors.ShouldNotBeEmpty();
        errors[0].Message.ShouldBe("Fields \"x\" conflict because \"s\" and \"t\" are different fields. Use different aliases on the fields to fetch both if this was intentional.");
    }

    [Fact]
    public void UnknownFields_TenThousand_StopAtTheErrorLimit()
    {
        var errors = Validate($"{{ {Repeat(10_000, i => $"nope{i} ")} }}");

        errors.Count.ShouldBe(101);
        errors[^1].Locations.ShouldBeEmpty();
    }

    [Fact]
    public void Directives_TenThousandUnknown_StopAtTheErrorLimit() => Validate($"{{ s {Repeat(10_000, _ => "@aa ")} }}").Count.ShouldBe(101);

    [Fact]
    public void Operations_ManyOverOneLargeFragment_StopAtTheWorkLimit()
    {
        var text = $"{Repeat(4000, i => $"query Q{i}($v: Int) {{ ...F }} ")} fragment F on Query {{ {Repeat(4000, i => $"x{i}: i(x: $v) {{ s }} ")} }}";

        var errors = Validate(text);

        errors.Count.ShouldBe(1);
        errors[^1].Message.ShouldBe("The document is too expensive to validate. Validation aborted.");
        errors[^1].Code.ShouldBe(ErrorCodes.LimitExceeded);
    }

    [Fact]
    public void MergedSets_ThatMultiply_StopAtTheWorkLimit()
    {
        // Each level doubles the sets of selection sets that are merged: by object type, beside a common part.
        string Level(int depth) => depth == 0 ? "s" : $"a {{ {Level(depth - 1)} }} ... on A {{ a {{ x{depth}: s {Chain(depth - 1)} }} }} ... on B {{ a {{ y{depth}: s {Chain(depth - 1)} }} }}";
        string Chain(int depth) => depth == 0 ? "s" : $"a {{ {Chain(depth - 1)} }}";

        var context = new ValidationContext(Schema, Parse($"{{ n {{ {Level(40)} }} }}"), new ValidationOptions { MaxWork = 100_000 });
        DocumentValidator.Validate(context, DocumentValidator.Rules(context));

        context.Work.ShouldBeLessThan(110_000);
        context.Errors.Count.ShouldBeLessThanOrEqualTo(1);
    }

    private static long Work(string text) => Run(text, expectValid: true);

    private static long Run(string text, bool expectValid)
    {
        var context = new ValidationContext(Schema, Parse(text), new ValidationOptions { MaxErrors = null, MaxWork = null, MaxTime = null });
        DocumentValidator.Validate(context, DocumentValidator.Rules(context));
        if (expectValid) context.Errors.ShouldBeEmpty();
        return context.Work;
    }

    // Work is what counts here, not the speed of the machine.
    private static IReadOnlyList<GraphQLError> Validate(string text) => DocumentValidator.Validate(Schema, Parse(text), new ValidationOptions { MaxTime = null });

    private static DocumentNode Parse(string text) => Parser.Parse(text, new ParserOptions { MaxTokens = int.MaxValue });

    private static string Repeat(int count, Func<int, string> part)
    {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++) text.Append(part(i));
        return text.ToString();
    }
}
