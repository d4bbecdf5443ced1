using System.Text;
using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Limits;
using PortfolioGraph.GraphQL.SchemaBuilding;
using PortfolioGraph.GraphQL.Types;
using PortfolioGraph.GraphQL.Validation;

namespace PortfolioGraph.GraphQL.Tests.Limits;

public sealed class OperationLimitsTests
{
    private const int MaxNesting = 200;

    private static readonly Schema Small = SchemaBuilder.Parse(
        """
        type Query { a: Query b(x: Int): Query s: String t: String list: [Query!]! grid: [[Query]] }
        """);

    private static readonly Schema Portfolio = SchemaBuilder.Parse(RepositoryFile.Read("schema/portfolio.graphql"));

    [Theory]
    [InlineData("{ a { a { s } } }", 3, null)]
    [InlineData("{ a { a { s } } }", 2, "The operation nests fields deeper than 2 levels.")]
    [InlineData("{ a { ... { ... on Query { s } } } }", 2, null)]
    [InlineData("{ ...F } fragment F on Query { a { ...G } } fragment G on Query { a { s } }", 2, "The operation nests fields deeper than 2 levels once its fragments are expanded.")]
    public void Depth_OverTheLimit_IsRefused(string text, int limit, string? message) =>
        Check(text, new OperationLimits { MaxDepth = limit }).ShouldBe(message);

    [Theory]
    [InlineData("{ s t a { s } }", 4, null)]
    [InlineData("{ s t a { s } }", 3, "The operation selects more than 3 fields.")]
    [InlineData("{ a { ...F } x: a { ...F } } fragment F on Query { s t }", 5, "The operation selects more than 5 fields once its fragments are expanded.")]
    public void Fields_OverTheLimit_AreRefused(string text, int limit, string? message) =>
        Check(text, new OperationLimits { MaxFields = limit }).ShouldBe(message);

    [Theory]
    [InlineData("{ s t a { s t } }", 3, null)]
    [InlineData("{ s s s s }", 3, "The operation selects more than 3 fields at its root.")]
    [InlineData("{ ...F ... { s } } fragment F on Query { s t a { s } }", 3, "The operation selects more than 3 fields at its root once its fragments are expanded.")]
    public void RootFields_OverTheLimit_AreRefused(string text, int limit, string? message) =>
        Check(text, new OperationLimits { MaxRootFields = limit }).ShouldBe(message);

    [Theory]
    [InlineData("{ x: s a { y: s } }", 2, null)]
    [InlineData("{ x: s a { y: s z: s } }", 2, "The operation has more than 2 aliases.")]
    [InlineData("{ a { ...F } b { ...F } } fragment F on Query { x: s y: t }", 3, "The operation has more than 3 aliases once its fragments are expanded.")]
    public void Aliases_OverTheLimit_AreRefused(string text, int limit, string? message) =>
        Check(text, new OperationLimits { MaxAliases = limit }).ShouldBe(message);

    [Theory]
    [InlineData("{ s @skip(if: true) t @include(if: true) }", 2, null)]
    [InlineData("{ s @skip(if: true) t @a a @b { s } }", 2, "The document has more than 2 directives.")]
    [InlineData("query($v: Int @a) @b { ... @c { s } ...F @d } fragment F on Query @e { s }", 4, "The document has more than 4 directives.")]
    [InlineData("{ s @a ...F } fragment F on Query { ...F @b @c }", 2, "The document has more than 2 directives.")]
    public void Directives_OverTheLimit_AreRefused(string text, int limit, string? message) =>
        Check(text, new OperationLimits { MaxDirectives = limit }).ShouldBe(message);

    [Fact]
    public void Directives_TenUnknownAtOnePlace_AreOneError() =>
        Check("{ __typename @aa@aa@aa@aa@aa@aa@aa@aa@aa@aa }", OperationLimits.Default).ShouldBe("The document has more than 8 directives at one place.");

    [Theory]
    [InlineData("{ list { list { s } } }", 2, null)]
    [InlineData("{ list { a { list { ...F } } } } fragment F on Query { list { s } }", 2, "The operation nests lists deeper than 2 levels.")]
    [InlineData("{ grid { list { s } } }", 2, "The operation nests lists deeper than 2 levels.")]
    public void Lists_OverTheLimit_AreRefused(string text, int limit, string? message) =>
        Check(text, new OperationLimits { MaxListDepth = limit }).ShouldBe(message);

    [Theory]
    [InlineData("{__schema{types{fields{type{fields{type{fields{name}}}}}}}}")]
    [InlineData("{__type(name: \"Query\"){possibleTypes{interfaces{name}}}}")]
    [InlineData("{...F} fragment F on Query{__schema{types{...T}}} fragment T on __Type{fields{type{...U}}} fragment U on __Type{ofType{inputFields{name}}}")]
    public void Introspection_ThatMultiplies_IsRefused(string text) =>
        Check(text, OperationLimits.Default).ShouldBe("The operation goes through the fields of types more than 1 deep.");

    [Fact]
    public void Introspection_OfTypeOverTheLimit_IsRefused()
    {
        string Query(int depth) => $"{{ __type(name: \"Query\") {{ {string.Concat(Enumerable.Repeat("ofType { ", depth))} name {new string('}', depth)} }} }}";

        Check(Query(13), OperationLimits.Default).ShouldBeNull();
        Check(Query(14), OperationLimits.Default).ShouldBe("The operation nests introspection deeper than 15 levels.");
    }

    [Fact]
    public void Introspection_AsToolsAsk_Passes()
    {
        Check(IntrospectionQuery.Full, OperationLimits.Default).ShouldBeNull();
        Check(IntrospectionQuery.Full, OperationLimits.Default, Portfolio).ShouldBeNull();
    }

    [Theory]
    [InlineData("{ __schema { types { name } } }")]
    [InlineData("{ __type(name: \"Query\") { name } }")]
    [InlineData("{ x: __schema\n{ types { name } } }")]
    [InlineData("{ a { ...F } } fragment F on Query { ... on Query { x: __type(name: \"Query\") { name } } }")]
    [InlineData("{ ...F } fragment F on Query { __schema { types { name } } ...F }")]
    public void Introspection_SwitchedOff_IsRefusedEverywhere(string text) =>
        Check(text, new OperationLimits { AllowIntrospection = false }).ShouldBe("Introspection is switched off here.");

    [Fact]
    public void Introspection_SwitchedOff_LeavesTypeNames() =>
        Check("{ __typename a { __typename } }", new OperationLimits { AllowIntrospection = false }).ShouldBeNull();

    [Fact]
    public void Portfolio_ItsDeepestHonestQuery_Passes() => Check(
        """
        query($by: [WalletInput!]!) {
          portfolio(by: $by) { exclusions { tokenBalance { wallet { platforms { edges { node { networks { positions { edges { node { ... on DefiPosition {
            rewards { assets { token { classification { ... on RegularToken { receiptToken { network { nativeToken { symbol } } } } } } } }
          } } } } } } } } } } } }
        }
        """,
        OperationLimits.Default,
        Portfolio).ShouldBeNull();

    [Fact]
    public void Fragments_ThirtyLevelsOfTwoSpreads_AreCountedWithoutExpandingThem()
    {
        var text = $"{{ ...F0 }} {Repeat(30, i => $"fragment F{i} on Query {{ ...F{i + 1} ...F{i + 1} }} ")} fragment F30 on Query {{ s }}";

        Check(text, OperationLimits.Default).ShouldBe("The operation selects more than 100 fields at its root once its fragments are expanded.");
    }

    [Fact]
    public void Fragments_TwentyFiveLevelsOfTwoFields_AreCountedWithoutExpandingThem()
    {
        var text = $"{{ ...F0 }} {Repeat(25, i => $"fragment F{i} on Query {{ a {{ ...F{i + 1} }} x: a {{ ...F{i + 1} }} }} ")} fragment F25 on Query {{ s }}";

        Check(text, new OperationLimits { MaxDepth = 0, MaxAliases = 0 }).ShouldBe("The operation selects more than 5000 fields once its fragments are expanded.");
    }

    [Fact]
    public void Fragments_ChainOfTenThousand_IsRefusedWithoutStack()
    {
        var text = $"{{ ...F0 }} {Repeat(10_000, i => $"fragment F{i} on Query {{ ...F{i + 1} }} ")} fragment F10000 on Query {{ s }}";

        Check(text, OperationLimits.None).ShouldBe("The operation nests selections deeper than 200 levels once its fragments are expanded.");
    }

    [Theory]
    [InlineData("{ ...A } fragment A on Query { ...A }")]
    [InlineData("{ ...A } fragment A on Query { a { ...B } } fragment B on Query { ... { ...A } }")]
    public void Fragments_InACircle_AreLeftToValidation(string text) => ShapeCheck.Run(Parse(text), OperationLimits.Default, MaxNesting).ShouldBeNull();

    private static string? Check(string text, OperationLimits limits, Schema? schema = null)
    {
        var document = Parse(text);
        if (ShapeCheck.Run(document, limits, MaxNesting) is { } tooLarge) return Told(tooLarge);
        DocumentValidator.Validate(schema ?? Small, document).ShouldBeEmpty();
        return ListCheck.Run(schema ?? Small, document, limits) is { } tooDeep ? Told(tooDeep) : null;
    }

    private static string Told(GraphQLError error)
    {
        error.Code.ShouldBe(error.Message.StartsWith("Introspection is", StringComparison.Ordinal) ? "INTROSPECTION_DISABLED" : "LIMIT_EXCEEDED");
        error.Locations.Count.ShouldBe(1);
        return error.Message;
    }

    private static DocumentNode Parse(string text) => Parser.Parse(text, new ParserOptions { MaxTokens = 0 });

    private static string Repeat(int count, Func<int, string> part)
    {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++) text.Append(part(i));
        return text.ToString();
    }
}
