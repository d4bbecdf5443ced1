using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.SchemaBuilding;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.Tests.Types;

public sealed class SchemaBuilderTests
{
    [Fact]
    public void Parse_PortfolioSchema_Builds()
    {
        var schema = SchemaBuilder.Parse(RepositoryFile.Read("schema/portfolio.graphql"));

        schema.QueryType.Name.ShouldBe("Query");
        schema.MutationType.ShouldBeNull();
        schema.SubscriptionType!.FindField("portfolioChanged")!.Type.ToString().ShouldBe("Portfolio!");
        ((InputObjectType)schema.FindType("WalletInput")!).IsOneOf.ShouldBeTrue();
        ((ScalarType)schema.FindType("DateTime")!).SpecifiedByUrl.ShouldBe("https://scalars.graphql.org/andimarek/date-time.html");
        schema.PossibleTypes(schema.FindType("Node")!).Count.ShouldBeGreaterThan(1);
    }

    [Fact]
    public void Build_Extensions_AreMergedAfterTheDefinition()
    {
        var schema = SchemaBuilder.Parse(
            """
            extend type Query implements Named @b { c: Int }
            type Query @a { name: String }
            interface Named { name: String }
            enum E { A } extend enum E { B }
            input I { a: Int } extend input I { b: E = B }
            union U = Query extend union U = Other
            type Other { a: U i(by: I): Int }
            directive @a on OBJECT
            directive @b on OBJECT
            """);

        schema.QueryType.Fields.Select(f => f.Name).ShouldBe(["name", "c"]);
        schema.QueryType.Interfaces.Select(i => i.Name).ShouldBe(["Named"]);
        schema.QueryType.AppliedDirectives.Select(d => d.Name.Value).ShouldBe(["a", "b"]);
        ((EnumType)schema.FindType("E")!).Values.Select(v => v.Name).ShouldBe(["A", "B"]);
        ((InputObjectType)schema.FindType("I")!).Fields.Select(f => f.Name).ShouldBe(["a", "b"]);
        ((UnionType)schema.FindType("U")!).Members.Select(m => m.Name).ShouldBe(["Query", "Other"]);
        schema.IsPossibleType(schema.FindType("Named")!, schema.QueryType).ShouldBeTrue();
    }

    [Fact]
    public void Build_BuiltInScalars_AreThereWhenUsed()
    {
        var schema = SchemaBuilder.Parse("type Query { a(id: ID): Int }");

        schema.Types.Where(t => t is ScalarType).Select(t => t.Name).ShouldBe(["Int", "ID", "Boolean", "String"], ignoreOrder: true);
        schema.FindType("Float").ShouldBeNull();
        schema.Types.Select(t => t.Index).ShouldBe(Enumerable.Range(0, schema.Types.Count));
        schema.Types.Where(t => !t.IsBuiltIn).Select(t => t.Name).ShouldBe(["Query"]);
    }

    [Fact]
    public void Build_IntrospectionTypes_ArePartOfTheSchema()
    {
        var schema = SchemaBuilder.Parse("type Query { a: Int }");

        schema.Types.Where(t => t.Name.StartsWith("__", StringComparison.Ordinal)).Select(t => t.Name)
            .ShouldBe(["__Schema", "__Type", "__TypeKind", "__Field", "__InputValue", "__EnumValue", "__Directive", "__DirectiveLocation"], ignoreOrder: true);
        foreach (var coordinate in (string[])["__Type.fields", "__Type.enumValues", "__Type.inputFields", "__Field.args", "__Directive.args"])
        {
            var parts = coordinate.Split('.');
            var argument = ((ObjectType)schema.FindType(parts[0])!).FindField(parts[1])!.Arguments.Single();
            argument.Name.ShouldBe("includeDeprecated", coordinate);
            ((BooleanValueNode)argument.DefaultValue!).Value.ShouldBeFalse();
        }

        schema.Directives.Select(d => d.Name).ShouldBe(["skip", "include", "deprecated", "specifiedBy", "oneOf"]);
    }

    [Fact]
    public void FindField_MetaFields_AreWhereTheyBelong()
    {
        var schema = SchemaBuilder.Parse("type Query { u: U } type T { a: Int } union U = T interface I { a: Int }");
        var query = schema.QueryType;
        var t = schema.FindType("T")!;

        schema.FindField(query, "__schema").ShouldBe(schema.MetaFields.Schema);
        schema.FindField(query, "__type")!.Arguments.Single().Type.ToString().ShouldBe("String!");
        schema.FindField(t, "__schema").ShouldBeNull();
        schema.FindField(t, "__type").ShouldBeNull();
        foreach (var type in (NamedType[])[query, t, schema.FindType("U")!, schema.FindType("I")!])
            schema.FindField(type, "__typename").ShouldBe(schema.MetaFields.TypeName);
        schema.FindField(t, "a").ShouldBe(((ObjectType)t).Fields[0]);
        schema.FindField(schema.FindType("U")!, "a").ShouldBeNull();
        schema.MetaFields.Schema.Type.Named.ShouldBe(schema.FindType("__Schema"));
    }

    [Theory]
    [InlineData("schema { query: Q } type Q { a: Int } type Mutation { a: Int }", "Q", null, null)]
    [InlineData("type Query { a: Int } type Mutation { a: Int } type Subscription { a: Int }", "Query", "Mutation", "Subscription")]
    [InlineData("type Query { a: Int } type M { a: Int } extend schema { mutation: M }", "Query", "M", null)]
    [InlineData("schema { query: Q } extend schema { subscription: S } type Q { a: Int } type S { a: Int }", "Q", null, "S")]
    public void Build_RootTypes_ByDefinitionOrDefaultName(string sdl, string query, string? mutation, string? subscription)
    {
        var schema = SchemaBuilder.Parse(sdl);

        schema.QueryType.Name.ShouldBe(query);
        schema.MutationType?.Name.ShouldBe(mutation);
        schema.SubscriptionType?.Name.ShouldBe(subscription);
        (schema.MutationType is null).ShouldBe(mutation is null);
        (schema.SubscriptionType is null).ShouldBe(subscription is null);
    }

    [Fact]
    public void Build_Deprecation_TakesTheDefaultReason()
    {
        var schema = SchemaBuilder.Parse("type Query { a(x: Int @deprecated(reason: \"r\")): Int @deprecated b: E } enum E { A @deprecated B }");

        schema.QueryType.FindField("a")!.DeprecationReason.ShouldBe("No longer supported");
        schema.QueryType.FindField("a")!.FindArgument("x")!.DeprecationReason.ShouldBe("r");
        schema.QueryType.FindField("b")!.DeprecationReason.ShouldBeNull();
        ((EnumType)schema.FindType("E")!).FindValue("A")!.DeprecationReason.ShouldBe("No longer supported");
    }

    [Fact]
    public void Parse_SeveralErrors_ThrowsWithAllOfThem()
    {
        var exception = Should.Throw<SchemaException>(() => SchemaBuilder.Parse("type Query { a: Nope b: Other }"));

        exception.Errors.Select(e => e.Message).ShouldBe(["Unknown type \"Nope\".", "Unknown type \"Other\"."]);
        exception.Message.ShouldBe("1:17 Unknown type \"Nope\".\n1:25 Unknown type \"Other\".");
    }
}
