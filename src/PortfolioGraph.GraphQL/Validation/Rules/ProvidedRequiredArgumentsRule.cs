using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.Validation.Rules;

/// <summary>
/// Arguments that are non-null and have no default are given (spec section 5.4.3).
/// <para>Good: <c>{ node(id: 1) }</c>. Bad: <c>{ node }</c> where <c>id: ID!</c>.</para>
/// </summary>
internal sealed class ProvidedRequiredArgumentsRule(ValidationContext context) : ValidationRule(context)
{
    // On leaving, so that errors deeper inside come first.
    public override void LeaveField(FieldNode field, OutputField? definition)
    {
        if (definition is null) return;
        foreach (var argument in definition.Arguments)
            if (IsMissing(argument, field.Arguments))
                Context.Report($"Field \"{definition.Name}\" argument \"{argument.Name}\" of type \"{argument.Type}\" is required, but it was not provided.", field);
    }

    public override void LeaveDirective(DirectiveNode directive, DirectiveDefinition? definition)
    {
        if (definition is null) return;
        foreach (var argument in definition.Arguments)
            if (IsMissing(argument, directive.Arguments))
                Context.Report($"Directive \"@{definition.Name}\" argument \"{argument.Name}\" of type \"{argument.Type}\" is required, but it was not provided.", directive);
    }

    private static bool IsMissing(InputValue argument, IReadOnlyList<ArgumentNode> given) =>
        argument.IsRequired && !given.Any(a => a.Name.Value == argument.Name);
}
