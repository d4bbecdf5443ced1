namespace PortfolioGraph.GraphQL.Tests.Validation.Rules;

public sealed class KnownTypeNamesRuleTests
{
    [Theory]
    [InlineData("query ($a: [Filter!]!) { node(id: 1) { ... on Coin { id } } }")]
    [InlineData("fragment F on Node { id }")]
    public void Validate_GoodDocument_HasNoErrors(string document) => RuleHarness.Run("KnownTypeNames", document).ShouldBeEmpty();

    [Theory]
    [InlineData(
        "query ($a: [Fliter!]) { node(id: 1) { ... on Coinn { id } } } fragment F on Nope { id }",
        "1:13 Unknown type \"Fliter\". Did you mean \"Filter\"?",
        "1:46 Unknown type \"Coinn\". Did you mean \"Coin\", \"Choice\", \"Int\", \"Kind\", or \"Thing\"?",
        "1:77 Unknown type \"Nope\". Did you mean \"Node\"?")]
    public void Validate_BadDocument_GivesTheErrors(string document, params string[] errors) => RuleHarness.Run("KnownTypeNames", document).ShouldBe(errors);
}
