namespace PortfolioGraph.GraphQL.Language;

/// <content>Values and type references (spec sections 2.9 and 2.11).</content>
internal sealed partial class DocumentParser
{
    /// <param name="isConst">No variables: default values, and everything in type system definitions.</param>
    private ValueNode ParseValue(bool isConst)
    {
        var start = _lexer.Start;
        switch (_lexer.Kind)
        {
            case TokenKind.BracketLeft:
                return ParseList(isConst);
            case TokenKind.BraceLeft:
                return ParseObject(isConst);
            case TokenKind.Int:
                return ParseLeaf(new IntValueNode { Start = start, Value = _lexer.Value });
            case TokenKind.Float:
                return ParseLeaf(new FloatValueNode { Start = start, Value = _lexer.Value });
            case TokenKind.String or TokenKind.BlockString:
                return ParseString();
            case TokenKind.Name:
                return ParseLeaf(_lexer.Text switch
                {
                    "true" => new BooleanValueNode { Start = start, Value = true },
                    "false" => new BooleanValueNode { Start = start, Value = false },
                    "null" => new NullValueNode { Start = start },
                    _ => new EnumValueNode { Start = start, Value = _lexer.Value },
                });
            case TokenKind.Dollar:
                return isConst ? throw VariableInConstant() : ParseVariable();
            default:
                throw Unexpected();
        }
    }

    private ValueNode? ParseDefaultValue() => Skip(TokenKind.EqualsSign) ? ParseValue(isConst: true) : null;

    private ValueNode ParseLeaf(ValueNode node)
    {
        Advance();
        return node;
    }

    private StringValueNode ParseString()
    {
        var node = new StringValueNode { Start = _lexer.Start, Value = _lexer.Value, IsBlock = Peek(TokenKind.BlockString) };
        Advance();
        return node;
    }

    private VariableNode ParseVariable()
    {
        var start = _lexer.Start;
        Expect(TokenKind.Dollar);
        return new VariableNode { Start = start, Name = ParseName() };
    }

    private ListValueNode ParseList(bool isConst)
    {
        Enter();
        var start = _lexer.Start;
        Advance();
        var values = new List<ValueNode>();
        while (!Skip(TokenKind.BracketRight)) values.Add(ParseValue(isConst));
        Leave();
        return new ListValueNode { Start = start, Values = values };
    }

    private ObjectValueNode ParseObject(bool isConst)
    {
        Enter();
        var start = _lexer.Start;
        Advance();
        var fields = new List<ObjectFieldNode>();
        while (!Skip(TokenKind.BraceRight))
        {
            var name = ParseName();
            Expect(TokenKind.Colon);
            fields.Add(new ObjectFieldNode { Start = name.Start, Name = name, Value = ParseValue(isConst) });
        }

        Leave();
        return new ObjectValueNode { Start = start, Fields = fields };
    }

    /// <summary>The error stands at the <c>$</c> whatever follows; the name is for the message only.</summary>
    private SyntaxException VariableInConstant()
    {
        var name = _source.AsSpan(_lexer.End);
        var length = 0;
        while (length < name.Length && Lexer.IsNamePart(name[length])) length++;
        return Error(_lexer.Start, $"Unexpected variable \"${Lexer.Shorten(name[..length].ToString())}\" in constant value.");
    }

    private TypeNode ParseType()
    {
        var start = _lexer.Start;
        TypeNode type;
        if (Peek(TokenKind.BracketLeft))
        {
            Enter();
            Advance();
            var item = ParseType();
            Expect(TokenKind.BracketRight);
            Leave();
            type = new ListTypeNode { Start = start, Type = item };
        }
        else
        {
            type = ParseNamedType();
        }

        return Skip(TokenKind.Bang) ? new NonNullTypeNode { Start = start, Type = type } : type;
    }

    private NamedTypeNode ParseNamedType()
    {
        var name = ParseName();
        return new NamedTypeNode { Start = name.Start, Name = name };
    }
}
