namespace PortfolioGraph.GraphQL.Language;

/// <content>Type system definitions and extensions (spec section 3).</content>
internal sealed partial class DocumentParser
{
    /// <summary>Parses what the current keyword starts; null when it starts nothing. An extension must add something.</summary>
    private TypeSystemDefinitionNode? ParseTypeSystemDefinition(int start, StringValueNode? description, bool isExtension)
    {
        if (!Peek(TokenKind.Name)) return null;
        return _lexer.Text switch
        {
            "schema" => ParseSchema(start, description, isExtension),
            "scalar" => ParseScalar(start, description, isExtension),
            "type" => ParseObjectType(start, description, isExtension),
            "interface" => ParseInterface(start, description, isExtension),
            "union" => ParseUnion(start, description, isExtension),
            "enum" => ParseEnum(start, description, isExtension),
            "input" => ParseInput(start, description, isExtension),
            _ => null,
        };
    }

    private SchemaDefinitionNode ParseSchema(int start, StringValueNode? description, bool isExtension)
    {
        Advance();
        var directives = ParseDirectives(isConst: true);
        // Only an extension may go without the braces.
        var types = isExtension && !Peek(TokenKind.BraceLeft)
            ? []
            : Many(TokenKind.BraceLeft, static p => p.ParseOperationTypeDefinition(), TokenKind.BraceRight);
        CheckAdds(isExtension, directives.Length + types.Length);
        return new SchemaDefinitionNode
        {
            Start = start,
            Description = description,
            IsExtension = isExtension,
            Directives = directives,
            OperationTypes = types,
        };
    }

    private OperationTypeDefinitionNode ParseOperationTypeDefinition()
    {
        var start = _lexer.Start;
        var operation = ParseOperationType();
        Expect(TokenKind.Colon);
        return new OperationTypeDefinitionNode { Start = start, Operation = operation, Type = ParseNamedType() };
    }

    private ScalarTypeDefinitionNode ParseScalar(int start, StringValueNode? description, bool isExtension)
    {
        Advance();
        var name = ParseName();
        var directives = ParseDirectives(isConst: true);
        CheckAdds(isExtension, directives.Length);
        return new ScalarTypeDefinitionNode
        {
            Start = start,
            Description = description,
            IsExtension = isExtension,
            Name = name,
            Directives = directives,
        };
    }

    private ObjectTypeDefinitionNode ParseObjectType(int start, StringValueNode? description, bool isExtension)
    {
        var (name, interfaces, directives, fields) = ParseComplexType(isExtension);
        return new ObjectTypeDefinitionNode
        {
            Start = start,
            Description = description,
            IsExtension = isExtension,
            Name = name,
            Interfaces = interfaces,
            Directives = directives,
            Fields = fields,
        };
    }

    private InterfaceTypeDefinitionNode ParseInterface(int start, StringValueNode? description, bool isExtension)
    {
        var (name, interfaces, directives, fields) = ParseComplexType(isExtension);
        return new InterfaceTypeDefinitionNode
        {
            Start = start,
            Description = description,
            IsExtension = isExtension,
            Name = name,
            Interfaces = interfaces,
            Directives = directives,
            Fields = fields,
        };
    }

    private (NameNode, NamedTypeNode[], DirectiveNode[], FieldDefinitionNode[]) ParseComplexType(bool isExtension)
    {
        Advance();
        var name = ParseName();
        var interfaces = SkipKeyword("implements") ? Delimited(TokenKind.Ampersand, static p => p.ParseNamedType()) : [];
        var directives = ParseDirectives(isConst: true);
        var fields = OptionalMany(TokenKind.BraceLeft, static p => p.ParseFieldDefinition(), TokenKind.BraceRight);
        CheckAdds(isExtension, interfaces.Length + directives.Length + fields.Length);
        return (name, interfaces, directives, fields);
    }

    private FieldDefinitionNode ParseFieldDefinition()
    {
        var start = _lexer.Start;
        var description = ParseDescription();
        var name = ParseName();
        var arguments = ParseArgumentDefinitions();
        Expect(TokenKind.Colon);
        return new FieldDefinitionNode
        {
            Start = start,
            Description = description,
            Name = name,
            Arguments = arguments,
            Type = ParseType(),
            Directives = ParseDirectives(isConst: true),
        };
    }

    private InputValueDefinitionNode[] ParseArgumentDefinitions() =>
        OptionalMany(TokenKind.ParenLeft, static p => p.ParseInputValueDefinition(), TokenKind.ParenRight);

    private InputValueDefinitionNode ParseInputValueDefinition()
    {
        var start = _lexer.Start;
        var description = ParseDescription();
        var name = ParseName();
        Expect(TokenKind.Colon);
        return new InputValueDefinitionNode
        {
            Start = start,
            Description = description,
            Name = name,
            Type = ParseType(),
            DefaultValue = ParseDefaultValue(),
            Directives = ParseDirectives(isConst: true),
        };
    }

    private UnionTypeDefinitionNode ParseUnion(int start, StringValueNode? description, bool isExtension)
    {
        Advance();
        var name = ParseName();
        var directives = ParseDirectives(isConst: true);
        var types = Skip(TokenKind.EqualsSign) ? Delimited(TokenKind.Pipe, static p => p.ParseNamedType()) : [];
        CheckAdds(isExtension, directives.Length + types.Length);
        return new UnionTypeDefinitionNode
        {
            Start = start,
            Description = description,
            IsExtension = isExtension,
            Name = name,
            Directives = directives,
            Types = types,
        };
    }

    private EnumTypeDefinitionNode ParseEnum(int start, StringValueNode? description, bool isExtension)
    {
        Advance();
        var name = ParseName();
        var directives = ParseDirectives(isConst: true);
        var values = OptionalMany(TokenKind.BraceLeft, static p => p.ParseEnumValueDefinition(), TokenKind.BraceRight);
        CheckAdds(isExtension, directives.Length + values.Length);
        return new EnumTypeDefinitionNode
        {
            Start = start,
            Description = description,
            IsExtension = isExtension,
            Name = name,
            Directives = directives,
            Values = values,
        };
    }

    private EnumValueDefinitionNode ParseEnumValueDefinition()
    {
        var start = _lexer.Start;
        var description = ParseDescription();
        if (Peek(TokenKind.Name) && _lexer.Text is "true" or "false" or "null")
            throw Error(_lexer.Start, $"{_lexer.Description} is reserved and cannot be used for an enum value.");
        return new EnumValueDefinitionNode
        {
            Start = start,
            Description = description,
            Name = ParseName(),
            Directives = ParseDirectives(isConst: true),
        };
    }

    private InputObjectTypeDefinitionNode ParseInput(int start, StringValueNode? description, bool isExtension)
    {
        Advance();
        var name = ParseName();
        var directives = ParseDirectives(isConst: true);
        var fields = OptionalMany(TokenKind.BraceLeft, static p => p.ParseInputValueDefinition(), TokenKind.BraceRight);
        CheckAdds(isExtension, directives.Length + fields.Length);
        return new InputObjectTypeDefinitionNode
        {
            Start = start,
            Description = description,
            IsExtension = isExtension,
            Name = name,
            Directives = directives,
            Fields = fields,
        };
    }

    private DirectiveDefinitionNode ParseDirectiveDefinition(int start, StringValueNode? description)
    {
        ExpectKeyword("directive");
        Expect(TokenKind.At);
        var name = ParseName();
        var arguments = ParseArgumentDefinitions();
        var isRepeatable = SkipKeyword("repeatable");
        ExpectKeyword("on");
        return new DirectiveDefinitionNode
        {
            Start = start,
            Description = description,
            Name = name,
            Arguments = arguments,
            IsRepeatable = isRepeatable,
            Locations = Delimited(TokenKind.Pipe, static p => p.ParseDirectiveLocation()),
            Directives = [],
        };
    }

    private NameNode ParseDirectiveLocation() =>
        Peek(TokenKind.Name) && !DirectiveLocations.TryParse(_lexer.Value, out _) ? throw Unexpected() : ParseName();

    /// <summary>An extension that adds nothing is an error at the token where it could have.</summary>
    private void CheckAdds(bool isExtension, int count)
    {
        if (isExtension && count == 0) throw Unexpected();
    }
}
