using PortfolioGraph.GraphQL.DataLoading;
using PortfolioGraph.GraphQL.Execution.Columns;

namespace PortfolioGraph.GraphQL.Execution.Resolvers;

/// <summary>Asks a loader for one key a parent. No promise a key: the field waits once, and reads the loader's results by slot.</summary>
internal sealed class LoadResolver<TParent, TKey, TValue>(
    ColumnFactory<TValue> createColumn, Func<ExecutionContext, DataLoader<TKey, TValue>> selectLoader, Func<TParent, TKey?> selectKey) : FieldResolver
    where TKey : notnull
{
    public override void Execute(ExecutionState state, ExecutionScope scope, PlanField field, int fieldIndex)
    {
        DataLoader<TKey, TValue> loader;
        int[] slots;
        var last = -1;
        try
        {
            loader = selectLoader(state.Context);
            var rows = scope.Rows;
            slots = Pooled.Rent<int>(rows.Length);
            for (var i = 0; i < rows.Length; i++)
            {
                // A parent without a key has no value.
                slots[i] = selectKey((TParent)rows[i]) is { } key ? loader.Reserve(key) : -1;
                last = Math.Max(last, slots[i]);
            }
        }
        catch (Exception e)
        {
            Fail(state, scope, fieldIndex, createColumn(state, field), MaskedException.From(e));
            return;
        }

        var pending = new Pending(createColumn, loader, slots, last, scope, field, fieldIndex);
        if (pending.IsCompleted) pending.Resume(state);
        else state.Wait(pending);
    }

    private sealed class Pending(
        ColumnFactory<TValue> createColumn, DataLoader<TKey, TValue> loader, int[] slots, int last, ExecutionScope scope, PlanField field, int fieldIndex)
        : PendingField
    {
        public override Task? Task { get; }

        public override bool IsCompleted => last < 0 || loader.IsLoaded(last);

        public override void Resume(ExecutionState state)
        {
            var column = createColumn(state, field);
            for (var i = 0; i < scope.Count; i++)
            {
                ResultColumns.Append(column, slots[i] < 0 ? default(TValue)! : loader.ResultOf(slots[i]));
            }

            Pooled.Return(slots);
            state.Complete(scope, fieldIndex, column);
        }
    }
}
