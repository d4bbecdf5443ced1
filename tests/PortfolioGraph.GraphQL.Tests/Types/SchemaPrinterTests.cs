using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.SchemaBuilding;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.Tests.Types;

public sealed class SchemaPrinterTests
{
    [Fact]
    public void Print_EverythingASchemaCanHold_IsOneDefinitionEach()
    {
        const string Sdl = """"
            "The schema."
            schema {
              query: Root
              mutation: Change
            }

            "A directive."
            directive @mark(
              "How."
              how: [String!] = ["a", "b"]
            ) repeatable on FIELD | OBJECT

            "A scalar."
            scalar Url @specifiedBy(url: "https://example.org/\"url\"")

            """
            Several
              lines
            """
            type Root implements Node & Named {
              "Its id."
              id: ID!
              name(short: Boolean = false, by: Filter = {min: 1, kinds: [ONE]}): String @deprecated
              old(x: Int @deprecated(reason: "gone")): [Thing!]! @deprecated(reason: "Use \"new\".")
            }

            interface Node {
              id: ID!
            }

            interface Named implements Node {
              id: ID!
              name(short: Boolean, by: Filter): String @deprecated
            }

            type Change {
              a: Url
            }

            union Thing = Root | Change

            enum Kind {
              ONE
              "Second."
              TWO @deprecated(reason: "no")
            }

            input Filter {
              min: Int
              kinds: [Kind!] = [TWO]
            }

            input Choice @oneOf {
              a: Int
              b: Filter
            }
            """";

        SchemaPrinter.Print(SchemaBuilder.Parse(Sdl)).ShouldBe(Sdl);
    }

    [Fact]
    public void Print_PortfolioSchema_BuildsTheSameAgain()
    {
        var printed = SchemaPrinter.Print(SchemaBuilder.Parse(RepositoryFile.Read("schema/portfolio.graphql")));

        SchemaPrinter.Print(SchemaBuilder.Parse(printed)).ShouldBe(printed);
    }

    [Fact]
    public void Print_Extensions_AreMerged() =>
        SchemaPrinter.Print(SchemaBuilder.Parse("extend type Query { b: Int } type Query @d { a: Int } directive @d on OBJECT extend schema @e directive @e on SCHEMA"))
            .ShouldBe("directive @d on OBJECT\n\ndirective @e on SCHEMA\n\ntype Query {\n  a: Int\n  b: Int\n}");

    [Theory]
    [InlineData("type Query { a: Int } type Mutation { a: Int }", false)]
    [InlineData("schema { query: Query } type Query { a: Int }", false)]
    [InlineData("schema { query: Q } type Q { a: Int }", true)]
    [InlineData("schema { query: Query } type Query { a: Int } type Mutation { a: Int }", true)]
    [InlineData("schema { query: Query } type Query { a: Subscription } enum Subscription { A }", true)]
    [InlineData("\"d\" schema { query: Query } type Query { a: Int }", true)]
    public void Print_SchemaDefinition_OnlyWhereItSaysSomething(string sdl, bool expected)
    {
        var schema = SchemaBuilder.Parse(sdl);

        var document = Parser.Parse(SchemaPrinter.Print(schema));

        document.Definitions.OfType<SchemaDefinitionNode>().Any().ShouldBe(expected);
        SchemaPrinter.Print(SchemaBuilder.Build(document).Schema!).ShouldBe(SchemaPrinter.Print(schema));
    }

    [Theory]
    [InlineData("one line")]
    [InlineData("")]
    [InlineData("two\nlines")]
    [InlineData("  indented\nfirst")]
    [InlineData("\nblank first")]
    [InlineData("blank last\n")]
    [InlineData("a\n\n    b\n  c")]
    [InlineData("quotes \"\"\" and\n\\\"\"\" more")]
    [InlineData("carriage\r\nreturn")]
    [InlineData("bell \u0007\nand more")]
    public void Print_Description_KeepsItsText(string text)
    {
        var literal = SyntaxPrinter.Print(new StringValueNode { Start = 0, Value = text });
        var schema = SchemaBuilder.Parse($"type Query {{ {literal} a({literal} x: Int): Int }}");

        var again = SchemaBuilder.Parse(SchemaPrinter.Print(schema));

        again.QueryType.FindField("a")!.Description.ShouldBe(text);
        again.QueryType.FindField("a")!.Arguments[0].Description.ShouldBe(text);
    }
}
