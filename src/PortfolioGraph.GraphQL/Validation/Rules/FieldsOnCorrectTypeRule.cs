using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.Validation.Rules;

/// <summary>
/// Fields exist on the type they are selected from (spec section 5.3.1).
/// <para>Good: <c>{ node(id: 1) { ... on Wallet { address } } }</c>. Bad: <c>{ node(id: 1) { address } }</c>.</para>
/// </summary>
internal sealed class FieldsOnCorrectTypeRule(ValidationContext context) : ValidationRule(context)
{
    public override void EnterField(FieldNode field, NamedType? parent, OutputField? definition)
    {
        if (parent is null || definition is not null) return;
        var name = field.Name.Value;
        var suggestion = "";
        if (Context.Options.Suggestions)
        {
            suggestion = Suggestions.DidYouMean(TypesWith(parent, name), "to use an inline fragment on");
            if (suggestion.Length == 0 && parent is ComplexType complex)
                suggestion = Suggestions.DidYouMean(name, complex.Fields.Select(f => f.Name));
        }

        Context.Report($"Cannot query field \"{name}\" on type \"{parent.Name}\".{suggestion}", field);
    }

    /// <summary>Possible types of an abstract type that have the field, and their interfaces that do: those that cover most types first.</summary>
    private IReadOnlyList<string> TypesWith(NamedType parent, string field)
    {
        if (parent is ObjectType) return [];
        var uses = new Dictionary<ComplexType, int>();
        foreach (var type in Schema.PossibleTypes(parent))
        {
            if (type.FindField(field) is null) continue;
            uses[type] = 1;
            foreach (var implemented in type.Interfaces)
                if (implemented.FindField(field) is not null)
                    uses[implemented] = uses.GetValueOrDefault(implemented) + 1;
        }

        var suggested = uses.Keys.ToList();
        suggested.Sort((a, b) =>
        {
            if (uses[a] != uses[b]) return uses[b] - uses[a];
            if (a is InterfaceType && Schema.IsSubType(b, a)) return a == b ? 0 : -1;
            if (b is InterfaceType && Schema.IsSubType(a, b)) return 1;
            return NaturalOrder.Instance.Compare(a.Name, b.Name);
        });
        return [.. suggested.Select(t => t.Name)];
    }
}
