using PortfolioGraph.GraphQL.Execution.Columns;
using PortfolioGraph.GraphQL.Execution.Deferring;
using PortfolioGraph.GraphQL.Json;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.Execution;

/// <summary>All objects of one concrete type at one field position: the rows that each of the selected fields is executed for, once.</summary>
internal sealed class ExecutionScope(SelectionPlan selection)
{
    private readonly Column?[] _columns = new Column?[selection.Fields.Length];
    private object[] _rows = [];
    private int _count;

    public SelectionPlan Selection { get; } = selection;

    public ObjectType Type => Selection.Type;

    public int Count => _count;

    /// <summary>What of the rows comes later; null where nothing does.</summary>
    public DeferredRows? Deferred { get; set; }

    public ReadOnlySpan<object> Rows => _rows.AsSpan(0, _count);

    public int Add(object row)
    {
        Pooled.EnsureRoom(ref _rows, _count, 1);
        _rows[_count] = row;
        return _count++;
    }

    public void SetColumn(int fieldIndex, Column column) => _columns[fieldIndex] = column;

    public void WriteRow(int row, Utf8ResponseWriter writer)
    {
        if (Deferred is not null)
        {
            Deferred.WriteRow(row, writer);
            return;
        }

        var fields = Selection.Fields;
        if (fields.Length == 0)
        {
            writer.WriteRaw("{}"u8);
            return;
        }

        WriteFields(row, writer);
        writer.WriteByte((byte)'}');
    }

    /// <summary>One field, without punctuation before it.</summary>
    public void WriteField(int row, int fieldIndex, Utf8ResponseWriter writer)
    {
        writer.WriteRaw(Selection.Fields[fieldIndex].KeyUtf8.AsSpan(1));
        _columns[fieldIndex]!.Write(row, writer);
    }

    /// <summary>The fields without the closing brace; the first key of a selection brings the opening one.</summary>
    public void WriteFields(int row, Utf8ResponseWriter writer)
    {
        var fields = Selection.Fields;
        for (var i = 0; i < fields.Length; i++)
        {
            writer.WriteRaw(fields[i].KeyUtf8);
            _columns[i]!.Write(row, writer);
        }
    }

    /// <summary>True when a null in a non-null field makes the row null. The fields behind it are then not reported on.</summary>
    public bool CompleteRow(int row, ErrorPass pass)
    {
        var fields = Selection.Fields;
        for (var i = 0; i < fields.Length; i++)
        {
            // A field that was still waiting when execution stopped: a null further on makes an end of the row anyway.
            if (_columns[i] is not { } column) continue;
            pass.Push(fields[i]);
            var isNull = column.Complete(row, pass);
            pass.Pop();
            if (isNull && column.NonNull) return true;
        }

        return Deferred is not null && Deferred.CompleteRow(row, pass);
    }

    /// <summary>Looks in a row that is final for what comes later.</summary>
    public void WalkRow(int row, DeferWalk walk)
    {
        var around = Deferred is null ? null : walk.Enter(Deferred.Usages);
        var fields = Selection.Fields;
        for (var i = 0; i < fields.Length; i++)
        {
            walk.Push(fields[i].ResponseKey);
            _columns[i]!.Walk(row, walk);
            walk.Pop();
        }

        if (Deferred is null) return;
        Deferred.Walk(row, walk);
        walk.Leave(around);
    }

    public void Release()
    {
        Deferred?.Release();
        foreach (var column in _columns) column?.Release();
        Pooled.Return(_rows);
        _rows = [];
    }
}
