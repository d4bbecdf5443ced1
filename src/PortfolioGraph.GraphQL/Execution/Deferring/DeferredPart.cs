namespace PortfolioGraph.GraphQL.Execution.Deferring;

/// <summary>The fields of a deferred group on one object, or on several together, executed apart from the rest of the answer.</summary>
internal sealed class DeferredPart
{
    private bool _isStarted;
    private int _open;

    /// <param name="group">The fields.</param>
    /// <param name="objects">What they are executed on.</param>
    /// <param name="around">The execution that the objects come from.</param>
    /// <param name="enclosing">The part that the objects are in; null where that is the initial result.</param>
    public DeferredPart(DeferredGroup group, ReadOnlySpan<object> objects, ExecutionState around, DeferredPart? enclosing)
    {
        Group = group;
        Enclosing = enclosing;
        State = new ExecutionState(around);
        Scope = new ExecutionScope(group.Selection);
        foreach (var item in objects) Scope.Add(item);
        _open = objects.Length;
    }

    public DeferredGroup Group { get; }

    public DeferredPart? Enclosing { get; }

    public ExecutionState State { get; }

    public ExecutionScope Scope { get; }

    public bool IsComplete => _isStarted && State.IsIdle;

    /// <summary>Nobody gets it any more: what it is part of has failed or become null.</summary>
    public bool IsDropped => _open == 0 || Enclosing is { IsDropped: true };

    /// <summary>Whether one of its objects is in a result that a client gets.</summary>
    public bool IsWanted { get; set; }

    /// <summary>Of one object nobody gets it.</summary>
    public void Drop()
    {
        _open--;
        if (_open == 0) State.StopWaiting();
    }

    public void DropAll()
    {
        _open = 0;
        State.StopWaiting();
    }

    /// <summary>Runs what can run without waiting. False: nothing could.</summary>
    public bool Advance()
    {
        if (_isStarted) return State.Advance();
        _isStarted = true;
        State.Start(Scope);
        return true;
    }
}
