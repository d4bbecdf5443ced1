using PortfolioGraph.GraphQL.Language;

namespace PortfolioGraph.GraphQL.Tests.Language;

/// <summary>What the golden cases do not reach; the layout rules themselves are held by those.</summary>
public sealed class SyntaxPrinterTests
{
    [Theory]
    [InlineData("query{a,b(c:\"x\")}", "{\n  a\n  b(c: \"x\")\n}")]
    [InlineData("\"d\"query{a}", "\"d\"\nquery {\n  a\n}")]
    [InlineData("query @d{a}", "query @d {\n  a\n}")]
    [InlineData("query Q($a:Int=1$b:[T!]!@d){a}", "query Q($a: Int = 1, $b: [T!]! @d) {\n  a\n}")]
    [InlineData("query(\"d\"$a:Int $b:T){a}", "query (\n  \"d\"\n  $a: Int\n  $b: T\n) {\n  a\n}")]
    [InlineData("{a{b(c:\"\"\"\nx\n y\n\"\"\")}}", "{\n  a {\n    b(c: \"\"\"\n    x\n     y\n    \"\"\")\n  }\n}")]
    public void Print_Document_IsCanonical(string source, string printed)
    {
        SyntaxPrinter.Print(Parser.Parse(source)).ShouldBe(printed);
        SyntaxPrinter.Print(Parser.Parse(printed)).ShouldBe(printed);
    }

    [Fact]
    public void Print_KitchenSinks_AreStable()
    {
        foreach (var source in GoldenDocuments.KitchenSinks)
        {
            var printed = SyntaxPrinter.Print(Parser.Parse(source));

            SyntaxPrinter.Print(Parser.Parse(printed)).ShouldBe(printed);
        }
    }

    [Fact]
    public void Print_PartsOfADocument_PrintAlone()
    {
        var operation = (OperationDefinitionNode)Parser.Parse("query Q($a: Int = 1) { f(b: {c: $a}) @d { ...F @e } }").Definitions[0];
        var field = (FieldNode)operation.SelectionSet.Selections[0];

        SyntaxPrinter.Print(operation.Name!).ShouldBe("Q");
        SyntaxPrinter.Print(operation.VariableDefinitions[0]).ShouldBe("$a: Int = 1");
        SyntaxPrinter.Print(field.Arguments[0]).ShouldBe("b: {c: $a}");
        SyntaxPrinter.Print(((ObjectValueNode)field.Arguments[0].Value).Fields[0]).ShouldBe("c: $a");
        SyntaxPrinter.Print(field.Directives[0]).ShouldBe("@d");
        SyntaxPrinter.Print(field.SelectionSet!).ShouldBe("{\n  ...F @e\n}");
    }
}
