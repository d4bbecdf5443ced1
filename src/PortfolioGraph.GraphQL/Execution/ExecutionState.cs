using PortfolioGraph.GraphQL.DataLoading;
using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Execution.Columns;
using PortfolioGraph.GraphQL.Json;
using PortfolioGraph.GraphQL.Requests;
using PortfolioGraph.GraphQL.Telemetry;

namespace PortfolioGraph.GraphQL.Execution;

/// <summary>
/// One execution: the two queues of the breadth-first loop. Scopes that can run do so first, each field once for all rows; only when none is
/// left do the loaders that were asked meanwhile run, one batch each, all at once. Nothing is ever dispatched by time.
/// </summary>
internal sealed class ExecutionState
{
    private readonly Queue<ExecutionScope> _ready = new();
    private readonly List<DataLoader> _loaders;
    private readonly ExecutionSignal _signal;
    private List<PendingField> _pending = [];
    private List<ExecutionScope>? _deferring;

    public ExecutionState(GraphQLRequest request, VariableValues variables, int maxBytes, CancellationToken cancellationToken)
    {
        Size = new AnswerSize(maxBytes);
        _loaders = [];
        _signal = new ExecutionSignal();
        Variables = variables;
        CancellationToken = cancellationToken;
        Context = new ExecutionContext(this, request, cancellationToken);
    }

    /// <summary>For a part that is executed apart: with problems of its own, and the loaders of the rest.</summary>
    public ExecutionState(ExecutionState rest)
    {
        Size = rest.Size;
        _loaders = rest._loaders;
        _signal = rest._signal;
        Variables = rest.Variables;
        CancellationToken = rest.CancellationToken;
        Context = rest.Context;
    }

    public ExecutionContext Context { get; }

    public VariableValues Variables { get; }

    public CancellationToken CancellationToken { get; }

    /// <summary>How many positions hold an error, or null where there may be none. Zero: the result is final as it stands.</summary>
    public int Problems { get; set; }

    public ExecutionSignal Signal => _signal;

    public AnswerSize Size { get; }

    /// <summary>Nothing is left to run or to wait for.</summary>
    public bool IsIdle => _ready.Count == 0 && _pending.Count == 0;

    /// <summary>Whether a field that waits could go on.</summary>
    public bool HasCompleted => _pending.Exists(p => p.IsCompleted);

    /// <summary>Makes a loader's keys part of this execution.</summary>
    public void Register(DataLoader loader)
    {
        if (ReferenceEquals(loader.Signal, _signal)) return;
        loader.Signal = _signal;
        lock (_loaders) _loaders.Add(loader);
    }

    public void Enqueue(ExecutionScope scope)
    {
        if (scope.Count == 0) return;
        _ready.Enqueue(scope);
        if (scope.Selection.Deferred is not null) (_deferring ??= []).Add(scope);
    }

    /// <summary>Adds a field whose column comes later. Its slot in the scope is fixed already, so key order does not depend on it.</summary>
    public void Wait(PendingField pending, PlanField field, int parents)
    {
        pending.Span = EngineTelemetry.StartField(field.Definition, parents);
        _pending.Add(pending);
        if (_signal.IsIncremental && pending.Task is { } task) _signal.SetAfter(task);
    }

    /// <summary>Lets go of what nobody waits for any more.</summary>
    public void StopWaiting()
    {
        foreach (var field in _pending) field.Span?.Dispose();
        _pending.Clear();
    }

    /// <summary>The arguments of a field for its resolver, or the <see cref="GraphQLException"/> that says why there are none.</summary>
    public object? Arguments(PlanField field)
    {
        var arguments = field.Arguments(Variables);
        if (arguments is not Resolvers.IRequestArguments own) return arguments;
        try
        {
            return own.For(Context);
        }
        catch (GraphQLException e)
        {
            return e;
        }
    }

    /// <summary>Whether an exception is the end of all of it, and not the error of one position.</summary>
    public bool IsGivenUp(Exception exception) =>
        exception is ResponseRefusedException || (exception is OperationCanceledException && CancellationToken.IsCancellationRequested);

    /// <summary>Counts values as they are read, and looks at the time.</summary>
    public void Look<T>(ReadOnlySpan<T> values)
    {
        CancellationToken.ThrowIfCancellationRequested();
        if (typeof(T) != typeof(string)) return;
        var characters = 0L;
        foreach (var value in values) characters += ((string?)(object?)value)?.Length ?? 0;
        Size.Add(characters);
    }

    /// <summary>A field's column is complete: the objects in it can be executed.</summary>
    public void Complete(ExecutionScope scope, int fieldIndex, Column column)
    {
        scope.SetColumn(fieldIndex, column);
        column.EnqueueScopes(this);
    }

    /// <summary>Runs until nothing is left to do, or until <paramref name="root"/> is bound to become null.</summary>
    public ValueTask RunAsync(ExecutionScope root)
    {
        Enqueue(root);
        RunReady();
        return _pending.Count == 0 ? ValueTask.CompletedTask : RunPendingAsync(root);
    }

    /// <summary>Begins without waiting for anything.</summary>
    public void Start(ExecutionScope root)
    {
        Enqueue(root);
        RunReady();
    }

    /// <summary>Runs what can run without waiting. False: nothing could.</summary>
    public bool Advance()
    {
        var any = _ready.Count > 0;
        RunReady();
        return ResumeCompleted() || any;
    }

    /// <summary>The scopes that have turned up since the last time and defer something; null for none.</summary>
    public List<ExecutionScope>? TakeDeferring()
    {
        var deferring = _deferring;
        _deferring = null;
        return deferring;
    }

    /// <summary>Those to be dispatched next: of a later wave only when no other is left.</summary>
    public List<DataLoader> LoadersWithKeys()
    {
        var asked = Loaders(l => l.HasPendingKeys);
        if (asked.Count < 2) return asked;
        var first = asked.Min(l => l.Wave);
        return asked.FindAll(l => l.Wave == first);
    }

    public List<DataLoader> Loaders(Predicate<DataLoader> match)
    {
        lock (_loaders) return _loaders.FindAll(match);
    }

    private void RunReady()
    {
        while (_ready.TryDequeue(out var scope))
        {
            var fields = scope.Selection.Fields;
            for (var i = 0; i < fields.Length; i++)
            {
                CancellationToken.ThrowIfCancellationRequested();

                // The key, and a character for the value.
                Size.Add((long)scope.Count * (fields[i].KeyUtf8.Length + 1));
                fields[i].Binding.Resolver.Execute(this, scope, fields[i], i);
            }
        }
    }

    private async ValueTask RunPendingAsync(ExecutionScope root)
    {
        var problems = 0;
        while (true)
        {
            // 1. Everything that can run without waiting.
            RunReady();
            if (ResumeCompleted()) continue;
            if (_pending.Count == 0) return;
            CancellationToken.ThrowIfCancellationRequested();

            // 2. When a failed non-null field makes the whole answer null, nothing more is asked for.
            if (Problems > problems && root.CompleteRow(0, new ErrorPass(this)))
            {
                StopWaiting();
                return;
            }

            problems = Problems;

            // 3. One batch a loader, all concurrently; those who waited for them go on in the order in which they asked.
            var asked = LoadersWithKeys();
            if (asked.Count > 0)
            {
                await RunBatchesAsync(asked);
                continue;
            }

            // 4. Only resolvers that wait for something of their own are left.
            _signal.Reset();
            if (_pending.Exists(p => p.IsCompleted) || LoadersWithKeys().Count > 0) continue;
            var tasks = _pending.Where(p => p.Task is not null).Select(p => p.Task!).Append(_signal.Task);
            await Task.WhenAny(tasks).WaitAsync(CancellationToken);
        }
    }

    private async Task RunBatchesAsync(List<DataLoader> loaders)
    {
        var batches = loaders.Count == 1
            ? loaders[0].DispatchAsync(CancellationToken)
            : Task.WhenAll(loaders.Select(l => l.DispatchAsync(CancellationToken)));
        while (!batches.IsCompleted)
        {
            // A batch that waits for another loader ends only after that one has run.
            _signal.Reset();
            var needed = Loaders(l => l.IsNeededByBatch);
            if (needed.Count > 0) await RunBatchesAsync(needed);
            else if (!batches.IsCompleted) await Task.WhenAny(batches, _signal.Task).WaitAsync(CancellationToken);
        }

        foreach (var loader in loaders) loader.Release();
    }

    private bool ResumeCompleted()
    {
        if (!_pending.Exists(p => p.IsCompleted)) return false;
        var pending = _pending;
        _pending = [];
        foreach (var field in pending)
        {
            if (!field.IsCompleted)
            {
                _pending.Add(field);
                continue;
            }

            field.Span?.Dispose();
            field.Resume(this);
        }

        return true;
    }
}
