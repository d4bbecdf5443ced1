using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Language;

namespace PortfolioGraph.GraphQL.Tests.Language;

/// <summary>Where a document stops making sense, and what the message says.</summary>
public sealed class ParserErrorTests
{
    [Theory]
    [InlineData("", 1, 1, "Unexpected <EOF>.")]
    [InlineData("{ a(b: 1 }", 1, 10, "Expected Name, found \"}\".")]
    [InlineData("{", 1, 2, "Expected Name, found <EOF>.")]
    [InlineData("{ a\r\n  b(\r) }", 3, 1, "Expected Name, found \")\".")]
    [InlineData("{ }", 1, 3, "Expected Name, found \"}\".")]
    [InlineData("notAnOperation Foo { a }", 1, 1, "Unexpected Name \"notAnOperation\".")]
    [InlineData("...", 1, 1, "Unexpected \"...\".")]
    [InlineData("{ ...{}", 1, 7, "Expected Name, found \"}\".")]
    [InlineData("{ ... on }", 1, 10, "Expected Name, found \"}\".")]
    [InlineData("{ ...on on { a } ... 1 }", 1, 22, "Expected \"{\", found Int \"1\".")]
    [InlineData("fragment on on on { on }", 1, 10, "Unexpected Name \"on\".")]
    [InlineData("fragment X { a }", 1, 12, "Expected \"on\", found \"{\".")]
    [InlineData("query ($a: Int = $b) { a }", 1, 18, "Unexpected variable \"$b\" in constant value.")]
    [InlineData("query ($a: Int = [$ 1]) { a }", 1, 19, "Unexpected variable \"$\" in constant value.")]
    [InlineData("query ($a: Int @d(x: {y: $b})) { a }", 1, 26, "Unexpected variable \"$b\" in constant value.")]
    [InlineData("query ($a Int) { a }", 1, 11, "Expected \":\", found Name \"Int\".")]
    [InlineData("query () { a }", 1, 8, "Expected \"$\", found \")\".")]
    [InlineData("query ($a: [Int) { a }", 1, 16, "Expected \"]\", found \")\".")]
    [InlineData("query ($a: Int!!) { a }", 1, 16, "Expected \"$\", found \"!\".")]
    [InlineData("{ a(b: ) }", 1, 8, "Unexpected \")\".")]
    [InlineData("{ a(b: {c 1}) }", 1, 11, "Expected \":\", found Int \"1\".")]
    [InlineData("{ a(b: [1) }", 1, 10, "Unexpected \")\".")]
    [InlineData("{ a: }", 1, 6, "Expected Name, found \"}\".")]
    [InlineData("{ a @ }", 1, 7, "Expected Name, found \"}\".")]
    [InlineData("{ a } }", 1, 7, "Unexpected \"}\".")]
    [InlineData("query Q", 1, 8, "Expected \"{\", found <EOF>.")]
    [InlineData("query Q Q { a }", 1, 9, "Expected \"{\", found Name \"Q\".")]
    [InlineData("\"d\" { a }", 1, 1, "Unexpected description, descriptions are not supported on shorthand queries.")]
    [InlineData("\n\"d\" extend type T @d", 2, 1, "Unexpected description, only GraphQL definitions support descriptions.")]
    [InlineData("\"d\" foo", 1, 1, "Unexpected description, only GraphQL definitions support descriptions.")]
    [InlineData("\"d\" \"e\" type T", 1, 5, "Unexpected String \"e\".")]
    [InlineData("\"d\"", 1, 4, "Unexpected <EOF>.")]
    [InlineData("\"d\" %", 1, 5, "Unexpected character: \"%\".")]
    [InlineData("extend", 1, 7, "Unexpected <EOF>.")]
    [InlineData("extend foo", 1, 8, "Unexpected Name \"foo\".")]
    [InlineData("extend directive @a on FIELD", 1, 8, "Unexpected Name \"directive\".")]
    [InlineData("extend \"d\" type T", 1, 8, "Unexpected String \"d\".")]
    [InlineData("extend schema", 1, 14, "Unexpected <EOF>.")]
    [InlineData("extend scalar S scalar T", 1, 17, "Unexpected Name \"scalar\".")]
    [InlineData("extend type T", 1, 14, "Unexpected <EOF>.")]
    [InlineData("extend type T {}", 1, 16, "Expected Name, found \"}\".")]
    [InlineData("extend interface I #\n", 2, 1, "Unexpected <EOF>.")]
    [InlineData("extend union U", 1, 15, "Unexpected <EOF>.")]
    [InlineData("extend union U =", 1, 17, "Expected Name, found <EOF>.")]
    [InlineData("extend enum E type", 1, 15, "Unexpected Name \"type\".")]
    [InlineData("extend input I", 1, 15, "Unexpected <EOF>.")]
    [InlineData("schema", 1, 7, "Expected \"{\", found <EOF>.")]
    [InlineData("schema { }", 1, 10, "Expected Name, found \"}\".")]
    [InlineData("schema { foo: Q }", 1, 10, "Unexpected Name \"foo\".")]
    [InlineData("type T { }", 1, 10, "Expected Name, found \"}\".")]
    [InlineData("type T { a(): Int }", 1, 12, "Expected Name, found \")\".")]
    [InlineData("type T implements { a: Int }", 1, 19, "Expected Name, found \"{\".")]
    [InlineData("type T implements A B { a: Int }", 1, 21, "Unexpected Name \"B\".")]
    [InlineData("type T implements & & A { a: Int }", 1, 21, "Expected Name, found \"&\".")]
    [InlineData("type T { a: Int = 1 }", 1, 17, "Expected Name, found \"=\".")]
    [InlineData("union U = | ", 1, 13, "Expected Name, found <EOF>.")]
    [InlineData("enum E { true }", 1, 10, "Name \"true\" is reserved and cannot be used for an enum value.")]
    [InlineData("enum E { A \"d\" null }", 1, 16, "Name \"null\" is reserved and cannot be used for an enum value.")]
    [InlineData("input I { a(b: Int): Int }", 1, 12, "Expected \":\", found \"(\".")]
    [InlineData("directive @a on FIELD | INCORRECT", 1, 25, "Unexpected Name \"INCORRECT\".")]
    [InlineData("directive @a on | 1", 1, 19, "Expected Name, found Int \"1\".")]
    [InlineData("directive @a repeatable FIELD", 1, 25, "Expected \"on\", found Name \"FIELD\".")]
    [InlineData("type T @d(x: $y) { a: Int }", 1, 14, "Unexpected variable \"$y\" in constant value.")]
    public void Parse_BadDocument_NamesTheFirstOffendingToken(string source, int line, int column, string message)
    {
        var error = Should.Throw<SyntaxException>(() => Parser.Parse(source));

        error.Message.ShouldBe("Syntax Error: " + message);
        error.Location.ShouldBe(new SourceLocation(line, column));
        error.Code.ShouldBe(ErrorCodes.Syntax);
    }

    [Theory]
    [InlineData("", 1, "Unexpected <EOF>.")]
    [InlineData("1 2", 3, "Expected <EOF>, found Int \"2\".")]
    [InlineData("[1", 3, "Unexpected <EOF>.")]
    public void ParseValue_BadText_NamesTheFirstOffendingToken(string source, int column, string message)
    {
        var error = Should.Throw<SyntaxException>(() => Parser.ParseValue(source));

        (error.Location.Column, error.Message).ShouldBe((column, "Syntax Error: " + message));
    }

    [Theory]
    [InlineData("", 1, "Expected Name, found <EOF>.")]
    [InlineData("[Int!]! !", 9, "Expected <EOF>, found \"!\".")]
    [InlineData("[[Int]", 7, "Expected \"]\", found <EOF>.")]
    public void ParseType_BadText_NamesTheFirstOffendingToken(string source, int column, string message)
    {
        var error = Should.Throw<SyntaxException>(() => Parser.ParseType(source));

        (error.Location.Column, error.Message).ShouldBe((column, "Syntax Error: " + message));
    }

    [Fact]
    public void Parse_HugeTokenInTheWay_MessageStaysShort()
    {
        var error = Should.Throw<SyntaxException>(() => Parser.Parse(new string('x', 1_000_000)));

        error.Message.Length.ShouldBeLessThan(200);
    }
}
