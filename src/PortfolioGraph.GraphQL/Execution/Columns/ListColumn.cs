using System.Runtime.InteropServices;
using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Execution.Deferring;
using PortfolioGraph.GraphQL.Json;

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

            switch (list)
            {
                case TItem[] array: AppendItems(array); break;
                case List<TItem> other: AppendItems(CollectionsMarshal.AsSpan(other)); break;
                default: AppendItems(list); break;
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

    protected override void WalkBelow(int position, DeferWalk walk) => _ranges.Walk(position, items, walk);

    protected override int AppendNull() => _ranges.AddNull();

    private void AppendItems(ReadOnlySpan<TItem> values)
    {
        // Two characters for an item, at least: a digit and a comma.
        State.Size.Add(2L * values.Length);
        _ranges.Add(_itemCount, values.Length);
        _itemCount += values.Length;
        items.Append(values);
    }

    private void AppendItems(IReadOnlyList<TItem> list)
    {
        // A list may be worked out while it is read, and fail at that: its items are taken when all of them are there.
        TItem[] values = [];
        try
        {
            var count = list.Count;
            values = Pooled.Rent<TItem>(count);
            for (var i = 0; i < count; i++) values[i] = list[i];
            AppendItems(values.AsSpan(0, count));
        }
        catch (Exception e) when (e is not ResponseRefusedException)
        {
            AppendError(MaskedException.From(e));
        }

        Pooled.Return(values);
    }
}
