using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.Validation.Rules;

/// <summary>
/// Arguments are defined by their field or directive (spec section 5.4.1).
/// <para>Good: <c>{ node(id: 1) }</c>. Bad: <c>{ node(key: 1) }</c> where only <c>id</c> is defined.</para>
/// </summary>
internal sealed class KnownArgumentNamesRule(ValidationContext context) : ValidationRule(context)
{
    public override void EnterField(FieldNode field, NamedType? parent, OutputField? definition)
    {
        if (definition is null || parent is null) return;
        foreach (var argument in field.Arguments)
            if (definition.FindArgument(argument.Name.Value) is null)
                Report(argument, $"field \"{parent.Name}.{definition.Name}\"", definition.Arguments);
    }

    public override void EnterDirective(DirectiveNode directive, DirectiveDefinition? definition)
    {
        if (definition is null) return;
        foreach (var argument in directive.Arguments)
            if (!definition.Arguments.Any(a => a.Name == argument.Name.Value))
                Report(argument, $"directive \"@{definition.Name}\"", definition.Arguments);
    }

    private void Report(ArgumentNode argument, string owner, IReadOnlyList<InputValue> known)
    {
        var name = argument.Name.Value;
        Context.Report($"Unknown argument \"{name}\" on {owner}.{Context.DidYouMean(name, known.Select(a => a.Name))}", argument);
    }
}
