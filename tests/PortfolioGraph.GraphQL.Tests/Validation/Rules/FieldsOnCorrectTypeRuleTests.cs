namespace PortfolioGraph.GraphQL.Tests.Validation.Rules;

public sealed class FieldsOnCorrectTypeRuleTests
{
    [Theory]
    [InlineData("{ node(id: 1) { id ... on Token { decimals } } money { __typename ... on Coin { kind } } __schema { types { name } } }")]
    public void Validate_GoodDocument_HasNoErrors(string document) => RuleHarness.Run("FieldsOnCorrectType", document).ShouldBeEmpty();

    [Theory]
    [InlineData(
        "{ coin { nope } }",
        "1:10 Cannot query field \"nope\" on type \"Coin\".")]
    [InlineData(
        "{ coin { tag valu } }",
        "1:10 Cannot query field \"tag\" on type \"Coin\". Did you mean \"tags\"?",
        "1:14 Cannot query field \"valu\" on type \"Coin\". Did you mean \"value\"?")]
    [InlineData(
        "{ node(id: 1) { decimals } }",
        "1:17 Cannot query field \"decimals\" on type \"Node\". Did you mean to use an inline fragment on \"Coin\" or \"Token\"?")]
    [InlineData(
        "{ node(id: 1) { name } }",
        "1:17 Cannot query field \"name\" on type \"Node\". Did you mean to use an inline fragment on \"Named\" or \"Token\"?")]
    [InlineData(
        "{ money { id } }",
        "1:11 Cannot query field \"id\" on type \"Money\". Did you mean to use an inline fragment on \"Node\", \"Asset\", \"Coin\", or \"Token\"?")]
    [InlineData(
        "{ thing { name } }",
        "1:11 Cannot query field \"name\" on type \"Thing\". Did you mean to use an inline fragment on \"Named\", \"Person\", or \"Token\"?")]
    [InlineData(
        "{ coin { __schema { types { name } } } }",
        "1:10 Cannot query field \"__schema\" on type \"Coin\".")]
    [InlineData(
        "{ nope { a { b } } }",
        "1:3 Cannot query field \"nope\" on type \"Query\". Did you mean \"node\"?")]
    public void Validate_BadDocument_GivesTheErrors(string document, params string[] errors) => RuleHarness.Run("FieldsOnCorrectType", document).ShouldBe(errors);
}
