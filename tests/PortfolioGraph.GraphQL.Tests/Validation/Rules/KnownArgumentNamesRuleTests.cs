namespace PortfolioGraph.GraphQL.Tests.Validation.Rules;

public sealed class KnownArgumentNamesRuleTests
{
    [Theory]
    [InlineData("{ required(x: 1, y: [], z: 2) coin @skip(if: true) { id @onField(x: 1) @nope(x: 1) } nope(x: 1) }")]
    public void Validate_GoodDocument_HasNoErrors(string document) => RuleHarness.Run("KnownArgumentNames", document).ShouldBeEmpty();

    [Theory]
    [InlineData(
        "{ required(x: 1, y: [], w: 2) coin @skip(unless: true) { id @onField(y: 1) } }",
        "1:25 Unknown argument \"w\" on field \"Query.required\". Did you mean \"x\", \"y\", or \"z\"?",
        "1:42 Unknown argument \"unless\" on directive \"@skip\".",
        "1:70 Unknown argument \"y\" on directive \"@onField\". Did you mean \"x\"?")]
    [InlineData(
        "{ person { friends(firsst: 1) { name } } coin(id: 1) { id } }",
        "1:20 Unknown argument \"firsst\" on field \"Person.friends\". Did you mean \"first\"?",
        "1:47 Unknown argument \"id\" on field \"Query.coin\".")]
    public void Validate_BadDocument_GivesTheErrors(string document, params string[] errors) => RuleHarness.Run("KnownArgumentNames", document).ShouldBe(errors);
}
