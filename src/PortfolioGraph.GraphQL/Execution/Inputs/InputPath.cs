namespace PortfolioGraph.GraphQL.Execution.Inputs;

/// <summary>Where a value lies in a variable. Its text is made only for those who are told.</summary>
/// <param name="parent">What it lies in; null for the variable itself.</param>
/// <param name="name">Of the field or the variable; null for an item of a list.</param>
/// <param name="index">Of the item.</param>
internal sealed class InputPath(InputPath? parent, string? name, int index = 0)
{
    public bool IsVariable => parent is null;

    /// <summary><c>by[3].address</c>.</summary>
    public override string ToString()
    {
        var steps = new Stack<string>();
        var step = this;
        for (; step.Parent is { } above; step = above) steps.Push(step.Step);
        return $"{step.Step}{string.Concat(steps)}";
    }

    private InputPath? Parent => parent;

    private string Step => parent is null ? name! : name is null ? $"[{index}]" : $".{name}";
}
