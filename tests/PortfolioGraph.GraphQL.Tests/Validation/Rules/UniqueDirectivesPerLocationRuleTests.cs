namespace PortfolioGraph.GraphQL.Tests.Validation.Rules;

public sealed class UniqueDirectivesPerLocationRuleTests
{
    [Theory]
    [InlineData("{ coin @skip(if: true) @include(if: true) { id @skip(if: true) } }")]
    [InlineData("{ coin @onField @onField { id @nope @nope } }")]
    public void Validate_GoodDocument_HasNoErrors(string document) => RuleHarness.Run("UniqueDirectivesPerLocation", document).ShouldBeEmpty();

    [Theory]
    [InlineData(
        "{ coin @skip(if: true) @skip(if: false) @skip(if: true) { id } }",
        "1:8 1:24 The directive \"@skip\" can only be used once at this location.",
        "1:8 1:41 The directive \"@skip\" can only be used once at this location.")]
    [InlineData(
        "query @onQuery @onQuery { coin { id } }",
        "1:7 1:16 The directive \"@onQuery\" can only be used once at this location.")]
    public void Validate_BadDocument_GivesTheErrors(string document, params string[] errors) => RuleHarness.Run("UniqueDirectivesPerLocation", document).ShouldBe(errors);
}
