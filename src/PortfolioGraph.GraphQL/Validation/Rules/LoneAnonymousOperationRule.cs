using PortfolioGraph.GraphQL.Language;

namespace PortfolioGraph.GraphQL.Validation.Rules;

/// <summary>
/// An operation without a name is the only one (spec section 5.2.3.1).
/// <para>Good: <c>{ a }</c>. Bad: <c>{ a } query B { a }</c>.</para>
/// </summary>
internal sealed class LoneAnonymousOperationRule(ValidationContext context) : ValidationRule(context)
{
    public override void EnterDocument(DocumentNode document)
    {
        if (document.Definitions.Count(d => d is OperationDefinitionNode) < 2) return;
        foreach (var operation in document.Definitions.OfType<OperationDefinitionNode>())
            if (operation.Name is null)
                Context.Report("This anonymous operation must be the only defined operation.", operation);
    }
}
