namespace PortfolioGraph.GraphQL.Tests.Validation.Rules;

public sealed class UniqueInputFieldNamesRuleTests
{
    [Theory]
    [InlineData("{ token(j: {key: 1, not: {key: 1}}, i: {a: 1, b: {a: 1}}) { id } }")]
    public void Validate_GoodDocument_HasNoErrors(string document) => RuleHarness.Run("UniqueInputFieldNames", document).ShouldBeEmpty();

    [Theory]
    [InlineData(
        "{ token(j: {key: 1, key: 2, not: {min: 1, min: 2, min: 3}}) { id } }",
        "1:13 1:21 There can be only one input field named \"key\".",
        "1:35 1:43 There can be only one input field named \"min\".",
        "1:35 1:51 There can be only one input field named \"min\".")]
    public void Validate_BadDocument_GivesTheErrors(string document, params string[] errors) => RuleHarness.Run("UniqueInputFieldNames", document).ShouldBe(errors);
}
