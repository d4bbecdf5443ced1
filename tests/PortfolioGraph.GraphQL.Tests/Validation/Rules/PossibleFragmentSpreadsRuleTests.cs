namespace PortfolioGraph.GraphQL.Tests.Validation.Rules;

public sealed class PossibleFragmentSpreadsRuleTests
{
    [Theory]
    [InlineData("{ node(id: 1) { ... on Named { name } ...A } coin { ... on Asset { id } ... on Money { __typename } ... { id } ... on Nope { x } } } fragment A on Asset { ... on Coin { id } }")]
    public void Validate_GoodDocument_HasNoErrors(string document) => RuleHarness.Run("PossibleFragmentSpreads", document).ShouldBeEmpty();

    [Theory]
    [InlineData(
        "{ coin { ... on Token { id } } }",
        "1:10 Fragment cannot be spread here as objects of type \"Coin\" can never be of type \"Token\".")]
    [InlineData(
        "{ money { ... on Person { name } ...P } } fragment P on Person { name }",
        "1:11 Fragment cannot be spread here as objects of type \"Money\" can never be of type \"Person\".",
        "1:34 Fragment \"P\" cannot be spread here as objects of type \"Money\" can never be of type \"Person\".")]
    [InlineData(
        "{ named { ... on Coin { id } } }",
        "1:11 Fragment cannot be spread here as objects of type \"Named\" can never be of type \"Coin\".")]
    public void Validate_BadDocument_GivesTheErrors(string document, params string[] errors) => RuleHarness.Run("PossibleFragmentSpreads", document).ShouldBe(errors);
}
