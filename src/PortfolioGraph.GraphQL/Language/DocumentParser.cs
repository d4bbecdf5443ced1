using System.Runtime.CompilerServices;

namespace PortfolioGraph.GraphQL.Language;

/// <summary>
/// Recursive descent over the tokens of one source. Always stands at a token that nothing has consumed yet, and checks a token
/// before it goes on: so the error reported is the first one from left to right, lexical errors included.
/// </summary>
internal sealed partial class DocumentParser
{
    private readonly string _source;
    private readonly ParserOptions _options;
    private Lexer _lexer;
    private int _tokens;
    private int _depth;

    public DocumentParser(string source, ParserOptions? options)
    {
        _source = source;
        _options = options ?? ParserOptions.Default;
        _lexer = new Lexer(source);
        Advance();
    }

    public DocumentNode ParseDocument()
    {
        var definitions = new List<DefinitionNode>();
        do definitions.Add(ParseDefinition());
        while (!Peek(TokenKind.EndOfFile));
        return new DocumentNode { Start = 0, Source = _source, Definitions = definitions };
    }

    public ValueNode ParseSingleValue()
    {
        var value = ParseValue(isConst: false);
        Expect(TokenKind.EndOfFile);
        return value;
    }

    public TypeNode ParseSingleType()
    {
        var type = ParseType();
        Expect(TokenKind.EndOfFile);
        return type;
    }

    private DefinitionNode ParseDefinition()
    {
        var start = _lexer.Start;
        var description = ParseDescription();
        if (Peek(TokenKind.BraceLeft))
        {
            return description is null
                ? ParseShorthandQuery()
                : throw Error(start, "Unexpected description, descriptions are not supported on shorthand queries.");
        }

        if (!Peek(TokenKind.Name)) throw Unexpected();
        switch (_lexer.Text)
        {
            case "query" or "mutation" or "subscription":
                return ParseOperation(start, description);
            case "fragment":
                return ParseFragmentDefinition(start, description);
            case "directive":
                return ParseDirectiveDefinition(start, description);
            case "extend" when description is null:
                Advance();
                return ParseTypeSystemDefinition(start, description: null, isExtension: true) ?? throw Unexpected();
            default:
                return ParseTypeSystemDefinition(start, description, isExtension: false)
                    ?? throw (description is null
                        ? Unexpected()
                        : Error(start, "Unexpected description, only GraphQL definitions support descriptions."));
        }
    }

    private StringValueNode? ParseDescription() => _lexer.Kind is TokenKind.String or TokenKind.BlockString ? ParseString() : null;

    private NameNode ParseName()
    {
        if (!Peek(TokenKind.Name)) throw Expected(TokenKind.Name);
        var name = new NameNode { Start = _lexer.Start, Value = _lexer.Value };
        Advance();
        return name;
    }

    private void Advance()
    {
        _lexer.Advance();
        if (_options.MaxTokens > 0 && !Peek(TokenKind.EndOfFile) && ++_tokens > _options.MaxTokens)
            throw Error(_lexer.Start, $"Document contains more than {_options.MaxTokens} tokens (MaxTokens).");
    }

    private bool Peek(TokenKind kind) => _lexer.Kind == kind;

    private bool PeekKeyword(string keyword) => Peek(TokenKind.Name) && _lexer.Text.SequenceEqual(keyword);

    private void Expect(TokenKind kind)
    {
        if (!Peek(kind)) throw Expected(kind);
        Advance();
    }

    private void ExpectKeyword(string keyword)
    {
        if (!PeekKeyword(keyword)) throw Error(_lexer.Start, $"Expected \"{keyword}\", found {_lexer.Description}.");
        Advance();
    }

    private bool Skip(TokenKind kind)
    {
        if (!Peek(kind)) return false;
        Advance();
        return true;
    }

    private bool SkipKeyword(string keyword)
    {
        if (!PeekKeyword(keyword)) return false;
        Advance();
        return true;
    }

    /// <summary>Items between two tokens.</summary>
    private T[] Many<T>(TokenKind open, Func<DocumentParser, T> item, TokenKind close)
    {
        Expect(open);
        var items = new List<T>();
        do items.Add(item(this));
        while (!Skip(close));
        return [.. items];
    }

    /// <summary>Nothing, or items between two tokens.</summary>
    private T[] OptionalMany<T>(TokenKind open, Func<DocumentParser, T> item, TokenKind close) =>
        Peek(open) ? Many(open, item, close) : [];

    /// <summary>Items with a delimiter between them, and perhaps one before the first.</summary>
    private T[] Delimited<T>(TokenKind delimiter, Func<DocumentParser, T> item)
    {
        Skip(delimiter);
        var items = new List<T>();
        do items.Add(item(this));
        while (Skip(delimiter));
        return [.. items];
    }

    /// <summary>Goes one level deeper at the current token. Whoever raises the limit too far still gets an error, never a lost process.</summary>
    private void Enter()
    {
        if (++_depth > _options.MaxDepth) throw Error(_lexer.Start, $"Document is nested deeper than {_options.MaxDepth} levels (MaxDepth).");
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack()) throw Error(_lexer.Start, "Document is nested too deeply.");
    }

    private void Leave() => _depth--;

    private SyntaxException Expected(TokenKind kind) =>
        Error(_lexer.Start, $"Expected {Lexer.Describe(kind)}, found {_lexer.Description}.");

    private SyntaxException Unexpected() => Error(_lexer.Start, $"Unexpected {_lexer.Description}.");

    private SyntaxException Error(int offset, string message) => new(_source, offset, message);
}
