using System.Text.Json;
using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Limits;
using PortfolioGraph.GraphQL.SchemaBuilding;
using PortfolioGraph.GraphQL.Types;
using PortfolioGraph.GraphQL.Validation;

namespace PortfolioGraph.GraphQL.Tests.Limits;

public sealed class CostAnalyzerTests
{
    private const string Directives = """
        directive @cost(weight: String!) on ARGUMENT_DEFINITION | ENUM | FIELD_DEFINITION | INPUT_FIELD_DEFINITION | OBJECT | SCALAR
        directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!], requireOneSlicingArgument: Boolean = true) on FIELD_DEFINITION
        """;

    private static readonly Schema Small = SchemaBuilder.Parse(Directives + "\n" + """
        type Query {
          leaf(where: Filter): Int
          heavyLeaf: Int @cost(weight: "7")
          one: Item
          many: [Item]
          five: [Item] @listSize(assumedSize: 5)
          grid: [[Item]] @listSize(assumedSize: 5)
          first(first: Int = 3): [Item] @listSize(slicingArguments: ["first"], requireOneSlicingArgument: false)
          either(first: Int, last: Int): [Item] @listSize(slicingArguments: ["first", "last"])
          by(keys: [Int!]!): [Item] @listSize(slicingArguments: ["keys"])
          page(first: Int): Page @listSize(assumedSize: 4, slicingArguments: ["first"], sizedFields: ["items", "sum"], requireOneSlicingArgument: false)
          cheap: Cheap
          text(of: [String]): Int @cost(weight: "0")
          weighed(a: Int @cost(weight: "2"), f: Filter @cost(weight: "3")): Int
        }
        type Item { leaf: Int heavy: Int @cost(weight: "10") one: Item five: [Item] @listSize(assumedSize: 5) }
        type Page { items: [Item] sum: Item @cost(weight: "100") rest: [Item] @listSize(assumedSize: 2) }
        type Cheap @cost(weight: "0") { leaf: Int }
        input Filter { and: [Filter!] not: Filter eq: Int dear: Int @cost(weight: "5") }
        """);

    private static readonly Schema Calls = SchemaBuilder.Parse("""
        directive @listSize(assumedSize: Int, slicingArguments: [String!]) on FIELD_DEFINITION
        directive @calls(once: Int, balances: Int, details: Int) on FIELD_DEFINITION
        type Query { holder: Holder holders(of: [Int!]!): [Holder] @listSize(slicingArguments: ["of"]) }
        type Holder { a: Int @calls(balances: 1) b: Int @calls(balances: 1, details: 3) names: Int @calls(once: 2) inner: Holder }
        """);

    [Theory]
    [InlineData("{ leaf }", 0)]
    [InlineData("{ __typename }", 0)]
    [InlineData("{ heavyLeaf }", 7)]
    [InlineData("{ one { leaf } }", 2)]
    [InlineData("{ one { one { leaf } } }", 4)]
    [InlineData("{ cheap { leaf } }", 1)]
    [InlineData("{ many { leaf } }", 12)]
    [InlineData("{ five { leaf } }", 6)]
    [InlineData("{ five { heavy } }", 56)]
    [InlineData("{ five { five { leaf } } }", 38)]
    [InlineData("{ grid { leaf } }", 56)]
    [InlineData("{ one { leaf } x: one { leaf } }", 4)]
    [InlineData("{ heavyLeaf @skip(if: true) leaf @include(if: false) }", 0)]
    public void Field_Weighs_AsStatedOrByDefault(string text, int cost) => Price(text).ShouldBe(cost);

    [Theory]
    [InlineData("{ first { leaf } }", null, 4)]
    [InlineData("{ first(first: 20) { leaf } }", null, 23)]
    [InlineData("{ first(first: 0) { leaf } }", null, 1)]
    [InlineData("{ first(first: -5) { leaf } }", null, 1)]
    [InlineData("query($n: Int) { first(first: $n) { leaf } }", """{"n":20}""", 23)]
    [InlineData("query($n: Int = 8) { first(first: $n) { leaf } }", null, 9)]
    [InlineData("query($n: Int = 8) { first(first: $n) { leaf } }", """{"n":null}""", 12)]
    [InlineData("{ by(keys: [1, 2, 3]) { leaf } }", null, 4)]
    [InlineData("{ by(keys: 1) { leaf } }", null, 2)]
    [InlineData("query($k: [Int!]!) { by(keys: $k) { leaf } }", """{"k":[1,2,3,4]}""", 5)]
    [InlineData("{ either(last: 6) { leaf } }", null, 7)]
    public void List_IsAsLongAs_ItsArgumentsSay(string text, string? variables, int cost) => Price(text, variables).ShouldBe(cost);

    [Theory]
    [InlineData("{ page(first: 30) { items { leaf } } }", 2 + 31 + 3)]
    [InlineData("{ page { items { leaf } } }", 2 + 5)]
    [InlineData("{ page(first: 30) { rest { leaf } } }", 2 + 3)]
    [InlineData("{ page(first: 30) { sum { leaf } } }", 2 + 3001)]
    [InlineData("{ page(first: 30) { ...P } x: page(first: 10) { ...P } } fragment P on Page { ... { items { leaf } } }", 2 + 31 + 3 + 2 + 11 + 1)]
    public void SizedField_Counts_WhatTheFieldAboveSays(string text, int cost) => Price(text).ShouldBe(cost);

    [Theory]
    [InlineData("{ leaf(where: {}) }", null, 1)]
    [InlineData("{ leaf(where: { eq: 1 }) }", null, 1)]
    [InlineData("{ leaf(where: { dear: 1 }) }", null, 6)]
    [InlineData("{ leaf(where: { and: [{}, { not: { eq: 1 } }, {}] }) }", null, 5)]
    [InlineData("query($f: Filter) { leaf(where: $f) }", """{"f":{"and":[{},{"not":{"eq":1}},{}]}}""", 5)]
    [InlineData("query($f: Filter = { not: {} }) { leaf(where: $f) }", null, 2)]
    [InlineData("query($f: Filter) { leaf(where: { not: $f }) }", """{"f":{"not":{}}}""", 3)]
    [InlineData("{ weighed(a: 1) }", null, 2)]
    [InlineData("{ weighed(a: 1, f: { not: {} }) }", null, 6)]
    public void Input_Costs_ItsActualSize(string text, string? variables, int cost) => Price(text, variables).ShouldBe(cost);

    [Theory]
    [InlineData("query($f: Filter!) { leaf(where: { and: [$f, $f, $f] }) }", """{"f":{"not":{"dear":1}}}""", 1 + 3 + (3 * 6))]
    [InlineData("query($k: Int!) { by(keys: [$k, $k, $k, $k]) { leaf } }", """{"k":1}""", 5)]
    [InlineData("query($t: [String]) { text(of: $t) }", "1000", 10)]
    [InlineData("query($t: [String]) { a: text(of: $t) b: text(of: $t) c: text(of: $t) }", "1000", 30)]
    [InlineData("query($t: String) { text(of: [$t, $t]) }", "1000", 20)]
    public void Variable_Costs_EachTimeItIsUsed(string text, string variables, int cost) =>
        Price(text, int.TryParse(variables, out var length) ? $$"""{"t":"{{new string('x', length * 10)}}"}""" : variables).ShouldBe(cost);

    [Theory]
    [InlineData("{ holder { a } }", 2 + 1000)]
    [InlineData("{ holder { a x: a b } }", 2 + 4000)]
    [InlineData("{ holder { a inner { a inner { b } } } }", 6 + 4000)]
    [InlineData("{ holder { a } x: holder { a } }", 4 + 2000)]
    [InlineData("{ holders(of: [1, 2, 3]) { a b } }", 4 + 12_000)]
    [InlineData("{ holders(of: [1, 2, 3]) { names } }", 4 + 2000)]
    [InlineData("{ holder { names } x: holders(of: [1, 2, 3]) { names a } }", 7 + 2000 + 3000)]
    [InlineData("{ holder { ...F } x: holder { ...F } } fragment F on Holder { b inner { b } }", 8 + 8000)]
    [InlineData("{ holder { inner { __typename } } }", 4)]
    public void Calls_BelowOneRootField_AreSharedByKind(string text, int cost) => Price(text, schema: Calls).ShouldBe(cost);

    [Theory]
    [InlineData("type Query { a: Int @calls(x: -1) }", "@calls on Query.a: x must be a whole number from 0 on.")]
    public void Calls_ThatMakeNoSense_AreAnErrorAtTheStart(string sdl, string message) =>
        Should.Throw<ArgumentException>(() => new CostAnalyzer(SchemaBuilder.Parse($"directive @calls(x: Int) on FIELD_DEFINITION {sdl}"))).Message.ShouldBe(message);

    [Fact]
    public void LongAlias_Costs_ForEachValueThatItNames() =>
        Price($"{{ first(first: 100) {{ {new string('a', 320)}: leaf }} }}").ShouldBe(1 + 100 + 10 + 100);

    [Fact]
    public void Input_LargeVariableUsedManyTimes_IsPricedEveryTimeAndReadOnce()
    {
        var filter = "{\"f\":{\"and\":[" + string.Join(',', Enumerable.Repeat("{}", 10_000)) + "]}}";
        var uses = string.Concat(Enumerable.Range(0, 500).Select(i => $"x{i}: leaf(where: $f) "));

        Price($"query($f: Filter) {{ {uses} }}", filter).ShouldBe((500 * 10_001) + 50);
    }

    [Theory]
    [InlineData("{ either { leaf } }")]
    [InlineData("{ either(first: 1, last: 1) { leaf } }")]
    public void SlicingArguments_NotExactlyOne_AreAnError(string text)
    {
        var error = Should.Throw<GraphQLException>(() => Price(text));

        error.Message.ShouldBe("Field \"Query.either\" needs exactly one of the arguments \"first\", \"last\".");
        error.Code.ShouldBe(ErrorCodes.Validation);
    }

    [Fact]
    public void Price_ThatOverflows_StopsAtTheLargestNumber() =>
        Price("{ first(first: 2147483647) { five { five { heavy } } } }").ShouldBe(int.MaxValue);

    [Fact]
    public void Fragments_ThirtyLevelsOfTwoSpreads_ArePricedWithoutExpandingThem()
    {
        var text = $"{{ ...F0 }} {string.Concat(Enumerable.Range(0, 40).Select(i => $"fragment F{i} on Query {{ ...F{i + 1} ...F{i + 1} }} "))} fragment F40 on Query {{ heavyLeaf }}";

        Price(text).ShouldBe(int.MaxValue);
    }

    [Theory]
    [InlineData("type Query { a: Int @cost(weight: \"1.5\") }", "@cost on Query.a: the weight must be a whole number from 0 on, as a string.")]
    [InlineData("type Query { a: Int @cost(weight: \"-1\") }", "@cost on Query.a: the weight must be a whole number from 0 on, as a string.")]
    [InlineData("type Query { a(b: Int @cost(weight: \"x\")): Int }", "@cost on Query.a(b:): the weight must be a whole number from 0 on, as a string.")]
    [InlineData("type Query { a: [Int] @listSize(slicingArguments: [\"first\"]) }", "@listSize on Query.a: there is no argument \"first\".")]
    [InlineData("type Query { a: [Int] @listSize(assumedSize: -1) }", "@listSize on Query.a: assumedSize must be a whole number from 0 on.")]
    public void Directive_ThatMakesNoSense_IsAnErrorAtTheStart(string sdl, string message) =>
        Should.Throw<ArgumentException>(() => new CostAnalyzer(SchemaBuilder.Parse($"{Directives}\n{sdl}"))).Message.ShouldBe(message);

    [Fact]
    public void Schema_WithoutDirectives_IsPricedByTheDefaults()
    {
        var schema = SchemaBuilder.Parse("type Query { many: [Query] leaf: Int }");

        Price("{ many { many { leaf } } }", schema: schema).ShouldBe(1 + (10 * (1 + 1 + 10)) + 10);
    }

    [Fact]
    public void Introspection_AsToolsAsk_IsFarBelowTheLimit() =>
        Price(IntrospectionQuery.Full).ShouldBeInRange(1_000, OperationLimits.Default.MaxCost / 10);

    private static int Price(string text, string? variables = null, Schema? schema = null)
    {
        var document = Parser.Parse(text);
        DocumentValidator.Validate(schema ?? Small, document, new ValidationOptions { MaxTime = null }).ShouldBeEmpty();
        using var json = JsonDocument.Parse(variables ?? "{}");
        return new CostAnalyzer(schema ?? Small).Analyze(document, document.Definitions.OfType<OperationDefinitionNode>().Single(), json.RootElement);
    }
}
