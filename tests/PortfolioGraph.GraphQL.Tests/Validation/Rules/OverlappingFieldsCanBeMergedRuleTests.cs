namespace PortfolioGraph.GraphQL.Tests.Validation.Rules;

public sealed class OverlappingFieldsCanBeMergedRuleTests
{
    [Theory]
    [InlineData("{ coin { id id a: id a: id } coin { id } }")]
    [InlineData("{ x: required(x: 1, y: []) y: required(x: 2, y: []) }")]
    [InlineData("{ thing { ... on Token { x: id } ... on Coin { x: id } ... on Person { y: name } } }")]
    [InlineData("{ money { ... on Token { x: id } ... on Coin { x: id } ... on Token { other { name } } } }")]
    [InlineData("{ thing { ... on Token { self { x: id } } ... on Person { best { x: name } } } }")]
    [InlineData("{ token(j: {key: 1, min: 2}) { id } token(j: {min: 2, key: 1}) { id } }")]
    public void Validate_GoodDocument_HasNoErrors(string document) => RuleHarness.Run("OverlappingFieldsCanBeMerged", document).ShouldBeEmpty();

    [Theory]
    [InlineData(
        "{ x: coin { id } x: person { name } }",
        "1:3 1:18 Fields \"x\" conflict because \"coin\" and \"person\" are different fields. Use different aliases on the fields to fetch both if this was intentional.")]
    [InlineData(
        "{ required(x: 1, y: []) required(x: 2, y: []) }",
        "1:3 1:25 Fields \"required\" conflict because they have differing arguments. Use different aliases on the fields to fetch both if this was intentional.")]
    [InlineData(
        "{ coin { x: id } coin { x: value } }",
        "1:3 1:10 1:18 1:25 Fields \"coin\" conflict because subfields \"x\" conflict because \"id\" and \"value\" are different fields. Use different aliases on the fields to fetch both if this was intentional.")]
    [InlineData(
        "{ thing { ... on Token { tags } ... on Coin { tags } } }",
        "1:26 1:47 Fields \"tags\" conflict because they return conflicting types \"[String!]\" and \"[String]\". Use different aliases on the fields to fetch both if this was intentional.")]
    [InlineData(
        "{ thing { ... on Token { x: decimals } ... on Coin { x: decimals } } }",
        "1:26 1:54 Fields \"x\" conflict because they return conflicting types \"Int!\" and \"String\". Use different aliases on the fields to fetch both if this was intentional.")]
    [InlineData(
        "{ thing { ... on Token { x: self { id } } ... on Person { x: best { id: name } } } }",
        "1:26 1:36 1:59 1:69 Fields \"x\" conflict because subfields \"id\" conflict because they return conflicting types \"ID!\" and \"String\". Use different aliases on the fields to fetch both if this was intentional.")]
    [InlineData(
        "{ coin { ...A ...B } } fragment A on Coin { x: id } fragment B on Coin { x: value }",
        "1:45 1:74 Fields \"x\" conflict because \"id\" and \"value\" are different fields. Use different aliases on the fields to fetch both if this was intentional.")]
    [InlineData(
        "{ node(id: 1) { ... on Coin { x: id } ... on Asset { x: value } } }",
        "1:31 1:54 Fields \"x\" conflict because \"id\" and \"value\" are different fields. Use different aliases on the fields to fetch both if this was intentional.")]
    [InlineData(
        "{ money { ... on Coin { x: __typename } ... on Token { x: decimals } } }",
        "1:25 1:56 Fields \"x\" conflict because they return conflicting types \"String!\" and \"Int!\". Use different aliases on the fields to fetch both if this was intentional.")]
    public void Validate_BadDocument_GivesTheErrors(string document, params string[] errors) => RuleHarness.Run("OverlappingFieldsCanBeMerged", document).ShouldBe(errors);
}
