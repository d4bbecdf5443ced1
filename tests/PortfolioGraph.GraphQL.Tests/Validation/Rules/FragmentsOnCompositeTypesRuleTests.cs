namespace PortfolioGraph.GraphQL.Tests.Validation.Rules;

public sealed class FragmentsOnCompositeTypesRuleTests
{
    [Theory]
    [InlineData("{ ... on Query { coin { id } } ... { coin { id } } } fragment F on Money { __typename }")]
    [InlineData("{ ... on Nope { a } }")]
    public void Validate_GoodDocument_HasNoErrors(string document) => RuleHarness.Run("FragmentsOnCompositeTypes", document).ShouldBeEmpty();

    [Theory]
    [InlineData(
        "{ ... on Kind { a } }",
        "1:10 Fragment cannot condition on non composite type \"Kind\".")]
    [InlineData(
        "fragment F on Filter { a } fragment G on Int { b }",
        "1:15 Fragment \"F\" cannot condition on non composite type \"Filter\".",
        "1:42 Fragment \"G\" cannot condition on non composite type \"Int\".")]
    public void Validate_BadDocument_GivesTheErrors(string document, params string[] errors) => RuleHarness.Run("FragmentsOnCompositeTypes", document).ShouldBe(errors);
}
