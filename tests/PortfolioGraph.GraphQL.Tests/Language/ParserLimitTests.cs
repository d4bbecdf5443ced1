using System.Diagnostics;
using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Language;

namespace PortfolioGraph.GraphQL.Tests.Language;

/// <summary>The parser takes no more than it is told to, never loses the process, and stays linear.</summary>
public sealed class ParserLimitTests
{
    private const int Attack = 20_000;

    /// <summary>Texts that nest <c>#</c> levels: what opens, what stands in the middle, what closes.</summary>
    public static TheoryData<string, string, string, string, string> Nestings => new()
    {
        { "", "{a", "", "}", "" },
        { "fragment F on T ", "{... on T", "{a}", "}", "" },
        { "{a(b: ", "[", "1", "]", ")}" },
        { "{a(b: ", "{c: ", "1", "}", ")}" },
        { "{a @d(b: ", "[{c: ", "1", "}]", ")}" },
        { "query($v: ", "[", "Int", "!]", ") {a}" },
        { "query($v: Int = ", "[", "1", "]", ") {a}" },
        { "type T { f: ", "[", "Int", "]!", "}" },
        { "type T { f(a: Int = ", "[", "1", "]", "): Int }" },
        { "input T @d(a: ", "{a: ", "1", "}", ")" },
    };

    [Theory]
    [MemberData(nameof(Nestings))]
    public void Parse_NestedToTheLimit_Works(string before, string open, string middle, string close, string after)
    {
        var perLevel = open.Count(c => c is '[' or '{');
        var inMiddle = middle.Count(c => c == '{');
        // The selection set around an argument is a level too.
        var around = before.StartsWith('{') ? 1 : 0;
        var levels = (200 - inMiddle - around) / perLevel;
        var limit = new ParserOptions { MaxDepth = (levels * perLevel) + inMiddle + around };

        var document = Parser.Parse(Nest(levels), limit);
        SyntaxPrinter.Print(Parser.Parse(SyntaxPrinter.Print(document))).ShouldBe(SyntaxPrinter.Print(document));
        var error = Should.Throw<SyntaxException>(() => Parser.Parse(Nest(levels + 1), limit));

        error.Message.ShouldContain("MaxDepth");
        error.Code.ShouldBe(ErrorCodes.Syntax);

        string Nest(int count) => before + Repeat(open, count) + middle + Repeat(close, count) + after;
    }

    [Theory]
    [MemberData(nameof(Nestings))]
    public void Parse_NestedFarTooDeep_IsASyntaxErrorAtOnce(string before, string open, string middle, string close, string after)
    {
        var unclosed = before + Repeat(open, Attack);
        var closed = unclosed + middle + Repeat(close, Attack) + after;
        foreach (var options in (ParserOptions[])[new(), new() { MaxTokens = 0 }, new() { MaxTokens = 0, MaxDepth = 1000 }, new() { MaxTokens = 0, MaxDepth = int.MaxValue }])
        {
            Should.Throw<SyntaxException>(() => Parser.Parse(unclosed, options));
            if (options.MaxDepth <= 1000) Should.Throw<SyntaxException>(() => Parser.Parse(closed, options));
        }
    }

    [Fact]
    public void Parse_OneLevelTooDeep_ErrorStandsAtThatBrace()
    {
        var error = Should.Throw<SyntaxException>(() => Parser.Parse("{a{b{c}}}", new ParserOptions { MaxDepth = 2 }));

        (error.Location, error.Message).ShouldBe((new SourceLocation(1, 5), "Syntax Error: Document is nested deeper than 2 levels (MaxDepth)."));
    }

    [Fact]
    public void Parse_Siblings_AreNoDepth() =>
        Parser.Parse("{a{b} c{d} e(f:[[1],[2]], g:{h:{i:1}})}", new ParserOptions { MaxDepth = 3 }).Definitions.Count.ShouldBe(1);

    [Fact]
    public void Parse_ThousandLevelsWhereAllowed_FitIntoASmallStack()
    {
        var lines = 0;
        var thread = new Thread(
            () =>
            {
                var document = Parser.Parse(Repeat("{a", 1000) + Repeat("}", 1000), new ParserOptions { MaxDepth = 1000 });
                lines = SyntaxPrinter.Print(document).Split('\n').Length;
            },
            maxStackSize: 1536 * 1024);
        thread.Start();
        thread.Join();

        lines.ShouldBe(2001);
    }

    [Fact]
    public void Print_DeeperThanTheStack_ThrowsWhatCanBeCaught()
    {
        TypeNode type = new NamedTypeNode { Start = 0, Name = new NameNode { Start = 0, Value = "T" } };
        for (var i = 0; i < 1_000_000; i++) type = new ListTypeNode { Start = 0, Type = type };

        Should.Throw<InsufficientExecutionStackException>(() => SyntaxPrinter.Print(type));
    }

    [Fact]
    public void Parse_TooManyTokens_ErrorStandsAtTheFirstTooMany()
    {
        const string source = "{ a #c\n,, b }";

        Parser.Parse(source, new ParserOptions { MaxTokens = 4 });
        var error = Should.Throw<SyntaxException>(() => Parser.Parse(source, new ParserOptions { MaxTokens = 3 }));

        (error.Location, error.Message).ShouldBe((new SourceLocation(2, 6), "Syntax Error: Document contains more than 3 tokens (MaxTokens)."));
    }

    [Fact]
    public void Parse_DefaultTokenLimit_HoldsUnlessSwitchedOff()
    {
        var source = "{" + Repeat("a ", 15_000) + "}";

        Should.Throw<SyntaxException>(() => Parser.Parse(source)).Message.ShouldContain("MaxTokens");
        Parser.Parse(source, new ParserOptions { MaxTokens = 0 });
    }

    [Fact]
    public void Parse_IgnoredTokensOnly_CountForNothing() =>
        Parser.Parse(Repeat("#\n,\uFEFF", 500_000) + "{a}").Definitions.Count.ShouldBe(1);

    /// <summary>Texts that cost a careless lexer quadratic time; none may take longer than the slowest machine needs to read them.</summary>
    [Fact]
    public void Parse_HugeLiterals_TakeLinearTime()
    {
        const int size = 4_000_000;
        string[] sources =
        [
            "{a(b: " + new string('1', size) + ")}",
            "{a(b: 1e" + new string('9', size) + ")}",
            "{a(b: \"" + Repeat("\\n", size / 2) + "\")}",
            "{a(b: \"\\u{" + new string('0', size) + "41}\")}",
            "{a(b: \"\"\"" + Repeat("\n" + new string(' ', 1999), size / 2000) + "x\"\"\")}",
            "{a(b: \"\"\"" + new string('\n', size) + "\"\"\")}",
            "{a(b: \"\"\"" + Repeat("\\\"\"\"", size / 4) + "\"\"\")}",
            "{a(b: \"\"\"" + Repeat("\"\"\\", size / 3) + " \"\"\")}",
            "{" + new string('n', size) + "}",
            "{a #" + new string('x', size) + "\n}",
        ];

        foreach (var source in sources)
        {
            var clock = Stopwatch.StartNew();
            var printed = SyntaxPrinter.Print(Parser.Parse(source));
            clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(3));
            Parser.Parse(printed);
        }
    }

    [Fact]
    public void Print_ManyWideFields_TakesLinearTime()
    {
        var source = "{" + Repeat("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa(bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb: 1, ccccccccccc: 2) ", 40_000) + "}";
        var document = Parser.Parse(source, new ParserOptions { MaxTokens = 0 });

        var clock = Stopwatch.StartNew();
        SyntaxPrinter.Print(document).Count(c => c == '\n').ShouldBe((40_000 * 4) + 1);
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(3));
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
