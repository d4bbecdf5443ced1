using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.Validation;

/// <summary>The <see cref="ResponseLevel"/>s of a document, each made once.</summary>
internal sealed class ResponseLevels(ValidationContext context)
{
    private readonly Dictionary<SelectionSetNode, ResponseLevel> _levels = [];

    public ResponseLevel Of(FragmentDefinitionNode fragment) => Of(fragment.SelectionSet, context.ConditionOf(fragment));

    /// <param name="selectionSet">Where it stands decides what it selects from: one selection set has one parent.</param>
    /// <param name="parent">The type it selects from; null when unknown.</param>
    public ResponseLevel Of(SelectionSetNode selectionSet, NamedType? parent)
    {
        if (_levels.TryGetValue(selectionSet, out var level)) return level;
        level = new ResponseLevel();
        Collect(level, [], selectionSet, parent);
        return _levels[selectionSet] = level;
    }

    private void Collect(ResponseLevel level, HashSet<FragmentDefinitionNode> seen, SelectionSetNode selectionSet, NamedType? parent)
    {
        foreach (var selection in selectionSet.Selections)
        {
            switch (selection)
            {
                case FieldNode field:
                    var definition = parent is null ? null : context.Schema.FindField(parent, field.Name.Value);
                    if (!level.Fields.TryGetValue(field.ResponseKey, out var same)) level.Fields.Add(field.ResponseKey, same = []);
                    same.Add(new MergedField(field, parent, definition));
                    break;
                case InlineFragmentNode inline:
                    Collect(level, seen, inline.SelectionSet, inline.TypeCondition is null ? parent : context.Schema.FindType(inline.TypeCondition.Name.Value));
                    break;
                case FragmentSpreadNode spread:
                    if (context.FindFragment(spread.Name.Value) is { } fragment && seen.Add(fragment)) level.Fragments.Add(fragment);
                    break;
            }
        }
    }
}
