namespace PortfolioGraph.GraphQL.Tests.Validation.Rules;

public sealed class ValuesOfCorrectTypeRuleTests
{
    [Theory]
    [InlineData("{ token(a: 1, b: 2, c: \"s\", d: true, e: 5, f: ONE, g: 3, h: [[1], [2]], i: {a: [ENUM, $x]}, j: {key: \"k\", kinds: ONE}, k: {a: 1}) { id } }")]
    [InlineData("{ token(a: null, g: [null], k: null, j: {key: 1, any: null}) { id } }")]
    [InlineData("query ($a: Int = 1, $b: Filter = {key: 1}, $c: Nope = 1) { token(a: $a) { id } nope(a: 1) }")]
    public void Validate_GoodDocument_HasNoErrors(string document) => RuleHarness.Run("ValuesOfCorrectType", document).ShouldBeEmpty();

    [Theory]
    [InlineData(
        "{ token(a: \"1\", b: \"2\", c: 3, d: 4, e: 1.5, f: \"ONE\", g: [1, \"2\"], h: [[null], 1.5]) { id } }",
        "1:12 Int cannot represent non-integer value: \"1\"",
        "1:20 Float cannot represent non numeric value: \"2\"",
        "1:28 String cannot represent a non string value: 3",
        "1:34 Boolean cannot represent a non boolean value: 4",
        "1:40 ID cannot represent a non-string and non-integer value: 1.5",
        "1:48 Enum \"Kind\" cannot represent non-enum value: \"ONE\". Did you mean the enum value \"ONE\"?",
        "1:62 Int cannot represent non-integer value: \"2\"",
        "1:73 Expected value of type \"Int!\", found null.",
        "1:80 Int cannot represent non-integer value: 1.5")]
    [InlineData(
        "{ token(a: 2147483648, f: FOUR) { id } }",
        "1:12 Int cannot represent non 32-bit signed integer value: 2147483648",
        "1:27 Value \"FOUR\" does not exist in \"Kind\" enum.")]
    [InlineData(
        "{ token(f: ONEE, j: ONE, c: {a: 1}, a: [1]) { id } }",
        "1:12 Value \"ONEE\" does not exist in \"Kind\" enum. Did you mean the enum value \"ONE\"?",
        "1:21 Expected value of type \"Filter\", found ONE.",
        "1:29 String cannot represent a non string value: {a: 1}",
        "1:40 Int cannot represent non-integer value: [1]")]
    [InlineData(
        "{ token(j: {min: 1, kinds: [ONE, 2], not: {key: true}, maxx: 1}) { id } }",
        "1:12 Field \"Filter.key\" of required type \"ID!\" was not provided.",
        "1:34 Enum \"Kind\" cannot represent non-enum value: 2.",
        "1:49 ID cannot represent a non-string and non-integer value: true",
        "1:56 Field \"maxx\" is not defined by type \"Filter\". Did you mean \"max\"?")]
    [InlineData(
        "{ token(k: {}) { id } a: token(k: {a: 1, b: \"x\"}) { id } b: token(k: {a: null}) { id } }",
        "1:12 OneOf Input Object \"Choice\" must specify exactly one key.",
        "1:35 OneOf Input Object \"Choice\" must specify exactly one key.",
        "1:70 Field \"Choice.a\" must be non-null.")]
    [InlineData(
        "{ required(x: null, y: [null], z: null) }",
        "1:15 Expected value of type \"Int!\", found null.",
        "1:25 Expected value of type \"Int!\", found null.",
        "1:35 Expected value of type \"Int!\", found null.")]
    [InlineData(
        "query ($a: Int = \"x\", $b: Filter = {}, $c: Int! = null) { coin { id @onField(x: \"x\") } }",
        "1:18 Int cannot represent non-integer value: \"x\"",
        "1:36 Field \"Filter.key\" of required type \"ID!\" was not provided.",
        "1:51 Expected value of type \"Int!\", found null.",
        "1:81 Int cannot represent non-integer value: \"x\"")]
    public void Validate_BadDocument_GivesTheErrors(string document, params string[] errors) => RuleHarness.Run("ValuesOfCorrectType", document).ShouldBe(errors);
}
