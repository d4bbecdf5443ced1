using PortfolioGraph.GraphQL.DataLoading;
using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Json;
using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Telemetry;

namespace PortfolioGraph.GraphQL.Execution.Deferring;

/// <summary>
/// Runs an operation whose answer comes in parts. Everything starts at once, so that loaders are asked for the same batches as without
/// <c>@defer</c>; the initial result waits for nothing but its own fields, each deferred part for nothing but its own. What is complete by the
/// time that the result around it is written is written with it.
/// </summary>
internal sealed class DeferringExecution : IDisposable
{
    private readonly OperationExecution _initial;
    private readonly ExecutionState _state;
    private readonly CancellationToken _cancellationToken;
    private readonly DeferredDelivery _delivery;
    private readonly List<DeferredPart> _parts = [];
    private readonly List<(DataLoader Loader, Task Batch)> _running = [];
    private readonly DeferBudget _budget = new();
    private bool _isStarted;
    private bool _isInitialComplete;
    private bool _isInitialWritten;
    private int _problems;

    public DeferringExecution(
        OperationExecution initial, Action<string, Exception>? onUnexpectedError, ResponseMemory? memory, CancellationToken cancellationToken)
    {
        _initial = initial;
        _state = initial.State;
        _state.Signal.IsIncremental = true;
        _cancellationToken = cancellationToken;
        _delivery = new DeferredDelivery(onUnexpectedError, _state, memory);
    }

    /// <summary>Whether there will be another payload behind those that are written.</summary>
    public bool HasNext => !_isInitialWritten || _delivery.IsOpen;

    /// <summary>Whether the client has the initial result, and waits for more.</summary>
    public bool IsBegun => _isInitialWritten && _delivery.IsOpen;

    public string? FirstErrorCode => _delivery.FirstErrorCode;

    /// <summary>Runs until there is something to write.</summary>
    public async ValueTask WaitAsync()
    {
        if (!_isStarted) await StartAsync();
        while (true)
        {
            while (Advance())
            {
            }

            if (ReleaseLoaded() || Dispatch()) continue;
            if (_isInitialWritten ? _delivery.Settle() : _isInitialComplete) return;
            _cancellationToken.ThrowIfCancellationRequested();

            // What comes between the look and the wait sets the signal again.
            _state.Signal.Reset();
            if (_state.HasCompleted || _parts.Exists(p => p.State.HasCompleted) || ReleaseLoaded() || Dispatch()) continue;
            await _state.Signal.Task.WaitAsync(_cancellationToken);
        }
    }

    /// <summary>Writes what <see cref="WaitAsync"/> has waited for.</summary>
    public void Write(Utf8ResponseWriter writer)
    {
        if (_isInitialWritten)
        {
            _delivery.Write(writer);
            return;
        }

        WriteInitial(writer);
        _isInitialWritten = true;
        foreach (var part in _parts.Where(p => p is { Enclosing: null, IsWanted: false })) part.DropAll();
        _parts.RemoveAll(p => p.IsDropped);
    }

    /// <summary>Ends what the client still waits for.</summary>
    public void WriteEnd(GraphQLError error, Utf8ResponseWriter writer)
    {
        EngineTelemetry.CountError(error.Code);
        _delivery.WriteEnd(error, writer);
    }

    public void Dispose()
    {
        foreach (var part in _parts) part.State.StopWaiting();
        _initial.Release();
        _delivery.Dispose();
    }

    // Fields of a mutation have all had their effects before anything that is deferred begins.
    private async ValueTask StartAsync()
    {
        _isStarted = true;
        if (_initial.Operation == OperationType.Mutation) await _initial.RunAsync();
        else _initial.Start();
    }

    private bool Advance()
    {
        var any = false;
        if (!_isInitialComplete)
        {
            any = _state.Advance() | Adopt(_state, null);

            // As without @defer: when the answer is bound to be null, nothing more is asked for.
            if (_state.IsIdle || (_state.Problems > _problems && _initial.IsNull())) _isInitialComplete = true;
            _problems = _state.Problems;
        }

        DataLoader.InDeferredPart.Value = true;
        for (var i = 0; i < _parts.Count; i++)
        {
            var part = _parts[i];
            if (part.IsDropped) continue;
            any |= part.Advance();
            any |= Adopt(part.State, part);
        }

        DataLoader.InDeferredPart.Value = false;
        return any;
    }

    private bool Adopt(ExecutionState state, DeferredPart? enclosing)
    {
        if (state.TakeDeferring() is not { } scopes) return false;
        foreach (var scope in scopes)
        {
            scope.Deferred = new DeferredRows(scope, scope.Selection.Deferred!, _budget, _state, enclosing);
            foreach (var same in scope.Deferred.NotDeferred) state.Enqueue(same);
            _parts.AddRange(scope.Deferred.Parts);
        }

        return true;
    }

    // Those who wait for a loader go on when their keys are there: the initial result first, and as long as it lasts the others when the batch
    // is done, so that what they ask next is one batch as well.
    private bool ReleaseLoaded()
    {
        var any = false;
        for (var i = _running.Count - 1; i >= 0; i--)
        {
            var (loader, batch) = _running[i];
            if (batch.IsCompleted)
            {
                _running.RemoveAt(i);
                loader.Release();
                any = true;
            }
            else
            {
                any |= loader.ReleaseEarly(onlyUrgent: !_isInitialComplete);
            }
        }

        return any;
    }

    // While batches run, keys are collected for the next ones, but for those that the initial result or a batch itself waits for.
    private bool Dispatch()
    {
        var loaders = _running.Count == 0
            ? _state.LoadersWithKeys()
            : _state.Loaders(l => l.IsNeededByBatch || l is { IsLocal: true, HasPendingKeys: true } || (!_isInitialComplete && l is { Wave: 0, IsUrgent: true }));
        foreach (var loader in loaders)
        {
            var batch = loader.DispatchAsync(_cancellationToken);
            _running.Add((loader, batch));
            if (!batch.IsCompleted) _state.Signal.SetAfter(batch);
        }

        return loaders.Count > 0;
    }

    private void WriteInitial(Utf8ResponseWriter writer)
    {
        var start = writer.Length;
        while (true)
        {
            writer.Truncate(start);
            var problems = _state.Problems;
            var pass = new ErrorPass(_state);
            var isNull = problems > 0 && _initial.Complete(pass);
            ResponseWriting.BeginWithErrors(writer, pass.Errors);
            writer.WriteRaw("\"data\":"u8);
            var walk = new DeferWalk([], null);
            if (isNull)
            {
                writer.WriteNull();
            }
            else
            {
                _initial.Walk(walk);
                problems += walk.Problems;
                _initial.WriteData(writer);

                // Some values turned out to have no JSON. All of them are known now.
                if (_state.Problems + walk.Problems > problems) continue;
            }

            var begun = _delivery.Expect(walk);
            DeferredDelivery.WritePending(begun, writer);
            if (begun.Count > 0) writer.WriteRaw(",\"hasNext\":true"u8);
            writer.WriteByte((byte)'}');
            _delivery.Count(pass);
            return;
        }
    }
}
