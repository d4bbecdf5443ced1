using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Execution.Deferring;
using PortfolioGraph.GraphQL.Json;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.Execution.Columns;

/// <summary>Objects of an interface or union: one child scope for each concrete type that turns up, created when it does.</summary>
internal sealed class AbstractColumn<T>(ExecutionState state, PlanField field, bool nonNull, Func<object, ObjectType> resolveType) : Column<T>(state, field, nonNull)
{
    private readonly List<ExecutionScope> _scopes = [];
    private (short Scope, int Row)[] _rows = [];
    private int _count;

    public override void Append(ReadOnlySpan<T> values)
    {
        foreach (var value in values)
        {
            if (value is null)
            {
                AppendNull();
                NullAppended();
                continue;
            }

            ObjectType type;
            try
            {
                // An item may be an error in the place of an object.
                type = value is GraphQLException error ? throw error : resolveType(value);
            }
            catch (Exception e)
            {
                AppendError(MaskedException.From(e));
                continue;
            }

            var scope = ScopeOf(type);
            Pooled.EnsureRoom(ref _rows, _count, 1);
            _rows[_count++] = (scope, _scopes[scope].Add(value));
        }
    }

    public override void EnqueueScopes(ExecutionState target)
    {
        foreach (var scope in _scopes) target.Enqueue(scope);
    }

    public override void Release()
    {
        Pooled.Return(_rows);
        _rows = [];
        foreach (var scope in _scopes) scope.Release();
    }

    protected override void WriteValue(int position, Utf8ResponseWriter writer)
    {
        var (scope, row) = _rows[position];
        if (scope < 0) writer.WriteNull();
        else _scopes[scope].WriteRow(row, writer);
    }

    protected override bool IsNull(int position) => _rows[position].Scope < 0;

    protected override bool CompleteBelow(int position, ErrorPass pass)
    {
        var (scope, row) = _rows[position];
        return _scopes[scope].CompleteRow(row, pass);
    }

    protected override void WalkBelow(int position, DeferWalk walk)
    {
        var (scope, row) = _rows[position];
        _scopes[scope].WalkRow(row, walk);
    }

    protected override int AppendNull()
    {
        Pooled.EnsureRoom(ref _rows, _count, 1);
        _rows[_count] = (-1, 0);
        return _count++;
    }

    private short ScopeOf(ObjectType type)
    {
        for (var i = 0; i < _scopes.Count; i++)
            if (ReferenceEquals(_scopes[i].Type, type))
                return (short)i;
        _scopes.Add(new ExecutionScope(Field.SelectionFor(type)));
        return (short)(_scopes.Count - 1);
    }
}
