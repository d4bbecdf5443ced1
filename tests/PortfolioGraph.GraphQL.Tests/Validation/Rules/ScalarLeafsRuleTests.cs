namespace PortfolioGraph.GraphQL.Tests.Validation.Rules;

public sealed class ScalarLeafsRuleTests
{
    [Theory]
    [InlineData("{ coin { id tags kind } money { __typename } }")]
    public void Validate_GoodDocument_HasNoErrors(string document) => RuleHarness.Run("ScalarLeafs", document).ShouldBeEmpty();

    [Theory]
    [InlineData(
        "{ coin }",
        "1:3 Field \"coin\" of type \"Coin\" must have a selection of subfields. Did you mean \"coin { ... }\"?")]
    [InlineData(
        "{ money coin { id { x } tags { y } } }",
        "1:3 Field \"money\" of type \"[Money]\" must have a selection of subfields. Did you mean \"money { ... }\"?",
        "1:19 Field \"id\" must not have a selection since type \"ID!\" has no subfields.",
        "1:30 Field \"tags\" must not have a selection since type \"[String]\" has no subfields.")]
    [InlineData(
        "{ person { friends } }",
        "1:12 Field \"friends\" of type \"[Person!]!\" must have a selection of subfields. Did you mean \"friends { ... }\"?")]
    public void Validate_BadDocument_GivesTheErrors(string document, params string[] errors) => RuleHarness.Run("ScalarLeafs", document).ShouldBe(errors);
}
