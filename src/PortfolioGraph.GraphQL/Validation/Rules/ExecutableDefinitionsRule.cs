using PortfolioGraph.GraphQL.Language;

namespace PortfolioGraph.GraphQL.Validation.Rules;

/// <summary>
/// A document to execute holds operations and fragments only (spec section 5.1.1).
/// <para>Good: <c>{ a }</c>. Bad: <c>{ a } type T { a: Int }</c>.</para>
/// </summary>
internal sealed class ExecutableDefinitionsRule(ValidationContext context) : ValidationRule(context)
{
    public override void EnterDocument(DocumentNode document)
    {
        foreach (var definition in document.Definitions)
        {
            var name = definition switch
            {
                TypeDefinitionNode type => $"\"{type.Name.Value}\"",
                DirectiveDefinitionNode directive => $"\"{directive.Name.Value}\"",
                SchemaDefinitionNode => "schema",
                _ => null,
            };
            if (name is not null) Context.Report($"The {name} definition is not executable.", definition);
        }
    }
}
