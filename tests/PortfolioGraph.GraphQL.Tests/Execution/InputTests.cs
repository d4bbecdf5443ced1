using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Execution.Binding;

namespace PortfolioGraph.GraphQL.Tests.Execution;

public sealed class InputTests
{
    private const string Sdl = """
        scalar Any
        enum Color { RED DARK_BLUE }
        input Range { from: Int! = 1 to: Int note: String }
        input One @oneOf { a: Int b: String }
        input Money { amount: String! }
        type Query {
          ints(list: [Int!] = [7]): String
          range(range: Range): String
          one(one: One!): String
          color(color: Color = DARK_BLUE, more: [Color!]): String
          any(any: Any): String
          money(money: Money): String
          opt(x: Int, y: Int = 5): String
          strict(x: Int!, y: Int! = 5): String
          shown: Color
        }
        """;

    private readonly List<string> _told = [];

    private enum Color
    {
        Red,
        DarkBlue,
    }

    private TestServer Server => new(Sdl, Configure, new RequestExecutorOptions { OnUnexpectedError = (_, e) => _told.Add(e.Message) });

    [Theory]
    [InlineData("{ a: opt }", null, """{"a":"{\"y\":5}"}""")]
    [InlineData("{ a: opt(x: null, y: null) }", null, """{"a":"{\"x\":null,\"y\":null}"}""")]
    [InlineData("query ($x: Int, $y: Int) { a: opt(x: $x, y: $y) }", "{}", """{"a":"{\"y\":5}"}""")]
    [InlineData("query ($x: Int, $y: Int) { a: opt(x: $x, y: $y) }", """{"x":null,"y":null}""", """{"a":"{\"x\":null,\"y\":null}"}""")]
    [InlineData("query ($x: Int = 3) { a: opt(x: $x) }", "{}", """{"a":"{\"x\":3,\"y\":5}"}""")]
    [InlineData("query ($x: Int) { a: ints(list: 3) b: ints(list: []) c: ints d: ints(list: null) }", null, null)]
    [InlineData("{ a: ints(list: 3) b: ints(list: []) c: ints }", null, """{"a":"{\"list\":[3]}","b":"{\"list\":[]}","c":"{\"list\":[7]}"}""")]
    [InlineData("query ($x: Int!) { a: ints(list: [1, $x, 3]) }", """{"x":2}""", """{"a":"{\"list\":[1,2,3]}"}""")]
    [InlineData("query ($x: Int) { a: range(range: {to: $x}) b: range(range: {to: $x, note: \"n\"}) }", "{}", """{"a":"{\"range\":{\"from\":1}}","b":"{\"range\":{\"from\":1,\"note\":\"n\"}}"}""")]
    [InlineData("query ($r: Range) { a: range(range: $r) }", """{"r":{"note":"x"}}""", """{"a":"{\"range\":{\"from\":1,\"note\":\"x\"}}"}""")]
    [InlineData("query ($r: Range) { a: range(range: $r) }", """{"r":{"n\u006Fte":"x","to":1,"to":2}}""", """{"a":"{\"range\":{\"from\":1,\"to\":2,\"note\":\"x\"}}"}""")]
    [InlineData("{ a: one(one: {b: \"x\"}) }", null, """{"a":"{\"one\":{\"b\":\"x\"}}"}""")]
    [InlineData("query ($o: One!) { a: one(one: $o) }", """{"o":{"a":1}}""", """{"a":"{\"one\":{\"a\":1}}"}""")]
    [InlineData("query ($v: Int!) { a: one(one: {a: $v}) }", """{"v":1}""", """{"a":"{\"one\":{\"a\":1}}"}""")]
    [InlineData("{ a: color b: color(color: RED, more: [RED, DARK_BLUE]) shown }", null, """{"a":"DarkBlue []","b":"Red [Red, DarkBlue]","shown":"DARK_BLUE"}""")]
    [InlineData("query ($c: Color!, $m: [Color!]) { a: color(color: $c, more: $m) }", """{"c":"RED","m":["DARK_BLUE"]}""", """{"a":"Red [DarkBlue]"}""")]
    [InlineData("query ($c: Color, $i: Int, $r: Range) { a: any(any: {c: $c, n: $i, r: $r, l: [$i, X, 1.50], s: \"é\"}) }", """{"c":"DARK_BLUE","r":{}}""",
        """{"a":"{\"any\":{\"c\":\"DARK_BLUE\",\"r\":{\"from\":1},\"l\":[null,\"X\",1.50],\"s\":\"\\u00E9\"}}"}""")]
    [InlineData("query ($a: Any) { a: any(any: $a) }", """{"a":{"deep":[1.0,{"x":null}]}}""", """{"a":"{\"any\":{\"deep\":[1.0,{\"x\":null}]}}"}""")]
    [InlineData("{ a: money(money: {amount: \"12\"}) }", null, """{"a":"Money { Amount = 12 }"}""")]
    public async Task Arguments_AreCoerced(string query, string? variables, string? data)
    {
        var answer = await Server.AskAsync(query, variables);
        if (data is null) answer.ShouldNotContain("\"data\"");
        else answer.Replace("\\u00E9", "é", StringComparison.Ordinal).ShouldBe($$"""{"data":{{data}}}""".Replace("\\u00E9", "é", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("query ($o: One!) { one(one: $o) }", """{"o":{}}""")]
    [InlineData("query ($o: One!) { one(one: $o) }", """{"o":{"a":1,"b":"x"}}""")]
    [InlineData("query ($o: One!) { one(one: $o) }", """{"o":{"a":null}}""")]
    [InlineData("query ($r: Range) { range(range: $r) }", """{"r":{"unknown":1}}""")]
    [InlineData("query ($r: Range) { range(range: $r) }", """{"r":{"\ud800":1}}""")]
    [InlineData("query ($l: [Int!]) { ints(list: $l) }", """{"l":[1,null]}""")]
    [InlineData("query ($l: [Int!]) { ints(list: $l) }", """{"l":[2147483648]}""")]
    [InlineData("query ($c: Color) { color(color: $c) }", """{"c":"DarkBlue"}""")]
    [InlineData("query ($c: Color) { color(color: $c) }", """{"c":"\ud800"}""")]
    [InlineData("query ($x: Int!) { strict(x: $x) }", "{}")]
    [InlineData("query ($x: Int!) { strict(x: $x) }", """{"x":null}""")]
    [InlineData("query ($m: Money) { money(money: $m) }", """{"m":{"amount":"no"}}""")]
    public async Task VariablesThatDoNotFit_AreRefusedBeforeExecution(string query, string variables)
    {
        var answer = await Server.AskAsync(query, variables);
        answer.ShouldStartWith("{\"errors\":[{\"message\":\"Variable ");
        answer.ShouldNotContain("\"data\"");
    }

    [Fact]
    public async Task NullByVariable_InNonNullPlace_IsAFieldErrorAtTheArgument() =>
        (await Server.AskAsync("query ($y: Int = 5) { strict(x: 1, y: $y) }", """{"y":null}""")).ShouldBe(
            """{"errors":[{"message":"Argument \"y\" of non-null type \"Int!\" must not be null.","locations":[{"line":1,"column":39}],"path":["strict"],"extensions":{"code":"BAD_USER_INPUT"}}],"data":{"strict":null}}""");

    [Fact]
    public async Task InputFactory_Throwing_IsAnErrorOfTheArgument()
    {
        var answer = await Server.AskAsync("{ money(money: {amount: \"no\"}) opt }");
        answer.ShouldContain("\"code\":\"AMOUNT\"");
        answer.ShouldContain("\"path\":[\"money\"]");
        answer.ShouldContain("\"opt\":\"");
    }

    [Theory]
    [InlineData("{ money(money: {amount: \"crash\"}) }", null)]
    [InlineData("query ($m: Money) { money(money: $m) }", """{"m":{"amount":"crash"}}""")]
    public async Task InputFactory_Crashing_IsMaskedAndTold(string query, string? variables)
    {
        var answer = await Server.AskAsync(query, variables);
        answer.ShouldContain("Unexpected execution error.");
        answer.ShouldNotContain("secret");
        _told.ShouldBe(["secret"]);
    }

    private static void Configure(SchemaBindings bindings)
    {
        bindings.Enum<Color>("Color");
        bindings.Input("Money", i => i.Get<string>("amount") switch
        {
            "no" => throw new GraphQLException("no amount", "AMOUNT"),
            "crash" => throw new InvalidOperationException("secret"),
            var amount => new Money(amount!),
        });
        var query = bindings.Object<object>("Query");
        foreach (var name in new[] { "ints", "range", "one", "any", "opt", "strict" }) query.Field(name, a => a, (_, a) => a.ToJson());
        query
            .Field("color", a => (a.Get<Color>("color"), a.List<Color>("more")), (_, a) => $"{a.Item1} [{string.Join(", ", a.Item2 ?? [])}]")
            .Field("money", a => a.Get<Money>("money"), (_, money) => money?.ToString())
            .Field("shown", _ => Color.DarkBlue);
    }

    private sealed record Money(string Amount);
}
