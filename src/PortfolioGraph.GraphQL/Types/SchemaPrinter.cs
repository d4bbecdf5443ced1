using PortfolioGraph.GraphQL.Language;

namespace PortfolioGraph.GraphQL.Types;

/// <summary>
/// A schema as SDL: extensions merged into their types, without what is built in and without applied directives other than
/// <c>@deprecated</c>, <c>@specifiedBy</c> and <c>@oneOf</c>. Parsing it again gives the same schema.
/// </summary>
public static class SchemaPrinter
{
    public static string Print(Schema schema) => SyntaxPrinter.Print(new DocumentNode
    {
        Start = 0,
        Source = "",
        Definitions =
        [
            .. SchemaDefinition(schema),
            .. schema.Directives.Where(d => !d.IsBuiltIn).Select(Definition),
            .. schema.Types.Where(t => !t.IsBuiltIn).Select(Definition),
        ],
    });

    /// <summary>
    /// Only where the default names do not say it all: another name, a type that has a default name without being that root, or a
    /// description (spec section 3.3.1).
    /// </summary>
    private static IEnumerable<DefinitionNode> SchemaDefinition(Schema schema)
    {
        var isDefault = schema.Description is null && Enum.GetValues<OperationType>().All(o => schema.RootType(o) == schema.FindType(o.ToString()));
        if (isDefault) return [];
        return
        [
            new SchemaDefinitionNode
            {
                Start = 0,
                Description = Text(schema.Description),
                Directives = [],
                OperationTypes = [.. Enum.GetValues<OperationType>()
                    .Where(o => schema.RootType(o) is not null)
                    .Select(o => new OperationTypeDefinitionNode { Start = 0, Operation = o, Type = Reference(schema.RootType(o)!) })],
            },
        ];
    }

    private static TypeDefinitionNode Definition(NamedType type)
    {
        var description = Text(type.Description);
        var name = Name(type.Name);
        return type switch
        {
            ScalarType scalar => new ScalarTypeDefinitionNode
            {
                Start = 0,
                Description = description,
                Name = name,
                Directives = scalar.SpecifiedByUrl is null ? [] : [Directive("specifiedBy", "url", scalar.SpecifiedByUrl)],
            },
            ObjectType obj => new ObjectTypeDefinitionNode
            {
                Start = 0,
                Description = description,
                Name = name,
                Directives = [],
                Interfaces = [.. obj.Interfaces.Select(Reference)],
                Fields = [.. obj.Fields.Select(Field)],
            },
            InterfaceType face => new InterfaceTypeDefinitionNode
            {
                Start = 0,
                Description = description,
                Name = name,
                Directives = [],
                Interfaces = [.. face.Interfaces.Select(Reference)],
                Fields = [.. face.Fields.Select(Field)],
            },
            UnionType union => new UnionTypeDefinitionNode
            {
                Start = 0,
                Description = description,
                Name = name,
                Directives = [],
                Types = [.. union.Members.Select(Reference)],
            },
            EnumType values => new EnumTypeDefinitionNode
            {
                Start = 0,
                Description = description,
                Name = name,
                Directives = [],
                Values = [.. values.Values.Select(v => new EnumValueDefinitionNode
                {
                    Start = 0,
                    Description = Text(v.Description),
                    Name = Name(v.Name),
                    Directives = Deprecated(v.DeprecationReason),
                })],
            },
            InputObjectType input => new InputObjectTypeDefinitionNode
            {
                Start = 0,
                Description = description,
                Name = name,
                Directives = input.IsOneOf ? [Directive("oneOf")] : [],
                Fields = [.. input.Fields.Select(Input)],
            },
            _ => throw new InvalidOperationException(type.Name),
        };
    }

    private static DirectiveDefinitionNode Definition(DirectiveDefinition directive) => new()
    {
        Start = 0,
        Description = Text(directive.Description),
        Name = Name(directive.Name),
        Directives = [],
        Arguments = [.. directive.Arguments.Select(Input)],
        IsRepeatable = directive.IsRepeatable,
        Locations = [.. directive.Locations.Select(l => Name(l.ToGraphQL()))],
    };

    private static FieldDefinitionNode Field(OutputField field) => new()
    {
        Start = 0,
        Description = Text(field.Description),
        Name = Name(field.Name),
        Arguments = [.. field.Arguments.Select(Input)],
        Type = Reference(field.Type),
        Directives = Deprecated(field.DeprecationReason),
    };

    private static InputValueDefinitionNode Input(InputValue input) => new()
    {
        Start = 0,
        Description = Text(input.Description),
        Name = Name(input.Name),
        Type = Reference(input.Type),
        DefaultValue = input.DefaultValue,
        Directives = Deprecated(input.DeprecationReason),
    };

    private static IReadOnlyList<DirectiveNode> Deprecated(string? reason) => reason switch
    {
        null => [],
        BuiltInDefinitions.DefaultDeprecationReason => [Directive("deprecated")],
        _ => [Directive("deprecated", "reason", reason)],
    };

    private static DirectiveNode Directive(string name) => new() { Start = 0, Name = Name(name), Arguments = [] };

    private static DirectiveNode Directive(string name, string argument, string value) => new()
    {
        Start = 0,
        Name = Name(name),
        Arguments = [new ArgumentNode { Start = 0, Name = Name(argument), Value = new StringValueNode { Start = 0, Value = value } }],
    };

    private static TypeNode Reference(GraphQLType type) => type switch
    {
        NonNullType nonNull => new NonNullTypeNode { Start = 0, Type = Reference(nonNull.OfType) },
        ListType list => new ListTypeNode { Start = 0, Type = Reference(list.OfType) },
        _ => Reference(type.Named),
    };

    private static NamedTypeNode Reference(NamedType type) => new() { Start = 0, Name = Name(type.Name) };

    private static NameNode Name(string name) => new() { Start = 0, Value = name };

    /// <summary>Several lines as a block string, unless a block string cannot say the same (blank first line, carriage returns, …).</summary>
    private static StringValueNode? Text(string? text)
    {
        if (text is null) return null;
        var block = new StringValueNode { Start = 0, Value = text, IsBlock = true };
        var isBlock = text.Contains('\n', StringComparison.Ordinal)
            && Parser.ParseValue(SyntaxPrinter.Print(block)) is StringValueNode again
            && again.Value == text;
        return isBlock ? block : new StringValueNode { Start = 0, Value = text };
    }
}
