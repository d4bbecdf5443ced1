using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.Validation.Rules;

/// <summary>
/// Scalars and enums are selected without subfields, everything else with some (spec section 5.3.3).
/// <para>Good: <c>{ wallet { id } }</c>. Bad: <c>{ wallet }</c>, <c>{ wallet { id { x } } }</c>.</para>
/// </summary>
internal sealed class ScalarLeafsRule(ValidationContext context) : ValidationRule(context)
{
    public override void EnterField(FieldNode field, NamedType? parent, OutputField? definition)
    {
        if (definition is null) return;
        var name = field.Name.Value;
        if (definition.Type.Named is ComplexType or UnionType)
        {
            if (field.SelectionSet is null)
                Context.Report($"Field \"{name}\" of type \"{definition.Type}\" must have a selection of subfields. Did you mean \"{name} {{ ... }}\"?", field);
        }
        else if (field.SelectionSet is not null)
        {
            Context.Report($"Field \"{name}\" must not have a selection since type \"{definition.Type}\" has no subfields.", field.SelectionSet);
        }
    }
}
