namespace PortfolioGraph.GraphQL.Execution.Deferring;

/// <summary>The deferred parts of the objects of one scope, and which of them were there so soon that they are written with the rest.</summary>
internal sealed class DeferredRows
{
    // Of longer lists the objects wait for each other.
    private const int MostRowsApart = 256;

    private readonly ExecutionScope _scope;
    private readonly DeferPlan _plan;
    private readonly DeferredPart[][] _parts;
    private readonly HashSet<(int Group, int Row)> _inline = [];
    private readonly bool _isApart;

    public DeferredRows(ExecutionScope scope, DeferPlan plan, ExecutionState state, DeferredPart? enclosing)
    {
        _scope = scope;
        _plan = plan;
        _isApart = scope.Count <= MostRowsApart;
        _parts = new DeferredPart[plan.Groups.Count][];
        for (var group = 0; group < _parts.Length; group++)
        {
            var parts = new DeferredPart[_isApart ? scope.Count : 1];
            for (var i = 0; i < parts.Length; i++)
                parts[i] = new DeferredPart(plan.Groups[group], _isApart ? scope.Rows.Slice(i, 1) : scope.Rows, state, enclosing);
            _parts[group] = parts;
        }
    }

    public IEnumerable<DeferredPart> Parts => _parts.SelectMany(p => p);

    /// <summary>Meets the objects of a row: those that are there already, and those that are not.</summary>
    public void Walk(int row, DeferWalk walk)
    {
        for (var group = 0; group < _parts.Length; group++)
        {
            var (part, own) = PartOf(group, row);
            part.IsWanted = true;
            if (part.IsComplete && part.State.Problems == 0)
            {
                _inline.Add((group, row));
                walk.Inline(part);
                part.Scope.WalkRow(own, walk);
            }
            else
            {
                _inline.Remove((group, row));
                walk.Wait(part, own);
            }
        }
    }

    /// <summary>A row in document order, without what comes later.</summary>
    public void WriteRow(int row, Utf8ResponseWriter writer)
    {
        var isEmpty = true;
        foreach (var (group, field) in _plan.Order)
        {
            if (group >= 0 && !_inline.Contains((group, row))) continue;
            var (scope, own) = group < 0 ? (_scope, row) : ScopeOf(group, row);
            writer.WriteByte(isEmpty ? (byte)'{' : (byte)',');
            scope.WriteField(own, field, writer);
            isEmpty = false;
        }

        if (isEmpty) writer.WriteByte((byte)'{');
        writer.WriteByte((byte)'}');
    }

    public void Release()
    {
        foreach (var part in Parts) part.Scope.Release();
    }

    private (DeferredPart Part, int Row) PartOf(int group, int row) => _isApart ? (_parts[group][row], 0) : (_parts[group][0], row);

    private (ExecutionScope Scope, int Row) ScopeOf(int group, int row)
    {
        var (part, own) = PartOf(group, row);
        return (part.Scope, own);
    }
}
