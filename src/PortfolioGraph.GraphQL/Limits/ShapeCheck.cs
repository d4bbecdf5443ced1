using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Language;

namespace PortfolioGraph.GraphQL.Limits;

/// <summary>
/// Checks the limits that need no schema, before a document is validated: what is too large is not worth it. Time is linear in the text,
/// whatever it expands to.
/// </summary>
internal sealed class ShapeCheck
{
    private readonly DocumentNode _document;
    private readonly OperationLimits _limits;
    private readonly int _maxNesting;
    private readonly Dictionary<string, SelectionShape> _fragments = [];
    private int _directives;
    private GraphQLError? _error;

    private ShapeCheck(DocumentNode document, OperationLimits limits, int maxNesting)
    {
        _document = document;
        _limits = limits;
        _maxNesting = maxNesting;
    }

    /// <param name="maxNesting">What the parser allows selection sets to nest; 0 is no limit.</param>
    /// <returns>The first thing that is too large, or null.</returns>
    public static GraphQLError? Run(DocumentNode document, OperationLimits limits, int maxNesting) =>
        new ShapeCheck(document, limits, maxNesting).Run();

    private GraphQLError? Run()
    {
        // A circle has no size; validation reports it.
        if (FragmentOrder.Of(_document) is not { } fragments) return CheckText();
        foreach (var fragment in fragments)
        {
            Count(fragment.Directives, fragment);
            _fragments[fragment.Name.Value] = Measure(fragment.SelectionSet);
        }

        foreach (var operation in _document.Definitions.OfType<OperationDefinitionNode>())
        {
            Count(operation.Directives, operation);
            foreach (var variable in operation.VariableDefinitions) Count(variable.Directives, variable);
            var shape = Measure(operation.SelectionSet);
            Check(operation, shape.Depth, _limits.MaxDepth, "nests fields deeper than {0} levels");
            Check(operation, shape.Nesting, _maxNesting, "nests selections deeper than {0} levels");
            Check(operation, shape.OwnFields, _limits.MaxRootFields, "selects more than {0} fields at its root");
            Check(operation, shape.Aliases, _limits.MaxAliases, "has more than {0} aliases");
            Check(operation, shape.Fields, _limits.MaxFields, "selects more than {0} fields");
            if (_error is not null) return _error;
        }

        return _error;
    }

    /// <summary>Only what the text itself says.</summary>
    private GraphQLError? CheckText()
    {
        foreach (var definition in _document.Definitions)
        {
            switch (definition)
            {
                case OperationDefinitionNode operation: Count(operation.Directives, operation); Measure(operation.SelectionSet); break;
                case FragmentDefinitionNode fragment: Count(fragment.Directives, fragment); Measure(fragment.SelectionSet); break;
            }
        }

        return _error;
    }

    private SelectionShape Measure(SelectionSetNode set)
    {
        var shape = new SelectionShape { Nesting = 1 };
        foreach (var selection in set.Selections)
        {
            Count(selection.Directives, selection);
            shape = shape.And(selection switch
            {
                FieldNode field => Measure(field),
                InlineFragmentNode inline => Measure(inline.SelectionSet).AsFragment(),
                FragmentSpreadNode spread => _fragments.GetValueOrDefault(spread.Name.Value).AsFragment(),
                _ => default,
            });
        }

        return shape;
    }

    private SelectionShape Measure(FieldNode field)
    {
        // Names with two underscores belong to introspection, so the name alone tells.
        if (!_limits.AllowIntrospection && field.Name.Value is "__schema" or "__type")
            _error ??= GraphQLError.At("Introspection is switched off here.", ErrorCodes.IntrospectionDisabled, _document, field);
        var below = field.SelectionSet is { } set ? Measure(set) : default;
        return below.AsField(field.Alias is not null);
    }

    private void Count(IReadOnlyList<DirectiveNode> directives, SyntaxNode place)
    {
        if (directives.Count == 0) return;
        _directives += directives.Count;
        if (_limits.MaxDirectivesPerPlace > 0 && directives.Count > _limits.MaxDirectivesPerPlace)
            _error ??= Exceeded($"The document has more than {_limits.MaxDirectivesPerPlace} directives at one place.", place);
        if (_limits.MaxDirectives > 0 && _directives > _limits.MaxDirectives)
            _error ??= Exceeded($"The document has more than {_limits.MaxDirectives} directives.", place);
    }

    private void Check(OperationDefinitionNode operation, int value, int limit, string what)
    {
        if (limit > 0 && value > limit)
            _error ??= Exceeded($"The operation {string.Format(System.Globalization.CultureInfo.InvariantCulture, what, limit)}{(_fragments.Count > 0 ? " once its fragments are expanded" : "")}.", operation);
    }

    private GraphQLError Exceeded(string message, SyntaxNode node) => GraphQLError.At(message, ErrorCodes.LimitExceeded, _document, node);
}
