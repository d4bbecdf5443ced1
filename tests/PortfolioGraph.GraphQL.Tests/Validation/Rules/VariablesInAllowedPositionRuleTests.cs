namespace PortfolioGraph.GraphQL.Tests.Validation.Rules;

public sealed class VariablesInAllowedPositionRuleTests
{
    [Theory]
    [InlineData("query ($a: Int!, $b: Int = 1, $c: [Int!]!, $d: Int) { a: required(x: $a, y: $c, z: $d) b: required(x: $b, y: $c) token(a: $a, g: $c) { id } }")]
    [InlineData("query ($a: Int!, $b: Kind!) { token(k: {a: $a}, j: {key: 1, max: $a, kinds: [$b]}) { id } }")]
    [InlineData("query ($a: Nope) { token(a: $a) { id } }")]
    public void Validate_GoodDocument_HasNoErrors(string document) => RuleHarness.Run("VariablesInAllowedPosition", document).ShouldBeEmpty();

    [Theory]
    [InlineData(
        "query ($a: Int, $b: Int = null, $c: [Int]!, $d: String) { a: required(x: $a, y: $c) b: required(x: $b, y: []) token(a: $d, h: [$c]) { id } }",
        "1:8 1:74 Variable \"$a\" of type \"Int\" used in position expecting type \"Int!\".",
        "1:33 1:81 Variable \"$c\" of type \"[Int]!\" used in position expecting type \"[Int!]!\".",
        "1:17 1:100 Variable \"$b\" of type \"Int\" used in position expecting type \"Int!\".",
        "1:45 1:120 Variable \"$d\" of type \"String\" used in position expecting type \"Int\".",
        "1:33 1:128 Variable \"$c\" of type \"[Int]!\" used in position expecting type \"[Int!]!\".")]
    [InlineData(
        "query A($a: Int) { ...F } query B($a: Int!) { ...F } fragment F on Query { required(x: $a, y: []) }",
        "1:9 1:88 Variable \"$a\" of type \"Int\" used in position expecting type \"Int!\".")]
    [InlineData(
        "query ($a: Int, $b: String = \"x\") { a: token(k: {a: $a}) { id } b: token(k: {b: $b}) { id } }",
        "1:8 1:53 Variable \"$a\" is of type \"Int\" but must be non-nullable to be used for OneOf Input Object \"Choice\".",
        "1:17 1:81 Variable \"$b\" is of type \"String\" but must be non-nullable to be used for OneOf Input Object \"Choice\".")]
    [InlineData(
        "query ($a: [Int], $b: Int) { a: token(a: $a) { id } b: token(g: $b) { id } }",
        "1:8 1:42 Variable \"$a\" of type \"[Int]\" used in position expecting type \"Int\".",
        "1:19 1:65 Variable \"$b\" of type \"Int\" used in position expecting type \"[Int]\".")]
    public void Validate_BadDocument_GivesTheErrors(string document, params string[] errors) => RuleHarness.Run("VariablesInAllowedPosition", document).ShouldBe(errors);
}
