namespace PortfolioGraph.GraphQL.Tests.Validation.Rules;

public sealed class NoFragmentCyclesRuleTests
{
    [Theory]
    [InlineData("fragment A on Person { ...B ...B } fragment B on Person { ...C } fragment C on Person { name }")]
    [InlineData("fragment A on Person { ...Nope }")]
    public void Validate_GoodDocument_HasNoErrors(string document) => RuleHarness.Run("NoFragmentCycles", document).ShouldBeEmpty();

    [Theory]
    [InlineData(
        "fragment A on Person { ...A }",
        "1:24 Cannot spread fragment \"A\" within itself.")]
    [InlineData(
        "fragment A on Person { best { ...B } } fragment B on Person { ... { ...C } } fragment C on Person { ...A }",
        "1:31 1:69 1:101 Cannot spread fragment \"A\" within itself via \"B\", \"C\".")]
    [InlineData(
        "fragment A on Person { ...B ...A } fragment B on Person { ...B ...A }",
        "1:59 Cannot spread fragment \"B\" within itself.",
        "1:24 1:64 Cannot spread fragment \"A\" within itself via \"B\".",
        "1:29 Cannot spread fragment \"A\" within itself.")]
    public void Validate_BadDocument_GivesTheErrors(string document, params string[] errors) => RuleHarness.Run("NoFragmentCycles", document).ShouldBe(errors);
}
