using PortfolioGraph.GraphQL.Execution.Binding;

namespace PortfolioGraph.GraphQL.Execution;

/// <summary>
/// The fields with an annotation (<see cref="ObjectBinding{TParent}.Annotate"/>) that are selected below a field, at any depth, skipped parts left out.
/// A field of an interface is the fields of all types that implement it. Each is there once, however often it is selected.
/// </summary>
public readonly struct FieldSelection
{
    private readonly Lazy<AnnotatedField[]> _fields;
    private readonly VariableValues _variables;

    internal FieldSelection(Lazy<AnnotatedField[]> fields, VariableValues variables) => (_fields, _variables) = (fields, variables);

    public int Count => _fields.Value.Length;

    public SelectedField this[int index] => new(_fields.Value[index], _variables);
}
