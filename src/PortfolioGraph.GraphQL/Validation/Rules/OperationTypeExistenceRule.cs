using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.Validation.Rules;

/// <summary>
/// The schema has the kind of operation that the document asks for (spec section 5.2.1.1).
/// <para>Bad: <c>mutation { a }</c> where the schema has no mutations.</para>
/// </summary>
internal sealed class OperationTypeExistenceRule(ValidationContext context) : ValidationRule(context)
{
    public override void EnterOperation(OperationDefinitionNode operation)
    {
        if (Schema.RootType(operation.Operation) is null)
            Context.Report($"The schema has no root type for {operation.Operation.ToString().ToLowerInvariant()} operations.", operation);
    }
}
