namespace PortfolioGraph.GraphQL.Tests.Validation.Rules;

public sealed class KnownDirectivesRuleTests
{
    [Theory]
    [InlineData("query @onQuery { coin @skip(if: true) @onField { ... @include(if: true) { id } } }")]
    public void Validate_GoodDocument_HasNoErrors(string document) => RuleHarness.Run("KnownDirectives", document).ShouldBeEmpty();

    [Theory]
    [InlineData(
        "{ coin @nope { id @onQuery } }",
        "1:8 Unknown directive \"@nope\".",
        "1:19 Directive \"@onQuery\" may not be used on FIELD.")]
    [InlineData(
        "mutation @onQuery { remove(id: 1) } fragment F on Coin @onField { ... @onQuery { id } ...F @deprecated }",
        "1:10 Directive \"@onQuery\" may not be used on MUTATION.",
        "1:56 Directive \"@onField\" may not be used on FRAGMENT_DEFINITION.",
        "1:71 Directive \"@onQuery\" may not be used on INLINE_FRAGMENT.",
        "1:92 Directive \"@deprecated\" may not be used on FRAGMENT_SPREAD.")]
    [InlineData(
        "query ($a: Int @skip(if: true)) { coin { id } }",
        "1:16 Directive \"@skip\" may not be used on VARIABLE_DEFINITION.")]
    public void Validate_BadDocument_GivesTheErrors(string document, params string[] errors) => RuleHarness.Run("KnownDirectives", document).ShouldBe(errors);
}
