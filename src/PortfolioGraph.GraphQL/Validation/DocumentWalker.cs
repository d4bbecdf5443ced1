using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.Validation;

/// <summary>
/// Walks a document once, keeping track of types, and tells every rule what it meets. Recursion follows the nesting of the text, which
/// the parser has limited; it never follows fragments.
/// </summary>
internal sealed class DocumentWalker(ValidationContext context, IReadOnlyList<ValidationRule> rules)
{
    private readonly Dictionary<DefinitionNode, List<VariableUsage>> _usages = [];
    private List<VariableUsage> _currentUsages = [];

    private Schema Schema => context.Schema;

    public void Walk(DocumentNode document)
    {
        foreach (var rule in rules) rule.EnterDocument(document);
        foreach (var definition in document.Definitions)
        {
            _currentUsages = _usages[definition] = [];
            switch (definition)
            {
                case OperationDefinitionNode operation: WalkOperation(operation); break;
                case FragmentDefinitionNode fragment: WalkFragment(fragment); break;
                default: break;
            }
        }

        LeaveOperations(document);
        foreach (var rule in rules) rule.LeaveDocument(document);
    }

    public void WalkDirectives(IReadOnlyList<DirectiveNode> directives, DirectiveLocation location)
    {
        if (directives.Count == 0) return;
        context.Step(directives.Count);
        foreach (var rule in rules) rule.EnterDirectives(directives, location);
        foreach (var directive in directives)
        {
            var definition = Schema.FindDirective(directive.Name.Value);
            foreach (var rule in rules) rule.EnterDirective(directive, definition);
            WalkArguments(directive.Arguments, definition?.Arguments);
            foreach (var rule in rules) rule.LeaveDirective(directive, definition);
        }
    }

    /// <summary>A whole value: an argument's or a default.</summary>
    public void WalkValue(ValueNode value, GraphQLType? type, bool hasDefault = false)
    {
        foreach (var rule in rules) rule.EnterValue(value, type);
        WalkInside(value, type, hasDefault, null);
    }

    private void WalkOperation(OperationDefinitionNode operation)
    {
        foreach (var rule in rules) rule.EnterOperation(operation);
        foreach (var variable in operation.VariableDefinitions)
        {
            var type = Schema.TypeFromSyntax(variable.Type);
            foreach (var rule in rules) rule.EnterVariableDefinition(variable, type);
            WalkType(variable.Type);
            if (variable.DefaultValue is not null) WalkValue(variable.DefaultValue, type is { IsInputType: true } ? type : null);
            WalkDirectives(variable.Directives, DirectiveLocation.VariableDefinition);
        }

        WalkDirectives(operation.Directives, operation.Operation switch
        {
            OperationType.Query => DirectiveLocation.Query,
            OperationType.Mutation => DirectiveLocation.Mutation,
            _ => DirectiveLocation.Subscription,
        });
        WalkSelectionSet(operation.SelectionSet, Schema.RootType(operation.Operation), isInline: false);
    }

    private void WalkFragment(FragmentDefinitionNode fragment)
    {
        var type = context.ConditionOf(fragment);
        foreach (var rule in rules) rule.EnterFragmentDefinition(fragment, type);
        WalkType(fragment.TypeCondition);
        WalkDirectives(fragment.Directives, DirectiveLocation.FragmentDefinition);
        WalkSelectionSet(fragment.SelectionSet, type, isInline: false);
    }

    private void WalkSelectionSet(SelectionSetNode selectionSet, NamedType? parent, bool isInline)
    {
        foreach (var rule in rules) rule.EnterSelectionSet(selectionSet, parent, isInline);
        context.Step(selectionSet.Selections.Count);
        foreach (var selection in selectionSet.Selections)
        {
            switch (selection)
            {
                case FieldNode field: WalkField(field, parent); break;
                case InlineFragmentNode inline: WalkInlineFragment(inline, parent); break;
                case FragmentSpreadNode spread:
                    foreach (var rule in rules) rule.EnterFragmentSpread(spread, parent);
                    WalkDirectives(spread.Directives, DirectiveLocation.FragmentSpread);
                    break;
            }
        }
    }

    private void WalkField(FieldNode field, NamedType? parent)
    {
        var definition = parent is null ? null : Schema.FindField(parent, field.Name.Value);
        foreach (var rule in rules) rule.EnterField(field, parent, definition);
        WalkArguments(field.Arguments, definition?.Arguments);
        WalkDirectives(field.Directives, DirectiveLocation.Field);
        if (field.SelectionSet is not null)
            WalkSelectionSet(field.SelectionSet, definition?.Type.Named is { } type and (ComplexType or UnionType) ? type : null, isInline: false);
        foreach (var rule in rules) rule.LeaveField(field, definition);
    }

    private void WalkInlineFragment(InlineFragmentNode fragment, NamedType? parent)
    {
        var type = fragment.TypeCondition is null
            ? parent
            : Schema.FindType(fragment.TypeCondition.Name.Value) is { } named and (ComplexType or UnionType) ? named : null;
        foreach (var rule in rules) rule.EnterInlineFragment(fragment, type, parent);
        if (fragment.TypeCondition is not null) WalkType(fragment.TypeCondition);
        WalkDirectives(fragment.Directives, DirectiveLocation.InlineFragment);
        WalkSelectionSet(fragment.SelectionSet, type, isInline: true);
    }

    private void WalkType(TypeNode type)
    {
        while (type is not NamedTypeNode) type = type is ListTypeNode list ? list.Type : ((NonNullTypeNode)type).Type;
        foreach (var rule in rules) rule.EnterNamedType((NamedTypeNode)type);
    }

    private void WalkArguments(IReadOnlyList<ArgumentNode> arguments, IReadOnlyList<InputValue>? definitions)
    {
        if (arguments.Count == 0) return;
        context.Step(arguments.Count);
        foreach (var rule in rules) rule.EnterArguments(arguments);
        foreach (var argument in arguments)
        {
            var definition = definitions?.FirstOrDefault(d => d.Name == argument.Name.Value);
            WalkValue(argument.Value, definition is { Type.IsInputType: true } ? definition.Type : null, definition?.DefaultValue is not null);
        }
    }

    private void WalkInside(ValueNode value, GraphQLType? type, bool hasDefault, InputObjectType? parent)
    {
        switch (value)
        {
            case VariableNode variable:
                _currentUsages.Add(new VariableUsage(variable, type, hasDefault, parent));
                break;
            case ListValueNode list:
                context.Step(list.Values.Count);
                var itemType = type?.Nullable is ListType listType ? listType.OfType : type?.Nullable;
                foreach (var item in list.Values) WalkInside(item, itemType, false, null);
                break;
            case ObjectValueNode obj:
                context.Step(obj.Fields.Count);
                foreach (var rule in rules) rule.EnterObject(obj);
                var input = type?.Named as InputObjectType;
                foreach (var field in obj.Fields)
                {
                    var definition = input?.FindField(field.Name.Value);
                    WalkInside(field.Value, definition is { Type.IsInputType: true } ? definition.Type : null, definition?.DefaultValue is not null, input);
                }

                break;
            default: break;
        }
    }

    private void LeaveOperations(DocumentNode document)
    {
        foreach (var operation in document.Definitions.OfType<OperationDefinitionNode>())
        {
            var usages = _usages[operation].ToList();
            foreach (var fragment in context.ReachableFragments(operation))
            {
                context.Spend(_usages[fragment].Count);
                usages.AddRange(_usages[fragment]);
            }

            foreach (var rule in rules) rule.LeaveOperation(operation, usages);
        }
    }
}
