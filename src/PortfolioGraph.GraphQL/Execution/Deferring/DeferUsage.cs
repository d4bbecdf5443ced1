using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.Execution.Deferring;

/// <summary>One <c>@defer</c> of one selection: what is delivered together for each object that the selection is made on.</summary>
internal sealed class DeferUsage(DirectiveNode directive, DeferUsage? parent)
{
    public DirectiveNode Directive { get; } = directive;

    /// <summary>The one around it, which is delivered first.</summary>
    public DeferUsage? Parent { get; } = parent;

    public string? Label { get; } = DeferDirective.LabelOf(directive);
}
