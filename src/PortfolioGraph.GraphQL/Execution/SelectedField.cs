using PortfolioGraph.GraphQL.Language;

namespace PortfolioGraph.GraphQL.Execution;

/// <summary>A selected field, as one request selects it.</summary>
public readonly struct SelectedField
{
    private readonly AnnotatedField _field;
    private readonly VariableValues _variables;

    internal SelectedField(AnnotatedField field, VariableValues variables) => (_field, _variables) = (field, variables);

    /// <summary>What the field was annotated with when it was bound.</summary>
    public object Annotation => _field.Annotation;

    /// <summary>Whether the argument is given somewhere where the field is selected. Null gives nothing.</summary>
    public bool IsGivenSomewhere(string argument)
    {
        for (var i = 0; i < _field.Nodes.Count; i++)
            if (Gives(_field.Nodes[i], argument))
                return true;
        return false;
    }

    /// <summary>Whether the field is selected somewhere without the argument. Null gives nothing.</summary>
    public bool IsMissingSomewhere(string argument)
    {
        for (var i = 0; i < _field.Nodes.Count; i++)
            if (!Gives(_field.Nodes[i], argument))
                return true;
        return false;
    }

    private bool Gives(FieldNode node, string argument)
    {
        foreach (var given in node.Arguments)
        {
            if (given.Name.Value != argument) continue;
            return given.Value switch
            {
                NullValueNode => false,
                VariableNode variable => _variables.TryGet(variable.Name.Value, out var value) && value is not null,
                _ => true,
            };
        }

        return false;
    }
}
