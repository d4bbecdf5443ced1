namespace PortfolioGraph.GraphQL.Tests.Validation.Rules;

public sealed class SingleFieldSubscriptionsRuleTests
{
    [Theory]
    [InlineData("subscription { changed { id value } }")]
    [InlineData("subscription { changed { id } changed { value } }")]
    [InlineData("subscription { ...F } fragment F on Subscription { removed ...F }")]
    [InlineData("subscription { ... on Query { coin { id } } removed }")]
    [InlineData("subscription { changed { id @skip(if: true) } }")]
    public void Validate_GoodDocument_HasNoErrors(string document) => RuleHarness.Run("SingleFieldSubscriptions", document).ShouldBeEmpty();

    [Theory]
    [InlineData(
        "subscription { changed { id } removed }",
        "1:31 Anonymous Subscription must select only one top level field.")]
    [InlineData(
        "subscription S { changed { id } ...F } fragment F on Subscription { removed other { name } }",
        "1:69 1:77 Subscription \"S\" must select only one top level field.")]
    [InlineData(
        "subscription S { __typename }",
        "1:18 Subscription \"S\" must not select an introspection top level field.")]
    [InlineData(
        "subscription { a: __typename removed }",
        "1:30 Anonymous Subscription must select only one top level field.",
        "1:16 Anonymous Subscription must not select an introspection top level field.")]
    [InlineData(
        "subscription S($x: Boolean!) { removed @skip(if: $x) }",
        "1:40 Subscription \"S\" must not use `@skip` or `@include` directives in the top level selection.")]
    [InlineData(
        "subscription { ...F @include(if: true) } fragment F on Subscription { removed }",
        "1:21 Anonymous Subscription must not use `@skip` or `@include` directives in the top level selection.")]
    [InlineData(
        "subscription { ... { removed @include(if: true) ... @skip(if: true) { removed } } }",
        "1:30 1:53 Anonymous Subscription must not use `@skip` or `@include` directives in the top level selection.")]
    [InlineData(
        "subscription { ... on Query { coin { id } } }",
        "1:14 Anonymous Subscription must select one top level field.")]
    public void Validate_BadDocument_GivesTheErrors(string document, params string[] errors) => RuleHarness.Run("SingleFieldSubscriptions", document).ShouldBe(errors);
}
