using PortfolioGraph.GraphQL.Execution.Deferring;
using PortfolioGraph.GraphQL.Json;
using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Requests;
using PortfolioGraph.GraphQL.Telemetry;

namespace PortfolioGraph.GraphQL.Execution;

/// <summary>Runs a planned query, a mutation or an event of a subscription, and writes its response.</summary>
/// <param name="root">The parent of the root fields.</param>
/// <param name="maxBytes">What the response may take; 0 is no bound.</param>
internal sealed class OperationExecution(
    OperationPlan plan, VariableValues variables, object root, GraphQLRequest request, int maxBytes, CancellationToken cancellationToken)
{
    private readonly ExecutionState _state = new(request, variables, maxBytes, cancellationToken);
    private ExecutionScope[] _roots = [];

    public ExecutionState State => _state;

    public OperationType Operation => plan.Operation.Operation;

    public ValueTask RunAsync()
    {
        if (plan.Operation.Operation == OperationType.Mutation) return RunSerialAsync();
        _roots = [Root(plan.Root)];
        return _state.RunAsync(_roots[0]);
    }

    /// <summary>Begins a query without waiting for anything.</summary>
    public void Start()
    {
        _roots = [Root(plan.Root)];
        _state.Start(_roots[0]);
    }

    /// <summary>Whether the whole answer is bound to be null.</summary>
    public bool IsNull() => Complete(new ErrorPass(_state));

    /// <summary>The error pass. True when the whole answer is null.</summary>
    public bool Complete(ErrorPass pass)
    {
        var isNull = false;
        foreach (var scope in _roots) isNull = isNull || scope.CompleteRow(0, pass);
        return isNull;
    }

    /// <summary>Looks in the final answer, which is not null, for what comes later.</summary>
    public void Walk(DeferWalk walk)
    {
        foreach (var scope in _roots) scope.WalkRow(0, walk);
    }

    public void WriteData(Utf8ResponseWriter writer) => WriteRoots(writer);

    /// <summary>Writes the response. The error pass runs only when something went wrong.</summary>
    /// <returns>The code of the first error in it, if there is one.</returns>
    public string? Write(Utf8ResponseWriter writer, Action<string, Exception>? onUnexpectedError)
    {
        var start = writer.Length;
        var known = _state.Problems;
        var pass = WriteOnce(writer);
        if (_state.Problems > known)
        {
            // Some values turned out to have no JSON. All of them are known now.
            writer.Truncate(start);
            pass = WriteOnce(writer);
        }

        if (pass is null) return null;
        if (onUnexpectedError is not null) pass.Tell(onUnexpectedError);
        foreach (var reported in pass.Errors) EngineTelemetry.CountError(reported.Error.Code);
        return pass.Errors is [var first, ..] ? first.Error.Code : null;
    }

    public void Release()
    {
        _state.StopWaiting();
        foreach (var scope in _roots) scope.Release();
        _state.Context.DisposeItems();
    }

    // Fields of a mutation run one after the other, each with all that hangs on it (spec section 6.2.2).
    private async ValueTask RunSerialAsync()
    {
        var fields = plan.Root.Fields;
        _roots = [];
        for (var i = 0; i < fields.Length; i++)
        {
            var scope = Root(new SelectionPlan(plan.Root.Type, [fields[i]]));
            _roots = [.. _roots, scope];
            await _state.RunAsync(scope);

            // A failed non-null field makes the whole answer null: what comes after it must not happen.
            if (_state.Problems > 0 && scope.CompleteRow(0, new ErrorPass(_state))) return;
        }
    }

    private ErrorPass? WriteOnce(Utf8ResponseWriter writer)
    {
        ErrorPass? pass = null;
        var isNull = false;
        if (_state.Problems > 0)
        {
            pass = new ErrorPass(_state);
            isNull = Complete(pass);
            ResponseWriting.BeginWithErrors(writer, pass.Errors);
        }
        else
        {
            writer.WriteByte((byte)'{');
        }

        writer.WriteRaw("\"data\":"u8);
        if (isNull)
        {
            writer.WriteNull();
        }
        else
        {
            WriteRoots(writer);
        }

        writer.WriteByte((byte)'}');
        return pass;
    }

    private ExecutionScope Root(SelectionPlan selection)
    {
        var scope = new ExecutionScope(selection);
        scope.Add(root);
        return scope;
    }

    private void WriteRoots(Utf8ResponseWriter writer)
    {
        if (_roots.Length == 1)
        {
            _roots[0].WriteRow(0, writer);
            return;
        }

        for (var i = 0; i < _roots.Length; i++) _roots[i].WriteFields(0, writer);
        if (_roots.Length == 0) writer.WriteByte((byte)'{');
        writer.WriteByte((byte)'}');
    }
}
