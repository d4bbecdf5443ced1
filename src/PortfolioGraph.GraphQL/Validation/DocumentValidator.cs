using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Types;
using PortfolioGraph.GraphQL.Validation.Rules;

namespace PortfolioGraph.GraphQL.Validation;

/// <summary>Whether a document can be executed against a schema: all rules of the specification's section 5, and those for <c>@defer</c> where the schema has it.</summary>
public static class DocumentValidator
{
    /// <returns>The errors, none when the document is valid. Their code is <see cref="ErrorCodes.Validation"/>, or <see cref="ErrorCodes.LimitExceeded"/> where <see cref="ValidationOptions.MaxWork"/> ended the validation.</returns>
    public static IReadOnlyList<GraphQLError> Validate(Schema schema, DocumentNode document, ValidationOptions? options = null)
    {
        var context = new ValidationContext(schema, document, options ?? ValidationOptions.Default);
        Validate(context, Rules(context));
        return context.Errors;
    }

    internal static void Validate(ValidationContext context, IReadOnlyList<ValidationRule> rules)
    {
        try
        {
            new DocumentWalker(context, rules).Walk(context.Document);
        }
        catch (ValidationAbortedException)
        {
            // The last error says why.
        }
    }

    /// <summary>In the order that gives the clearest output: what others depend on comes first.</summary>
    internal static IReadOnlyList<ValidationRule> Rules(ValidationContext context) =>
    [
        new ExecutableDefinitionsRule(context),
        new UniqueOperationNamesRule(context),
        new LoneAnonymousOperationRule(context),
        new OperationTypeExistenceRule(context),
        new SingleFieldSubscriptionsRule(context),
        new KnownTypeNamesRule(context),
        new FragmentsOnCompositeTypesRule(context),
        new VariablesAreInputTypesRule(context),
        new ScalarLeafsRule(context),
        new FieldsOnCorrectTypeRule(context),
        new UniqueFragmentNamesRule(context),
        new KnownFragmentNamesRule(context),
        new NoUnusedFragmentsRule(context),
        new PossibleFragmentSpreadsRule(context),
        new NoFragmentCyclesRule(context),
        new UniqueVariableNamesRule(context),
        new NoUndefinedVariablesRule(context),
        new NoUnusedVariablesRule(context),
        new KnownDirectivesRule(context),
        new UniqueDirectivesPerLocationRule(context),
        new DeferOnRootFieldsRule(context),
        new DeferOnSubscriptionsRule(context),
        new DeferLabelsRule(context),
        new KnownArgumentNamesRule(context),
        new UniqueArgumentNamesRule(context),
        new ValuesOfCorrectTypeRule(context),
        new ProvidedRequiredArgumentsRule(context),
        new VariablesInAllowedPositionRule(context),
        new OverlappingFieldsCanBeMergedRule(context),
        new UniqueInputFieldNamesRule(context),
    ];
}
