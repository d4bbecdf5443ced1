using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace PortfolioGraph.GraphQL.Language;

/// <summary>
/// Prints a syntax tree in one canonical layout, so that two texts with the same meaning print alike: two spaces a level, no comments,
/// numbers and names as in the source. What it prints parses into the same tree.
/// </summary>
public sealed class SyntaxPrinter
{
    /// <summary>A field with its arguments, longer than this many UTF-16 code units, has each argument on its own line.</summary>
    private const int LongestLine = 80;

    private const int IndentSize = 2;

    private readonly StringBuilder _output = new();
    private int _indent;

    /// <summary>How often a line was ended so far: tells whether a piece of output has line breaks without reading it again.</summary>
    private int _lineBreaks;

    private SyntaxPrinter()
    {
    }

    /// <summary>The text of a document or of any part of it, without a line break at the end.</summary>
    /// <exception cref="InsufficientExecutionStackException">The tree is nested too deeply for the stack of this thread.</exception>
    public static string Print(SyntaxNode node)
    {
        var printer = new SyntaxPrinter();
        printer.Write(node);
        return printer._output.ToString();
    }

    private void Write(SyntaxNode node)
    {
        // A tree is as deep as its maker allowed: an error that can be caught, where the stack would end the process.
        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (node)
        {
            case DocumentNode document: WriteDocument(document); break;
            case OperationDefinitionNode operation: WriteOperation(operation); break;
            case FragmentDefinitionNode fragment: WriteFragment(fragment); break;
            case VariableDefinitionNode variable: WriteVariableDefinition(variable); break;
            case SelectionSetNode selectionSet: WriteLines("{", selectionSet.Selections, "}"); break;
            case FieldNode field: WriteField(field); break;
            case FragmentSpreadNode spread: Text("...").Text(spread.Name.Value).Directives(spread.Directives); break;
            case InlineFragmentNode fragment: WriteInlineFragment(fragment); break;
            case ArgumentNode argument: Text(argument.Name.Value).Text(": ").Write(argument.Value); break;
            case DirectiveNode directive: Text("@").Text(directive.Name.Value).WriteArguments(directive.Arguments); break;
            case NameNode name: Text(name.Value); break;
            case ValueNode value: WriteValue(value); break;
            case ObjectFieldNode field: Text(field.Name.Value).Text(": ").Write(field.Value); break;
            case NamedTypeNode type: Text(type.Name.Value); break;
            case ListTypeNode type: Text("[").Child(type.Type).Text("]"); break;
            case NonNullTypeNode type: Child(type.Type).Text("!"); break;
            case TypeSystemDefinitionNode definition: WriteTypeSystemDefinition(definition); break;
            case OperationTypeDefinitionNode type: Text(Keyword(type.Operation)).Text(": ").Write(type.Type); break;
            case FieldDefinitionNode field: WriteFieldDefinition(field); break;
            case InputValueDefinitionNode value: WriteInputValueDefinition(value); break;
            case EnumValueDefinitionNode value: Description(value.Description).Text(value.Name.Value).Directives(value.Directives); break;
            default: throw new UnreachableException();
        }
    }

    private void WriteDocument(DocumentNode document)
    {
        for (var i = 0; i < document.Definitions.Count; i++)
        {
            if (i > 0) Text("\n\n");
            Write(document.Definitions[i]);
        }
    }

    private void WriteOperation(OperationDefinitionNode operation)
    {
        var isShorthand = operation is { Operation: OperationType.Query, Description: null, Name: null, VariableDefinitions.Count: 0, Directives.Count: 0 };
        if (!isShorthand)
        {
            Description(operation.Description).Text(Keyword(operation.Operation));
            if (operation.Name is not null || operation.VariableDefinitions.Count > 0) Text(" ").Text(operation.Name?.Value);
            WriteDefinitionsInParentheses(operation.VariableDefinitions);
            Directives(operation.Directives).Text(" ");
        }

        WriteLines("{", operation.SelectionSet.Selections, "}");
    }

    private void WriteFragment(FragmentDefinitionNode fragment)
    {
        Description(fragment.Description).Text("fragment ").Text(fragment.Name.Value).Text(" on ").Child(fragment.TypeCondition);
        Directives(fragment.Directives).Text(" ").WriteLines("{", fragment.SelectionSet.Selections, "}");
    }

    private void WriteVariableDefinition(VariableDefinitionNode variable)
    {
        Description(variable.Description).Child(variable.Variable).Text(": ").Child(variable.Type);
        DefaultValue(variable.DefaultValue).Directives(variable.Directives);
    }

    private void WriteField(FieldNode field)
    {
        var (start, lineBreaks) = (_output.Length, _lineBreaks);
        if (field.Alias is not null) Text(field.Alias.Value).Text(": ");
        Text(field.Name.Value);
        var arguments = _output.Length;
        WriteArguments(field.Arguments);
        // The indentation behind line breaks (of block strings) is not part of the length.
        var length = _output.Length - start - ((_lineBreaks - lineBreaks) * _indent * IndentSize);
        if (length > LongestLine && field.Arguments.Count > 0)
        {
            _output.Length = arguments;
            WriteLines("(", field.Arguments, ")");
        }

        Directives(field.Directives);
        if (field.SelectionSet is not null) Text(" ").WriteLines("{", field.SelectionSet.Selections, "}");
    }

    private void WriteInlineFragment(InlineFragmentNode fragment)
    {
        Text("...");
        if (fragment.TypeCondition is not null) Text(" on ").Write(fragment.TypeCondition);
        Directives(fragment.Directives).Text(" ").WriteLines("{", fragment.SelectionSet.Selections, "}");
    }

    private void WriteArguments(IReadOnlyList<ArgumentNode> arguments)
    {
        if (arguments.Count > 0) Text("(").List(arguments, ", ").Text(")");
    }

    private void WriteValue(ValueNode value)
    {
        switch (value)
        {
            case VariableNode variable: Text("$").Text(variable.Name.Value); break;
            case IntValueNode number: Text(number.Value); break;
            case FloatValueNode number: Text(number.Value); break;
            case StringValueNode { IsBlock: true } text: WriteBlockString(text.Value); break;
            case StringValueNode text: WriteString(text.Value); break;
            case BooleanValueNode boolean: Text(boolean.Value ? "true" : "false"); break;
            case NullValueNode: Text("null"); break;
            case EnumValueNode name: Text(name.Value); break;
            case ListValueNode list: Text("[").List(list.Values, ", ").Text("]"); break;
            case ObjectValueNode item: Text("{").List(item.Fields, ", ").Text("}"); break;
            default: throw new UnreachableException();
        }
    }

    private void WriteBlockString(string value)
    {
        var text = BlockString.Print(value).AsSpan();
        foreach (var line in text.Split('\n'))
        {
            if (line.Start.Value > 0) NewLine();
            _output.Append(text[line]);
        }
    }

    private void WriteString(string value)
    {
        Text("\"");
        foreach (var c in value)
        {
            switch (c)
            {
                case '"': Text("\\\""); break;
                case '\\': Text("\\\\"); break;
                case '\b': Text("\\b"); break;
                case '\f': Text("\\f"); break;
                case '\n': Text("\\n"); break;
                case '\r': Text("\\r"); break;
                case '\t': Text("\\t"); break;
                case var _ when char.IsControl(c): _output.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"); break;
                default: _output.Append(c); break;
            }
        }

        Text("\"");
    }

    private void WriteTypeSystemDefinition(TypeSystemDefinitionNode node)
    {
        Description(node.Description).Text(node.IsExtension ? "extend " : "");
        switch (node)
        {
            case SchemaDefinitionNode schema:
                Text("schema").Directives(schema.Directives).OptionalBlock(schema.OperationTypes);
                break;
            case ScalarTypeDefinitionNode scalar:
                Text("scalar ").Text(scalar.Name.Value).Directives(scalar.Directives);
                break;
            case ComplexTypeDefinitionNode type:
                Text(type is InterfaceTypeDefinitionNode ? "interface " : "type ").Text(type.Name.Value);
                if (type.Interfaces.Count > 0) Text(" implements ").List(type.Interfaces, " & ");
                Directives(type.Directives).OptionalBlock(type.Fields);
                break;
            case UnionTypeDefinitionNode union:
                Text("union ").Text(union.Name.Value).Directives(union.Directives);
                if (union.Types.Count > 0) Text(" = ").List(union.Types, " | ");
                break;
            case EnumTypeDefinitionNode type:
                Text("enum ").Text(type.Name.Value).Directives(type.Directives).OptionalBlock(type.Values);
                break;
            case InputObjectTypeDefinitionNode type:
                Text("input ").Text(type.Name.Value).Directives(type.Directives).OptionalBlock(type.Fields);
                break;
            case DirectiveDefinitionNode directive:
                Text("directive @").Text(directive.Name.Value).WriteDefinitionsInParentheses(directive.Arguments);
                Text(directive.IsRepeatable ? " repeatable on " : " on ").List(directive.Locations, " | ");
                break;
            default:
                throw new UnreachableException();
        }
    }

    private void WriteFieldDefinition(FieldDefinitionNode field)
    {
        Description(field.Description).Text(field.Name.Value).WriteDefinitionsInParentheses(field.Arguments);
        Text(": ").Child(field.Type).Directives(field.Directives);
    }

    private void WriteInputValueDefinition(InputValueDefinitionNode value)
    {
        Description(value.Description).Text(value.Name.Value).Text(": ").Child(value.Type);
        DefaultValue(value.DefaultValue).Directives(value.Directives);
    }

    /// <summary>Arguments or variables: on one line, unless one of them has a line break (a description ends with one).</summary>
    private void WriteDefinitionsInParentheses(IReadOnlyList<SyntaxNode> definitions)
    {
        if (definitions.Count == 0) return;
        var (start, lineBreaks) = (_output.Length, _lineBreaks);
        Text("(").List(definitions, ", ").Text(")");
        if (_lineBreaks == lineBreaks) return;
        _output.Length = start;
        WriteLines("(", definitions, ")");
    }

    private SyntaxPrinter OptionalBlock(IReadOnlyList<SyntaxNode> items)
    {
        if (items.Count > 0) Text(" ").WriteLines("{", items, "}");
        return this;
    }

    /// <summary>Every item on its own line, one level deeper.</summary>
    private void WriteLines(string open, IReadOnlyList<SyntaxNode> items, string close)
    {
        Text(open);
        _indent++;
        for (var i = 0; i < items.Count; i++) NewLine().Write(items[i]);
        _indent--;
        NewLine().Text(close);
    }

    private SyntaxPrinter List(IReadOnlyList<SyntaxNode> items, string separator)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0) Text(separator);
            Write(items[i]);
        }

        return this;
    }

    private SyntaxPrinter Description(StringValueNode? description) => description is null ? this : Child(description).NewLine();

    private SyntaxPrinter DefaultValue(ValueNode? value) => value is null ? this : Text(" = ").Child(value);

    private SyntaxPrinter Directives(IReadOnlyList<DirectiveNode> directives)
    {
        for (var i = 0; i < directives.Count; i++) Text(" ").Write(directives[i]);
        return this;
    }

    private SyntaxPrinter Child(SyntaxNode node)
    {
        Write(node);
        return this;
    }

    private SyntaxPrinter Text(string? text)
    {
        _output.Append(text);
        return this;
    }

    private SyntaxPrinter NewLine()
    {
        _lineBreaks++;
        _output.Append('\n').Append(' ', _indent * IndentSize);
        return this;
    }

    private static string Keyword(OperationType operation) => operation switch
    {
        OperationType.Query => "query",
        OperationType.Mutation => "mutation",
        OperationType.Subscription => "subscription",
        _ => throw new UnreachableException(),
    };
}
