namespace PortfolioGraph.GraphQL.Tests.Validation.Rules;

public sealed class LoneAnonymousOperationRuleTests
{
    [Theory]
    [InlineData("{ coin { id } }")]
    [InlineData("{ coin { id } } fragment F on Coin { id }")]
    [InlineData("query A { coin { id } } query B { coin { id } }")]
    public void Validate_GoodDocument_HasNoErrors(string document) => RuleHarness.Run("LoneAnonymousOperation", document).ShouldBeEmpty();

    [Theory]
    [InlineData(
        "{ coin { id } } query B { coin { id } }",
        "1:1 This anonymous operation must be the only defined operation.")]
    [InlineData(
        "{ coin { id } } { coin { id } }",
        "1:1 This anonymous operation must be the only defined operation.",
        "1:17 This anonymous operation must be the only defined operation.")]
    public void Validate_BadDocument_GivesTheErrors(string document, params string[] errors) => RuleHarness.Run("LoneAnonymousOperation", document).ShouldBe(errors);
}
