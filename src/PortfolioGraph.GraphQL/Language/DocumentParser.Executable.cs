namespace PortfolioGraph.GraphQL.Language;

/// <content>Operations, fragments and selections (spec sections 2.3 to 2.8, 2.10 and 2.12).</content>
internal sealed partial class DocumentParser
{
    private OperationDefinitionNode ParseShorthandQuery() => new()
    {
        Start = _lexer.Start,
        Operation = OperationType.Query,
        VariableDefinitions = [],
        Directives = [],
        SelectionSet = ParseSelectionSet(),
    };

    private OperationDefinitionNode ParseOperation(int start, StringValueNode? description) => new()
    {
        Start = start,
        Description = description,
        Operation = ParseOperationType(),
        Name = Peek(TokenKind.Name) ? ParseName() : null,
        VariableDefinitions = OptionalMany(TokenKind.ParenLeft, static p => p.ParseVariableDefinition(), TokenKind.ParenRight),
        Directives = ParseDirectives(isConst: false),
        SelectionSet = ParseSelectionSet(),
    };

    private OperationType ParseOperationType()
    {
        if (!Peek(TokenKind.Name)) throw Expected(TokenKind.Name);
        var type = _lexer.Text switch
        {
            "query" => OperationType.Query,
            "mutation" => OperationType.Mutation,
            "subscription" => OperationType.Subscription,
            _ => throw Unexpected(),
        };
        Advance();
        return type;
    }

    private VariableDefinitionNode ParseVariableDefinition()
    {
        var start = _lexer.Start;
        var description = ParseDescription();
        var variable = ParseVariable();
        Expect(TokenKind.Colon);
        return new VariableDefinitionNode
        {
            Start = start,
            Description = description,
            Variable = variable,
            Type = ParseType(),
            DefaultValue = ParseDefaultValue(),
            Directives = ParseDirectives(isConst: true),
        };
    }

    private FragmentDefinitionNode ParseFragmentDefinition(int start, StringValueNode? description)
    {
        ExpectKeyword("fragment");
        var name = ParseFragmentName();
        ExpectKeyword("on");
        return new FragmentDefinitionNode
        {
            Start = start,
            Description = description,
            Name = name,
            TypeCondition = ParseNamedType(),
            Directives = ParseDirectives(isConst: false),
            SelectionSet = ParseSelectionSet(),
        };
    }

    private NameNode ParseFragmentName() => PeekKeyword("on") ? throw Unexpected() : ParseName();

    private SelectionSetNode ParseSelectionSet()
    {
        if (!Peek(TokenKind.BraceLeft)) throw Expected(TokenKind.BraceLeft);
        Enter();
        var node = new SelectionSetNode
        {
            Start = _lexer.Start,
            Selections = Many(TokenKind.BraceLeft, static p => p.ParseSelection(), TokenKind.BraceRight),
        };
        Leave();
        return node;
    }

    private SelectionNode ParseSelection() => Peek(TokenKind.Spread) ? ParseFragment() : ParseField();

    private FieldNode ParseField()
    {
        var name = ParseName();
        NameNode? alias = null;
        if (Skip(TokenKind.Colon)) (alias, name) = (name, ParseName());
        return new FieldNode
        {
            Start = (alias ?? name).Start,
            Alias = alias,
            Name = name,
            Arguments = ParseArguments(isConst: false),
            Directives = ParseDirectives(isConst: false),
            SelectionSet = Peek(TokenKind.BraceLeft) ? ParseSelectionSet() : null,
        };
    }

    /// <summary>A fragment spread, or an inline fragment: the name <c>on</c> tells them apart.</summary>
    private SelectionNode ParseFragment()
    {
        var start = _lexer.Start;
        Expect(TokenKind.Spread);
        var hasTypeCondition = SkipKeyword("on");
        if (!hasTypeCondition && Peek(TokenKind.Name))
            return new FragmentSpreadNode { Start = start, Name = ParseName(), Directives = ParseDirectives(isConst: false) };

        return new InlineFragmentNode
        {
            Start = start,
            TypeCondition = hasTypeCondition ? ParseNamedType() : null,
            Directives = ParseDirectives(isConst: false),
            SelectionSet = ParseSelectionSet(),
        };
    }

    private ArgumentNode[] ParseArguments(bool isConst) => OptionalMany<ArgumentNode>(
        TokenKind.ParenLeft,
        isConst ? static p => p.ParseArgument(isConst: true) : static p => p.ParseArgument(isConst: false),
        TokenKind.ParenRight);

    private ArgumentNode ParseArgument(bool isConst)
    {
        var name = ParseName();
        Expect(TokenKind.Colon);
        return new ArgumentNode { Start = name.Start, Name = name, Value = ParseValue(isConst) };
    }

    private DirectiveNode[] ParseDirectives(bool isConst)
    {
        if (!Peek(TokenKind.At)) return [];
        var directives = new List<DirectiveNode>();
        while (Peek(TokenKind.At))
        {
            var start = _lexer.Start;
            Advance();
            directives.Add(new DirectiveNode { Start = start, Name = ParseName(), Arguments = ParseArguments(isConst) });
        }

        return [.. directives];
    }
}
