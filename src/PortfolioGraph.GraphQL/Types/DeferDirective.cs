using PortfolioGraph.GraphQL.Language;

namespace PortfolioGraph.GraphQL.Types;

/// <summary>The directive <c>@defer</c>. A schema that defines it lets its clients defer; one that does not knows no such directive.</summary>
internal static class DeferDirective
{
    public const string Name = "defer";

    public static bool IsKnown(Schema schema) => schema.FindDirective(Name) is not null;

    public static DirectiveNode? On(SelectionNode selection)
    {
        if (selection is FieldNode) return null;
        foreach (var directive in selection.Directives)
            if (directive.Name.Value == Name)
                return directive;
        return null;
    }

    public static ValueNode? ConditionOf(DirectiveNode directive) => Argument(directive, "if");

    public static string? LabelOf(DirectiveNode directive) => (Argument(directive, "label") as StringValueNode)?.Value;

    public static ValueNode? Argument(DirectiveNode directive, string name) => directive.Arguments.FirstOrDefault(a => a.Name.Value == name)?.Value;
}
