using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Language;

namespace PortfolioGraph.GraphQL.Tests.Language;

/// <summary>The tree that valid text gives.</summary>
public sealed class ParserTests
{
    [Fact]
    public void Parse_Operation_KeepsEveryPart()
    {
        const string source = "\"d\" mutation M(\"v\" $a: [Int!]! = [1] @x) @y(z: $a) { k: f(b: $a) @w { ...F ... on T { g } ...@i{h} } }";
        var document = Parser.Parse(source);
        var operation = document.Definitions.ShouldHaveSingleItem().ShouldBeOfType<OperationDefinitionNode>();

        document.Source.ShouldBe(source);
        (operation.Description!.Value, operation.Operation, operation.Name!.Value).ShouldBe(("d", OperationType.Mutation, "M"));
        var variable = operation.VariableDefinitions.ShouldHaveSingleItem();
        (variable.Description!.Value, variable.Variable.Name.Value).ShouldBe(("v", "a"));
        variable.Type.ShouldBeOfType<NonNullTypeNode>().Type.ShouldBeOfType<ListTypeNode>().Type.ShouldBeOfType<NonNullTypeNode>()
            .Type.ShouldBeOfType<NamedTypeNode>().Name.Value.ShouldBe("Int");
        variable.DefaultValue.ShouldBeOfType<ListValueNode>().Values.ShouldHaveSingleItem().ShouldBeOfType<IntValueNode>().Value.ShouldBe("1");
        variable.Directives.ShouldHaveSingleItem().Name.Value.ShouldBe("x");
        operation.Directives.ShouldHaveSingleItem().Arguments.ShouldHaveSingleItem().Value.ShouldBeOfType<VariableNode>().Name.Value.ShouldBe("a");
        var field = operation.SelectionSet.Selections.ShouldHaveSingleItem().ShouldBeOfType<FieldNode>();
        (field.Alias!.Value, field.Name.Value, field.ResponseKey).ShouldBe(("k", "f", "k"));
        field.Directives.ShouldHaveSingleItem().Name.Value.ShouldBe("w");
        field.SelectionSet!.Selections.Count.ShouldBe(3);
        field.SelectionSet.Selections[0].ShouldBeOfType<FragmentSpreadNode>().Name.Value.ShouldBe("F");
        field.SelectionSet.Selections[1].ShouldBeOfType<InlineFragmentNode>().TypeCondition!.Name.Value.ShouldBe("T");
        field.SelectionSet.Selections[2].ShouldBeOfType<InlineFragmentNode>().TypeCondition.ShouldBeNull();
    }

    [Theory]
    [InlineData("1", typeof(IntValueNode))]
    [InlineData("1e1", typeof(FloatValueNode))]
    [InlineData("\"a\"", typeof(StringValueNode))]
    [InlineData("\"\"\"a\"\"\"", typeof(StringValueNode))]
    [InlineData("true", typeof(BooleanValueNode))]
    [InlineData("false", typeof(BooleanValueNode))]
    [InlineData("null", typeof(NullValueNode))]
    [InlineData("nulls", typeof(EnumValueNode))]
    [InlineData("$on", typeof(VariableNode))]
    [InlineData("[1, $a]", typeof(ListValueNode))]
    [InlineData("{a: {b: []}}", typeof(ObjectValueNode))]
    public void ParseValue_Literal_IsItsNode(string source, Type type)
    {
        var value = Parser.ParseValue(source);

        value.ShouldBeOfType(type);
        SyntaxPrinter.Print(value).ShouldBe(source);
    }

    [Theory]
    [InlineData("Int")]
    [InlineData("[[Int!]]!")]
    [InlineData("on!")]
    public void ParseType_Reference_PrintsBack(string source) => SyntaxPrinter.Print(Parser.ParseType(source)).ShouldBe(source);

    [Fact]
    public void Start_OfEachNode_IsItsFirstToken()
    {
        const string source = "{ x }\n \"\"\"d\"\"\" query Q($a: Int = 1 @d) {\n  k: f(b: [{c: $a}]) @s ...F ...on T { g }\n} extend type T { \"e\" h(i: [Int!]): J }";
        var document = Parser.Parse(source);
        var operation = (OperationDefinitionNode)document.Definitions[1];
        var field = (FieldNode)operation.SelectionSet.Selections[0];
        var list = (ListValueNode)field.Arguments[0].Value;
        var type = (ObjectTypeDefinitionNode)document.Definitions[2];

        Rest(document.Definitions[0]).ShouldStartWith("{ x");
        Rest(operation).ShouldStartWith("\"\"\"d");
        Rest(operation.Name!).ShouldStartWith("Q(");
        Rest(operation.VariableDefinitions[0]).ShouldStartWith("$a: Int");
        Rest(operation.VariableDefinitions[0].Directives[0]).ShouldStartWith("@d");
        Rest(operation.SelectionSet).ShouldStartWith("{\n");
        Rest(field).ShouldStartWith("k: f");
        Rest(field.Name).ShouldStartWith("f(");
        Rest(field.Arguments[0]).ShouldStartWith("b: [");
        Rest(list).ShouldStartWith("[{");
        Rest(list.Values[0]).ShouldStartWith("{c");
        Rest(((ObjectValueNode)list.Values[0]).Fields[0].Value).ShouldStartWith("$a}");
        Rest(operation.SelectionSet.Selections[1]).ShouldStartWith("...F");
        Rest(operation.SelectionSet.Selections[2]).ShouldStartWith("...on");
        Rest(type).ShouldStartWith("extend");
        Rest(type.Name).ShouldStartWith("T {");
        Rest(type.Fields[0]).ShouldStartWith("\"e\"");
        Rest(type.Fields[0].Arguments[0].Type).ShouldStartWith("[Int!]");
        document.LocationOf(field).ShouldBe(new SourceLocation(3, 3));

        string Rest(SyntaxNode node) => source[node.Start..];
    }

    [Fact]
    public void Parse_TypeSystem_KeepsEveryPart()
    {
        var document = Parser.Parse(
            """
            "s" schema @a { query: Q subscription: S }
            extend interface I implements A & B @c
            "e" enum E { "v" V @d }
            input N { "i" a: Int = 1 @e }
            "r" directive @r(a: Int) repeatable on FIELD | ENUM_VALUE
            extend union U = | X | Y
            """);

        var schema = document.Definitions[0].ShouldBeOfType<SchemaDefinitionNode>();
        (schema.Description!.Value, schema.IsExtension).ShouldBe(("s", false));
        schema.OperationTypes.Select(x => (x.Operation, x.Type.Name.Value)).ShouldBe([(OperationType.Query, "Q"), (OperationType.Subscription, "S")]);
        var extension = document.Definitions[1].ShouldBeOfType<InterfaceTypeDefinitionNode>();
        (extension.IsExtension, extension.Description).ShouldBe((true, null));
        extension.Interfaces.Select(x => x.Name.Value).ShouldBe(["A", "B"]);
        var value = document.Definitions[2].ShouldBeOfType<EnumTypeDefinitionNode>().Values.ShouldHaveSingleItem();
        (value.Description!.Value, value.Name.Value, value.Directives[0].Name.Value).ShouldBe(("v", "V", "d"));
        var input = document.Definitions[3].ShouldBeOfType<InputObjectTypeDefinitionNode>().Fields.ShouldHaveSingleItem();
        (input.Description!.Value, input.Name.Value, input.Directives[0].Name.Value).ShouldBe(("i", "a", "e"));
        var directive = document.Definitions[4].ShouldBeOfType<DirectiveDefinitionNode>();
        (directive.Name.Value, directive.IsRepeatable, directive.Arguments.Count).ShouldBe(("r", true, 1));
        directive.Locations.Select(x => x.Value).ShouldBe(["FIELD", "ENUM_VALUE"]);
        document.Definitions[5].ShouldBeOfType<UnionTypeDefinitionNode>().Types.Select(x => x.Name.Value).ShouldBe(["X", "Y"]);
    }
}
