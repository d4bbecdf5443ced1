using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Json;
using PortfolioGraph.GraphQL.Telemetry;

namespace PortfolioGraph.GraphQL.Execution.Deferring;

/// <summary>What a client was told to expect, and the payloads that deliver it (the incremental delivery RFC, in the form of graphql-js 17).</summary>
internal sealed class DeferredDelivery : IDisposable
{
    private readonly Action<string, Exception>? _onUnexpectedError;
    private readonly List<DeferredFragment> _announced = [];
    private readonly List<DeferredFragment> _begun = [];
    private readonly Utf8ResponseWriter _data;
    private int _nextId;
    private int _undelivered;

    /// <param name="onUnexpectedError">Told of each failure that clients see masked.</param>
    /// <param name="state">The execution, whose bounds hold for what is to be delivered, too.</param>
    /// <param name="memory">What the data that is to be delivered is counted in.</param>
    public DeferredDelivery(Action<string, Exception>? onUnexpectedError, ExecutionState state, ResponseMemory? memory)
    {
        _data = new Utf8ResponseWriter(memory: memory);
        _onUnexpectedError = onUnexpectedError;
        _data.Bound(state.Size.MaxBytes, state.CancellationToken);
    }

    /// <summary>Whether the client waits for something.</summary>
    public bool IsOpen => _announced.Count > 0;

    public string? FirstErrorCode { get; private set; }

    /// <summary>Takes over what comes later than a result that is about to be written.</summary>
    /// <returns>What is to be announced with it.</returns>
    public List<DeferredFragment> Expect(DeferWalk walk)
    {
        foreach (var fragment in walk.Fragments.Where(f => f.Around is { HasFailed: true })) fragment.IsOver = fragment.HasFailed = true;
        foreach (var row in walk.Rows)
        {
            foreach (var fragment in row.Fragments)
                if (!fragment.IsOver)
                    fragment.Rows.Add(row);
            if (row.Fragments.All(f => f.IsOver)) row.Part.Drop();
        }

        var begun = new List<DeferredFragment>();
        foreach (var fragment in walk.Fragments.Where(f => !f.HasFailed))
        {
            if (fragment.Around is { IsOver: false } around) around.Inner.Add(fragment);
            else begun.Add(fragment);
        }

        return Announce(begun);
    }

    /// <summary>Finds out how the parts that are complete have ended. True: a fragment is.</summary>
    public bool Settle()
    {
        var isAnyOver = false;
        for (var next = 0; next < _announced.Count; next++)
        {
            // Settling one part may show another one below it.
            var fragment = _announced[next];
            for (var i = 0; i < fragment.Rows.Count; i++)
                if (!fragment.Rows[i].IsSettled && fragment.Rows[i].Part.IsComplete)
                    Settle(fragment.Rows[i]);
            isAnyOver |= IsOver(fragment);
        }

        return isAnyOver;
    }

    /// <summary>Writes a payload with everything that is there. Called after <see cref="Settle()"/> has said that there is something.</summary>
    public void Write(Utf8ResponseWriter writer)
    {
        var completed = new List<(DeferredFragment Fragment, IReadOnlyList<ReportedError> Errors)>();
        writer.WriteByte((byte)'{');
        var hasData = false;
        do
        {
            foreach (var fragment in _announced.Where(IsOver).ToArray())
            {
                _announced.Remove(fragment);
                if (fragment.Rows.Find(r => r.HasFailed) is { } failed)
                {
                    completed.Add((fragment, failed.Errors));
                    Drop(fragment);
                    continue;
                }

                foreach (var row in fragment.Rows.Where(r => !r.IsDelivered))
                {
                    writer.WriteRaw(hasData ? ","u8 : "\"incremental\":["u8);
                    hasData = true;
                    WriteData(row, fragment, writer);
                }

                completed.Add((fragment, []));
                fragment.IsOver = true;
                _begun.AddRange(Announce(fragment.Inner));
            }
        }
        while (Settle());

        if (hasData) writer.WriteRaw("],"u8);
        WriteCompleted(completed, writer);
        WritePending(_begun, writer);
        _begun.Clear();
        writer.WriteRaw(IsOpen ? ",\"hasNext\":true}"u8 : ",\"hasNext\":false}"u8);
        if (_undelivered == 0) _data.Reset();
    }

    /// <summary>Ends everything that the client waits for with an error.</summary>
    public void WriteEnd(GraphQLError error, Utf8ResponseWriter writer)
    {
        writer.WriteByte((byte)'{');
        WriteCompleted([.. _announced.Select(f => (f, (IReadOnlyList<ReportedError>)[new ReportedError(error, f.Path)]))], writer);
        _announced.Clear();
        writer.WriteRaw(",\"hasNext\":false}"u8);
    }

    public static void WritePending(List<DeferredFragment> begun, Utf8ResponseWriter writer)
    {
        if (begun.Count == 0) return;
        writer.WriteRaw(",\"pending\":["u8);
        for (var i = 0; i < begun.Count; i++)
        {
            writer.WriteRaw(i > 0 ? ",{\"id\":"u8 : "{\"id\":"u8);
            WriteId(begun[i], writer);
            writer.WriteRaw(",\"path\":"u8);
            ResponseWriting.WritePath(writer, begun[i].Path);
            if (begun[i].Usage.Label is { } label)
            {
                writer.WriteRaw(",\"label\":"u8);
                writer.WriteString(label);
            }

            writer.WriteByte((byte)'}');
        }

        writer.WriteByte((byte)']');
    }

    public void Count(ErrorPass pass)
    {
        if (_onUnexpectedError is not null) pass.Tell(_onUnexpectedError);
        foreach (var reported in pass.Errors) EngineTelemetry.CountError(reported.Error.Code);
        FirstErrorCode ??= pass.Errors is [var first, ..] ? first.Error.Code : null;
    }

    public void Dispose() => _data.Dispose();

    private static bool IsOver(DeferredFragment fragment) =>
        fragment.Rows.TrueForAll(r => r.IsSettled) || fragment.Rows.Exists(r => r.HasFailed);

    // What has nothing to deliver is not announced; what is in it stands for itself.
    private List<DeferredFragment> Announce(List<DeferredFragment> fragments)
    {
        var begun = new List<DeferredFragment>();
        foreach (var fragment in fragments)
        {
            if (fragment.Rows.Exists(r => !r.IsDelivered))
            {
                fragment.Id = _nextId++;
                begun.Add(fragment);
                _announced.Add(fragment);
            }
            else
            {
                fragment.IsOver = true;
                begun.AddRange(Announce(fragment.Inner));
            }
        }

        return begun;
    }

    // The data is written here, and not where it is delivered: whether there is any is known only then.
    private void Settle(DeferredRow row)
    {
        var (state, scope) = (row.Part.State, row.Part.Scope);
        var start = _data.Length;
        while (true)
        {
            _data.Truncate(start);
            var problems = state.Problems;
            var pass = new ErrorPass(state, row.Path);
            row.HasFailed = problems > 0 && scope.CompleteRow(row.Row, pass);
            row.Errors = pass.Errors;
            var walk = new DeferWalk(row.Path, row.Links);
            if (!row.HasFailed)
            {
                scope.WalkRow(row.Row, walk);
                problems += walk.Problems;
                scope.WriteRow(row.Row, _data);

                // Some values turned out to have no JSON. All of them are known now.
                if (state.Problems + walk.Problems > problems) continue;
                _undelivered++;
            }

            row.IsSettled = true;
            row.Data = start.._data.Length;
            Count(pass);
            _begun.AddRange(Expect(walk));
            return;
        }
    }

    private static void Drop(DeferredFragment fragment)
    {
        fragment.IsOver = fragment.HasFailed = true;
        foreach (var row in fragment.Rows)
            if (row.Fragments.All(f => f.IsOver))
                row.Part.Drop();
        foreach (var inner in fragment.Inner) Drop(inner);
    }

    private void WriteData(DeferredRow row, DeferredFragment fragment, Utf8ResponseWriter writer)
    {
        // The fragment that is nearest to the data: what is between them is said by a path.
        var nearest = fragment;
        foreach (var other in row.Fragments)
            if (other is { Id: not null, IsOver: false } && other.Path.Length > nearest.Path.Length)
                nearest = other;
        row.IsDelivered = true;
        _undelivered--;

        ResponseWriting.BeginWithErrors(writer, row.Errors);
        writer.WriteRaw("\"id\":"u8);
        WriteId(nearest, writer);
        if (row.Path.Length > nearest.Path.Length)
        {
            writer.WriteRaw(",\"subPath\":"u8);
            ResponseWriting.WritePath(writer, row.Path.AsSpan(nearest.Path.Length));
        }

        writer.WriteRaw(",\"data\":"u8);
        writer.WriteRaw(_data.WrittenSpan[row.Data]);
        writer.WriteByte((byte)'}');
    }

    private static void WriteCompleted(List<(DeferredFragment Fragment, IReadOnlyList<ReportedError> Errors)> completed, Utf8ResponseWriter writer)
    {
        writer.WriteRaw("\"completed\":["u8);
        for (var i = 0; i < completed.Count; i++)
        {
            if (i > 0) writer.WriteByte((byte)',');
            ResponseWriting.BeginWithErrors(writer, completed[i].Errors);
            writer.WriteRaw("\"id\":"u8);
            WriteId(completed[i].Fragment, writer);
            writer.WriteByte((byte)'}');
        }

        writer.WriteByte((byte)']');
    }

    private static void WriteId(DeferredFragment fragment, Utf8ResponseWriter writer)
    {
        writer.WriteByte((byte)'"');
        writer.WriteInt(fragment.Id!.Value);
        writer.WriteByte((byte)'"');
    }
}
