using PortfolioGraph.GraphQL.Execution.Deferring;
using PortfolioGraph.GraphQL.Json;

namespace PortfolioGraph.GraphQL.Execution.Columns;

/// <summary>For each list of a column: where its items start in the column of items, and how many there are.</summary>
internal sealed class ListRanges
{
    private (int Start, int Count)[] _ranges = [];
    private int _count;

    public int AddNull() => Add(0, -1);

    public int Add(int start, int count)
    {
        Pooled.EnsureRoom(ref _ranges, _count, 1);
        _ranges[_count] = (start, count);
        return _count++;
    }

    public bool IsNull(int position) => _ranges[position].Count < 0;

    public void Write(int position, Column items, Utf8ResponseWriter writer)
    {
        var (start, count) = _ranges[position];
        if (count < 0)
        {
            writer.WriteNull();
            return;
        }

        writer.WriteByte((byte)'[');
        for (var i = 0; i < count; i++)
        {
            if (i > 0) writer.WriteByte((byte)',');
            writer.NextItem();
            items.Write(start + i, writer);
        }

        writer.WriteByte((byte)']');
    }

    public bool Complete(int position, Column items, ErrorPass pass)
    {
        var (start, count) = _ranges[position];
        for (var i = 0; i < count; i++)
        {
            pass.Push(i);
            var isNull = items.Complete(start + i, pass);
            pass.Pop();
            if (isNull && items.NonNull) return true;
        }

        return false;
    }

    public void Walk(int position, Column items, DeferWalk walk)
    {
        var (start, count) = _ranges[position];
        for (var i = 0; i < count; i++)
        {
            walk.Push(i);
            items.Walk(start + i, walk);
            walk.Pop();
        }
    }

    public void Release()
    {
        Pooled.Return(_ranges);
        _ranges = [];
    }
}
