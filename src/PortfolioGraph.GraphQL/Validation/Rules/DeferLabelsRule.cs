using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.Validation.Rules;

/// <summary>
/// A label of <c>@defer</c> is written out, and there once in a document (the incremental delivery RFC).
/// <para>Good: <c>{ ...A @defer(label: "a") ...B @defer(label: "b") }</c>. Bad: <c>{ ...A @defer(label: "a") ...B @defer(label: "a") }</c>, <c>@defer(label: $l)</c>.</para>
/// </summary>
internal sealed class DeferLabelsRule(ValidationContext context) : ValidationRule(context)
{
    private readonly Dictionary<string, DirectiveNode> _known = [];

    public override void EnterDirective(DirectiveNode directive, DirectiveDefinition? definition)
    {
        if (directive.Name.Value != DeferDirective.Name || definition is null) return;
        switch (DeferDirective.Argument(directive, "label"))
        {
            case null or NullValueNode:
                break;
            case StringValueNode { Value: var label }:
                if (!_known.TryAdd(label, directive))
                    Context.Report($"The label \"{label}\" of @defer must be unique in the document.", _known[label], directive);
                break;
            default:
                Context.Report("Argument \"@defer(label:)\" must be a static string.", directive);
                break;
        }
    }
}
