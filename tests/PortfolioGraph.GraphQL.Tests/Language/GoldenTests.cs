using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Language;

namespace PortfolioGraph.GraphQL.Tests.Language;

/// <summary>The parser and the printer agree with graphql-js, document by document.</summary>
public sealed class GoldenTests
{
    [Fact]
    public void Cases_Recorded_AreManyOfEachKind()
    {
        GoldenDocuments.Cases.Count(x => x.Message is null).ShouldBeGreaterThan(100);
        GoldenDocuments.Cases.Count(x => x.Message is not null).ShouldBeGreaterThan(300);
    }

    [Fact]
    public void Print_ValidDocument_IsWhatGraphQLJsPrints()
    {
        foreach (var item in GoldenDocuments.Cases.Where(x => x.Message is null))
        {
            var printed = SyntaxPrinter.Print(Parser.Parse(item.Source));

            printed.ShouldBe(item.Printed ?? printed, item.Source);
            SyntaxPrinter.Print(Parser.Parse(printed)).ShouldBe(printed, item.Source);
        }
    }

    [Fact]
    public void Parse_InvalidDocument_FailsWhereGraphQLJsFails()
    {
        foreach (var item in GoldenDocuments.Cases.Where(x => x.Message is not null))
        {
            var error = Should.Throw<SyntaxException>(() => Parser.Parse(item.Source), item.Source);

            error.Location.ShouldBe(new SourceLocation(item.Line, item.Column), item.Source + "\n" + error.Message + "\n" + item.Message);
            if (item.Message!.Length < 100) error.Message.ShouldBe(item.Message, item.Source);
        }
    }
}
