namespace PortfolioGraph.GraphQL.Tests.Validation.Rules;

public sealed class ProvidedRequiredArgumentsRuleTests
{
    [Theory]
    [InlineData("{ required(x: 1, y: []) person { friends { name } } nope }")]
    [InlineData("{ coin @skip(if: true) { id @onAny(need: 1) @nope } }")]
    public void Validate_GoodDocument_HasNoErrors(string document) => RuleHarness.Run("ProvidedRequiredArguments", document).ShouldBeEmpty();

    [Theory]
    [InlineData(
        "{ required }",
        "1:3 Field \"required\" argument \"x\" of type \"Int!\" is required, but it was not provided.",
        "1:3 Field \"required\" argument \"y\" of type \"[Int!]!\" is required, but it was not provided.")]
    [InlineData(
        "{ required(y: []) coin @skip { id @onAny } }",
        "1:3 Field \"required\" argument \"x\" of type \"Int!\" is required, but it was not provided.",
        "1:24 Directive \"@skip\" argument \"if\" of type \"Boolean!\" is required, but it was not provided.",
        "1:35 Directive \"@onAny\" argument \"need\" of type \"Int!\" is required, but it was not provided.")]
    public void Validate_BadDocument_GivesTheErrors(string document, params string[] errors) => RuleHarness.Run("ProvidedRequiredArguments", document).ShouldBe(errors);
}
