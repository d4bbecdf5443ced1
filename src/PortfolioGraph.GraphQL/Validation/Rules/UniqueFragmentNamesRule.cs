using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.Validation.Rules;

/// <summary>
/// Fragments have different names (spec section 5.5.1.1).
/// <para>Bad: <c>fragment F on A { a } fragment F on B { b }</c>.</para>
/// </summary>
internal sealed class UniqueFragmentNamesRule(ValidationContext context) : ValidationRule(context)
{
    private readonly Dictionary<string, NameNode> _first = [];

    public override void EnterFragmentDefinition(FragmentDefinitionNode fragment, NamedType? type)
    {
        var name = fragment.Name;
        if (!_first.TryAdd(name.Value, name))
            Context.Report($"There can be only one fragment named \"{name.Value}\".", _first[name.Value], name);
    }
}
