using PortfolioGraph.GraphQL.Execution.Deferring;
using PortfolioGraph.GraphQL.Json;

namespace PortfolioGraph.GraphQL.Execution.Columns;

/// <summary>Objects of one type: each position is a row of one child scope.</summary>
internal sealed class ObjectColumn<T>(ExecutionState state, PlanField field, bool nonNull, ExecutionScope scope) : Column<T>(state, field, nonNull)
{
    private int[] _rows = [];
    private int _count;

    public override void Append(ReadOnlySpan<T> values)
    {
        Pooled.EnsureRoom(ref _rows, _count, values.Length);
        foreach (var value in values)
        {
            if (value is null)
            {
                _rows[_count++] = -1;
                NullAppended();
            }
            else
            {
                _rows[_count++] = scope.Add(value);
            }
        }
    }

    public override void EnqueueScopes(ExecutionState target) => target.Enqueue(scope);

    public override void Release()
    {
        Pooled.Return(_rows);
        _rows = [];
        scope.Release();
    }

    protected override void WriteValue(int position, Utf8ResponseWriter writer)
    {
        var row = _rows[position];
        if (row < 0) writer.WriteNull();
        else scope.WriteRow(row, writer);
    }

    protected override bool IsNull(int position) => _rows[position] < 0;

    protected override bool CompleteBelow(int position, ErrorPass pass) => scope.CompleteRow(_rows[position], pass);

    protected override void WalkBelow(int position, DeferWalk walk) => scope.WalkRow(_rows[position], walk);

    protected override int AppendNull()
    {
        Pooled.EnsureRoom(ref _rows, _count, 1);
        _rows[_count] = -1;
        return _count++;
    }
}
