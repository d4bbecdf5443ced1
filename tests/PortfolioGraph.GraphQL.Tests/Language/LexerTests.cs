using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Language;

namespace PortfolioGraph.GraphQL.Tests.Language;

public sealed class LexerTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData(" \t\r\n,\uFEFF#c\uFEFF\u0000 é😀", "")]
    [InlineData("!$&()...:=@[]{|}", "! $ & ( ) ... : = @ [ ] { | }")]
    [InlineData("a _ A9_b\uFEFFc", "a _ A9_b c")]
    [InlineData("a#b\rc#d\n#e\r\nf#", "a c f")]
    [InlineData("0 -0 9 -10,1.5 0.0 -1.50e-007 1E9 1e+2 0e0 0.1e1", "0 -0 9 -10 1.5 0.0 -1.50e-007 1E9 1e+2 0e0 0.1e1")]
    [InlineData("1$a-1{2}", "1 $ a -1 { 2 }")]
    [InlineData("1\"a\"b", "1 \"a\" b")]
    public void Advance_ValidText_CutsTokens(string source, string tokens)
    {
        var lexer = new Lexer(source);
        var found = new List<string>();
        for (lexer.Advance(); lexer.Kind != TokenKind.EndOfFile; lexer.Advance()) found.Add(lexer.Text.ToString());

        string.Join(' ', found).ShouldBe(tokens);
        (lexer.Start, lexer.End).ShouldBe((source.Length, source.Length));
    }

    [Theory]
    [InlineData("0", "Int")]
    [InlineData("-123", "Int")]
    [InlineData("1.0", "Float")]
    [InlineData("1e1", "Float")]
    [InlineData("a1", "Name")]
    [InlineData("\"\"", "String")]
    [InlineData("\"\"\"\"\"\"", "BlockString")]
    public void Advance_Literal_HasItsKind(string source, string kind)
    {
        var lexer = new Lexer(source);
        lexer.Advance();

        lexer.Kind.ToString().ShouldBe(kind);
        (lexer.Start, lexer.End).ShouldBe((0, source.Length));
    }

    [Theory]
    [InlineData(@"""""", "")]
    [InlineData(@"""plain # é 😀""", "plain # é 😀")]
    [InlineData(@"""\""\\\/\b\f\n\r\t""", "\"\\/\b\f\n\r\t")]
    [InlineData(@"""a\u0041b\u00e9\u00E9\u0000c""", "aAbéé\0c")]
    [InlineData(@"""\u{41}\u{0}\u{1F600}\u{10FFFF}\u{0000000000000041}""", "A\0😀\U0010FFFFA")]
    [InlineData(@"""x\uD83D\uDE00y""", "x😀y")]
    [InlineData(@"""\uD7FF\uE000\uFFFF""", "\uD7FF\uE000\uFFFF")]
    [InlineData("\"\u0000\u0007\u0085\u2028\"", "\u0000\u0007\u0085\u2028")]
    [InlineData("\"\"\"a \"\" b \\n \\\"\"\" c\"\"\"", "a \"\" b \\n \"\"\" c")]
    [InlineData("\"\"\"\r\n\t a\r\t  b\n\"\"\"", "a\n b")]
    public void Value_String_ResolvesEscapes(string source, string value)
    {
        var lexer = new Lexer(source);
        lexer.Advance();

        lexer.Value.ShouldBe(value);
    }

    [Theory]
    [InlineData("?", 1, "Unexpected character: \"?\".")]
    [InlineData("a .b", 3, "Unexpected character: \".\".")]
    [InlineData("a ..", 3, "Unexpected character: \".\".")]
    [InlineData("....", 4, "Unexpected character: \".\".")]
    [InlineData("'a'", 1, "Unexpected single quote character ('), did you mean to use a double quote (\")?")]
    [InlineData("\u0000", 1, "Unexpected character: U+0000.")]
    [InlineData("\u00A0", 1, "Unexpected character: U+00A0.")]
    [InlineData("a😀", 2, "Unexpected character: U+1F600.")]
    [InlineData("00", 2, "Invalid number, unexpected digit after 0: \"0\".")]
    [InlineData("-01", 3, "Invalid number, unexpected digit after 0: \"1\".")]
    [InlineData("+1", 1, "Unexpected character: \"+\".")]
    [InlineData("-", 2, "Invalid number, expected digit but got: <EOF>.")]
    [InlineData("--1", 2, "Invalid number, expected digit but got: \"-\".")]
    [InlineData("1.", 3, "Invalid number, expected digit but got: <EOF>.")]
    [InlineData("1.x", 3, "Invalid number, expected digit but got: \"x\".")]
    [InlineData("1.\"", 3, "Invalid number, expected digit but got: '\"'.")]
    [InlineData("1..2", 3, "Invalid number, expected digit but got: \".\".")]
    [InlineData("1e", 3, "Invalid number, expected digit but got: <EOF>.")]
    [InlineData("1e-é", 4, "Invalid number, expected digit but got: U+00E9.")]
    [InlineData("1x", 2, "Invalid number, expected digit but got: \"x\".")]
    [InlineData("0x", 2, "Invalid number, expected digit but got: \"x\".")]
    [InlineData("1_", 2, "Invalid number, expected digit but got: \"_\".")]
    [InlineData("1.5.6", 4, "Invalid number, expected digit but got: \".\".")]
    [InlineData("1e5e", 4, "Invalid number, expected digit but got: \"e\".")]
    [InlineData("\"a", 3, "Unterminated string.")]
    [InlineData("\"", 2, "Unterminated string.")]
    [InlineData("\"a\n\"", 3, "Unterminated string.")]
    [InlineData("\"a\r\n\"", 3, "Unterminated string.")]
    [InlineData("\"a\\", 3, "Invalid character escape sequence: \"\\\".")]
    [InlineData("\"a\\x\"", 3, "Invalid character escape sequence: \"\\x\".")]
    [InlineData("\"\\u12\"", 2, "Invalid Unicode escape sequence: \"\\u12\"\".")]
    [InlineData("\"\\u00G0\"", 2, "Invalid Unicode escape sequence: \"\\u00G0\".")]
    [InlineData("\"\\uD83D\"", 2, "Invalid Unicode escape sequence: \"\\uD83D\".")]
    [InlineData("\"\\uDE00\\uD83D\"", 2, "Invalid Unicode escape sequence: \"\\uDE00\".")]
    [InlineData("\"\\uD83D\\uD83D\"", 2, "Invalid Unicode escape sequence: \"\\uD83D\".")]
    [InlineData("\"\\u{}\"", 2, "Invalid Unicode escape sequence: \"\\u{}\".")]
    [InlineData("\"\\u{110000}\"", 2, "Invalid Unicode escape sequence: \"\\u{110000}\".")]
    [InlineData("\"\\u{FFFFFFFFFF41}\"", 2, "Invalid Unicode escape sequence: \"\\u{FFFFFFFFFF41}\".")]
    [InlineData("\"\\u{D800}\"", 2, "Invalid Unicode escape sequence: \"\\u{D800}\".")]
    [InlineData("\"\\u{12", 2, "Invalid Unicode escape sequence: \"\\u{12\".")]
    [InlineData("\"\"\"a\"\"", 7, "Unterminated string.")]
    [InlineData("\"\"\"\\\"\"\"", 8, "Unterminated string.")]
    [InlineData("\"\"\"\"\"", 6, "Unterminated string.")]
    public void Advance_BadCharacter_IsWhereTheErrorStands(string source, int column, string message)
    {
        var error = Should.Throw<SyntaxException>(() =>
        {
            var lexer = new Lexer(source);
            do lexer.Advance();
            while (lexer.Kind != TokenKind.EndOfFile);
        });

        (error.Location.Column, error.Message).ShouldBe((column, "Syntax Error: " + message));
    }

    /// <summary>Text in the place of <c>@</c>, with surrogates that attributes cannot hold.</summary>
    [Theory]
    [InlineData("{ @ }", 3)]
    [InlineData("{ # @ \n a }", 5)]
    [InlineData("{ a(b: \"x@\") }", 10)]
    [InlineData("{ a(b: \"\"\"x@\"\"\") }", 12)]
    public void Advance_UnpairedSurrogate_IsAnErrorAnywhere(string source, int column)
    {
        foreach (var bad in (string[])["\uD83D", "\uDE00", "\uDE00\uD83D", "\uD83D\uD83D\uDE00"])
        {
            var error = Should.Throw<SyntaxException>(() => Parser.Parse(source.Replace("@", bad, StringComparison.Ordinal)));

            error.Location.ShouldBe(new SourceLocation(1, column));
            error.Message.ShouldContain("Invalid character");
        }
    }

    [Fact]
    public void Advance_UnterminatedBlockStringOverSeveralLines_ErrorStandsAtTheEnd()
    {
        var error = Should.Throw<SyntaxException>(() => Parser.Parse("{ a(b: \"\"\"\r\n\r x\n  y"));

        error.Location.ShouldBe(new SourceLocation(4, 4));
    }
}
