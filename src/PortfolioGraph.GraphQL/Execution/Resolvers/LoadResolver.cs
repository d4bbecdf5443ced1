using PortfolioGraph.GraphQL.DataLoading;
using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Execution.Columns;

namespace PortfolioGraph.GraphQL.Execution.Resolvers;

/// <summary>Asks a loader for one key a parent. No promise a key: the field waits once, and reads the loader's results by slot.</summary>
internal sealed class LoadResolver<TParent, TKey, TValue>(
    ColumnFactory<TValue> createColumn, Func<ExecutionContext, DataLoader<TKey, TValue>> selectLoader, Func<TParent, TKey?> selectKey) : FieldResolver
    where TKey : notnull
{
    // Asked first, so that keys that cannot be null are not boxed to find out, optimised code or not.
    private static readonly bool CanBeNull = default(TKey) is null;

    public override void Execute(ExecutionState state, ExecutionScope scope, PlanField field, int fieldIndex)
    {
        DataLoader<TKey, TValue> loader;
        try
        {
            loader = selectLoader(state.Context);
            state.Register(loader);
        }
        catch (Exception e)
        {
            Fail(state, scope, fieldIndex, createColumn(state, field), MaskedException.From(e));
            return;
        }

        var rows = scope.Rows;
        var slots = Pooled.Rent<int>(rows.Length);
        var keys = Pooled.Rent<TKey>(rows.Length);
        Dictionary<int, GraphQLException>? errors = null;
        for (var i = 0; i < rows.Length; i++)
        {
            slots[i] = -1;
            try
            {
                // A parent without a key has no value.
                var key = selectKey((TParent)rows[i]);
                if (CanBeNull && key is null) continue;
                keys[i] = key!;
                slots[i] = 0;
            }
            catch (Exception e)
            {
                (errors ??= []).Add(i, MaskedException.From(e));
            }
        }

        try
        {
            loader.Reserve(keys.AsSpan(0, rows.Length), slots.AsSpan(0, rows.Length));
        }
        catch (Exception e)
        {
            // Keys that cannot be compared.
            Pooled.Return(keys);
            Pooled.Return(slots);
            Fail(state, scope, fieldIndex, createColumn(state, field), MaskedException.From(e));
            return;
        }

        Pooled.Return(keys);
        var last = -1;
        foreach (var slot in slots.AsSpan(0, rows.Length)) last = Math.Max(last, slot);
        var pending = new Pending(createColumn, loader, slots, errors, last, scope, field, fieldIndex);
        if (pending.IsCompleted) pending.Resume(state);
        else state.Wait(pending, field, rows.Length);
    }

    private sealed class Pending(
        ColumnFactory<TValue> createColumn, DataLoader<TKey, TValue> loader, int[] slots, Dictionary<int, GraphQLException>? errors, int last,
        ExecutionScope scope, PlanField field, int fieldIndex) : PendingField
    {
        public override Task? Task { get; }

        public override bool IsCompleted => last < 0 || loader.IsLoaded(last);

        public override void Resume(ExecutionState state)
        {
            var column = createColumn(state, field);
            var values = Pooled.Rent<TValue>(scope.Count);
            var count = 0;
            for (var i = 0; i < scope.Count; i++)
            {
                if (slots[i] >= 0 && loader.ResultOf(slots[i]) is { Error: null } result)
                {
                    values[count++] = result.Value!;
                    continue;
                }

                column.Append(values.AsSpan(0, count));
                count = 0;
                if (slots[i] >= 0) column.AppendError(loader.ResultOf(slots[i]).Error!);
                else if (errors is not null && errors.TryGetValue(i, out var error)) column.AppendError(error);
                else column.AppendMissing();
            }

            if (count == scope.Count)
            {
                column.Adopt(values, count);
            }
            else
            {
                column.Append(values.AsSpan(0, count));
                Pooled.Return(values);
            }

            Pooled.Return(slots);
            state.Complete(scope, fieldIndex, column);
        }
    }
}
