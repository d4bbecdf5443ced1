using PortfolioGraph.GraphQL.Json;

namespace PortfolioGraph.GraphQL.Execution.Deferring;

/// <summary>What of the objects of one scope is deferred, and which of it was there so soon that it is written with the rest.</summary>
internal sealed class DeferredRows
{
    // Of longer lists the objects wait for each other.
    private const int MostRowsApart = 256;

    private readonly ExecutionScope _scope;
    private readonly DeferPlan _plan;
    private readonly bool _isApart;

    // One of them for each group: it is deferred, or it is not.
    private readonly DeferredPart[]?[] _parts;
    private readonly ExecutionScope?[] _scopes;
    private readonly HashSet<(int Group, int Row)> _inline = [];

    public DeferredRows(ExecutionScope scope, DeferPlan plan, DeferBudget budget, ExecutionState state, DeferredPart? enclosing)
    {
        _scope = scope;
        _plan = plan;
        _isApart = scope.Count <= MostRowsApart;
        Usages = budget.Begin(plan.Usages, scope.Count);
        _parts = new DeferredPart[plan.Groups.Count][];
        _scopes = new ExecutionScope[plan.Groups.Count];
        for (var i = 0; i < _parts.Length; i++)
        {
            var group = plan.Groups[i];
            if (budget.Defers(group, scope.Count))
            {
                var parts = _parts[i] = new DeferredPart[_isApart ? scope.Count : 1];
                for (var row = 0; row < parts.Length; row++)
                    parts[row] = new DeferredPart(group, _isApart ? scope.Rows.Slice(row, 1) : scope.Rows, state, enclosing);
            }
            else
            {
                var same = _scopes[i] = new ExecutionScope(group.Selection);
                foreach (var row in scope.Rows) same.Add(row);
            }
        }
    }

    /// <summary>Each <c>@defer</c> that begins here.</summary>
    public IReadOnlyList<DeferUsage> Usages { get; }

    public IEnumerable<DeferredPart> Parts => _parts.OfType<DeferredPart[]>().SelectMany(p => p);

    /// <summary>Fields of the same objects that are not deferred after all: a part of the execution around.</summary>
    public IEnumerable<ExecutionScope> NotDeferred => _scopes.OfType<ExecutionScope>();

    /// <summary>Meets the objects of a row: those that are there already, and those that are not.</summary>
    public void Walk(int row, DeferWalk walk)
    {
        for (var group = 0; group < _parts.Length; group++)
        {
            if (_scopes[group] is { } scope)
            {
                scope.WalkRow(row, walk);
                continue;
            }

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

    /// <summary>The error pass over what is not deferred after all.</summary>
    public bool CompleteRow(int row, ErrorPass pass)
    {
        foreach (var scope in _scopes)
            if (scope is not null && scope.CompleteRow(row, pass))
                return true;
        return false;
    }

    /// <summary>A row in document order, without what comes later.</summary>
    public void WriteRow(int row, Utf8ResponseWriter writer)
    {
        var isEmpty = true;
        foreach (var (group, field) in _plan.Order)
        {
            var (scope, own) = group < 0 ? (_scope, row) : _scopes[group] is { } same ? (same, row) : ScopeOf(group, row);
            if (scope is null) continue;
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
        foreach (var scope in NotDeferred) scope.Release();
    }

    private (DeferredPart Part, int Row) PartOf(int group, int row) => _isApart ? (_parts[group]![row], 0) : (_parts[group]![0], row);

    private (ExecutionScope? Scope, int Row) ScopeOf(int group, int row)
    {
        if (!_inline.Contains((group, row))) return default;
        var (part, own) = PartOf(group, row);
        return (part.Scope, own);
    }
}
