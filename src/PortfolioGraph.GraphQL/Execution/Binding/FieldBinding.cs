using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Execution.Inputs;
using PortfolioGraph.GraphQL.Execution.Resolvers;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.Execution.Binding;

/// <summary>A field of a concrete type and what resolves it.</summary>
internal sealed class FieldBinding(OutputField definition, FieldResolver resolver, Func<InputObject, object?>? arguments)
{
    public OutputField Definition { get; } = definition;

    public FieldResolver Resolver { get; } = resolver;

    /// <summary>What whoever bound the field says about it; nothing to the engine.</summary>
    public object? Annotation { get; set; }

    public bool TakesArguments => arguments is not null;

    /// <summary>The arguments as the resolver takes them, or the error in their place.</summary>
    public object? Arguments(PlanField field, VariableValues variables)
    {
        try
        {
            var values = field.Schema.Coercer.CoerceArguments(Definition, field.Nodes[0].Arguments, variables);
            return arguments?.Invoke(values);
        }
        catch (Exception e)
        {
            return MaskedException.From(e);
        }
    }
}
