using System.Runtime.InteropServices;

namespace PortfolioGraph.GraphQL.Execution.Columns;

/// <summary>One list level: each position is a range of positions of the column of items.</summary>
internal sealed class ListColumn<TItem>(ExecutionState state, PlanField field, bool nonNull, Column<TItem> items)
    : Column<IReadOnlyList<TItem>?>(state, field, nonNull)
{
    private readonly ListRanges _ranges = new();
    private int _itemCount;

    public override void Append(ReadOnlySpan<IReadOnlyList<TItem>?> values)
    {
        foreach (var list in values)
        {
            if (list is null)
            {
                _ranges.AddNull();
                NullAppended();
                continue;
            }

            _ranges.Add(_itemCount, list.Count);
            _itemCount += list.Count;
            switch (list)
            {
                case TItem[] array: items.Append(array); break;
                case List<TItem> other: items.Append(CollectionsMarshal.AsSpan(other)); break;
                default:
                    // The list is read by index once; a list that changes meanwhile is the resolver's error.
                    for (var i = 0; i < list.Count; i++)
                    {
                        var item = list[i];
                        items.Append(new ReadOnlySpan<TItem>(in item));
                    }

                    break;
            }
        }
    }

    public override void EnqueueScopes(ExecutionState target) => items.EnqueueScopes(target);

    public override void Release()
    {
        _ranges.Release();
        items.Release();
    }

    protected override void WriteValue(int position, Utf8ResponseWriter writer) => _ranges.Write(position, items, writer);

    protected override bool IsNull(int position) => _ranges.IsNull(position);

    protected override bool CompleteBelow(int position, ErrorPass pass) => _ranges.Complete(position, items, pass);

    protected override int AppendNull() => _ranges.AddNull();
}
