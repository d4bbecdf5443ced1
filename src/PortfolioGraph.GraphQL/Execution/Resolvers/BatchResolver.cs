using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Execution.Columns;

namespace PortfolioGraph.GraphQL.Execution.Resolvers;

/// <summary>Resolves a field for all parents at once: one result a parent, in their order.</summary>
public delegate ValueTask<IReadOnlyList<DataLoading.Result<TValue>>> BatchResolve<TParent, TArguments, TValue>(BatchContext<TParent, TArguments> context);

/// <summary>What a batch resolver works with.</summary>
/// <param name="Parents">All objects that the field is selected on at this position.</param>
/// <param name="Arguments">The field's arguments, coerced once.</param>
/// <param name="Selection">What is selected below.</param>
/// <param name="Execution">What the request shares.</param>
public readonly record struct BatchContext<TParent, TArguments>(
    IReadOnlyList<TParent> Parents, TArguments Arguments, FieldSelection Selection, ExecutionContext Execution)
{
    public CancellationToken CancellationToken => Execution.CancellationToken;
}

internal sealed class BatchResolver<TParent, TArguments, TValue>(
    ColumnFactory<TValue> createColumn, BatchResolve<TParent, TArguments, TValue> resolve) : FieldResolver
{
    public override void Execute(ExecutionState state, ExecutionScope scope, PlanField field, int fieldIndex)
    {
        var arguments = state.Arguments(field);
        if (arguments is GraphQLException error)
        {
            Fail(state, scope, fieldIndex, createColumn(state, field), error);
            return;
        }

        var rows = scope.Rows;
        var parents = new TParent[rows.Length];
        for (var i = 0; i < parents.Length; i++) parents[i] = (TParent)rows[i];

        ValueTask<IReadOnlyList<DataLoading.Result<TValue>>> task;
        try
        {
            task = resolve(new BatchContext<TParent, TArguments>(parents, (TArguments)arguments!, field.Selection(state.Variables), state.Context));
        }
        catch (Exception e) when (!state.IsGivenUp(e))
        {
            Fail(state, scope, fieldIndex, createColumn(state, field), MaskedException.From(e));
            return;
        }

        var pending = new Pending(createColumn, scope, field, fieldIndex, task);
        if (pending.IsCompleted) pending.Resume(state);
        else state.Wait(pending, field, rows.Length);
    }

    private sealed class Pending : PendingField
    {
        private readonly ColumnFactory<TValue> _createColumn;
        private readonly ExecutionScope _scope;
        private readonly PlanField _field;
        private readonly int _fieldIndex;
        private readonly ValueTask<IReadOnlyList<DataLoading.Result<TValue>>> _result;
        private readonly Task<IReadOnlyList<DataLoading.Result<TValue>>>? _task;

        public Pending(
            ColumnFactory<TValue> createColumn, ExecutionScope scope, PlanField field, int fieldIndex,
            ValueTask<IReadOnlyList<DataLoading.Result<TValue>>> result)
        {
            _createColumn = createColumn;
            _scope = scope;
            _field = field;
            _fieldIndex = fieldIndex;
            if (result.IsCompletedSuccessfully) _result = result;
            else _task = result.AsTask();
        }

        public override bool IsCompleted => _task?.IsCompleted ?? true;

        public override Task? Task => _task;

        public override void Resume(ExecutionState state)
        {
            var column = _createColumn(state, _field);
            try
            {
#pragma warning disable VSTHRD002 // Both are complete: this reads a result or rethrows an error.
                var results = _task is null ? _result.Result : _task.GetAwaiter().GetResult();
#pragma warning restore VSTHRD002
                if (results.Count != _scope.Count)
                {
                    throw new InvalidOperationException($"The resolver of {_field.Definition} gave {results.Count} results for {_scope.Count} parents.");
                }

                ResultColumns.Append(column, results);
                state.Complete(_scope, _fieldIndex, column);
            }
            catch (Exception e) when (!state.IsGivenUp(e))
            {
                column.Release();
                Fail(state, _scope, _fieldIndex, _createColumn(state, _field), MaskedException.From(e));
            }
        }
    }
}
