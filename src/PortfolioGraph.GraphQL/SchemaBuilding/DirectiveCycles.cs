using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.SchemaBuilding;

/// <summary>Directive definitions that use themselves (spec section 3.13, Type Validation).</summary>
internal static class DirectiveCycles
{
    /// <summary>Whether the directive is applied to one of its own arguments, to their types, or to anything that those and their directives use.</summary>
    public static bool ReferencesItself(DirectiveDefinition directive, Schema schema)
    {
        var seen = new HashSet<object>();
        var open = new Stack<object>();
        VisitInputs(directive.Arguments);
        while (open.TryPop(out var next))
        {
            if (next == directive) return true;
            switch (next)
            {
                case DirectiveDefinition other:
                    VisitInputs(other.Arguments);
                    break;
                case NamedType type:
                    VisitDirectives(type.AppliedDirectives);
                    if (type is InputObjectType input) VisitInputs(input.Fields);
                    if (type is EnumType enumType)
                        foreach (var value in enumType.Values)
                            VisitDirectives(value.AppliedDirectives);
                    break;
            }
        }

        return false;

        void VisitInputs(IReadOnlyList<InputValue> inputs)
        {
            foreach (var input in inputs)
            {
                VisitDirectives(input.AppliedDirectives);
                Visit(input.Type.Named);
            }
        }

        void VisitDirectives(IReadOnlyList<DirectiveNode> applied)
        {
            foreach (var node in applied)
                if (schema.FindDirective(node.Name.Value) is { } used)
                    Visit(used);
        }

        void Visit(object part)
        {
            if (seen.Add(part)) open.Push(part);
        }
    }
}
