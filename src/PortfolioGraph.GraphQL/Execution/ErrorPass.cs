using PortfolioGraph.GraphQL.Errors;

namespace PortfolioGraph.GraphQL.Execution;

/// <summary>Collects the errors of a result with their paths, in document order. Paths exist only here: never while fields run.</summary>
/// <param name="state">The execution whose result it is: its bounds hold for errors, too.</param>
/// <param name="path">Where the result begins that is passed through; left out, at the root.</param>
internal sealed class ErrorPass(ExecutionState state, IReadOnlyList<object>? path = null)
{
    // An error without its message and path: the names of its members, a place, a code.
    private const int LeastBytes = 80;

    private const int ItemsPerLook = 256;

    private readonly Dictionary<Exception, string> _unexpected = new(ReferenceEqualityComparer.Instance);
    private readonly List<object> _path = [.. path ?? []];
    private readonly List<ReportedError> _errors = [];
    private readonly AnswerSize _size = new(state.Size.MaxBytes);
    private int _untilLook = ItemsPerLook;

    public IReadOnlyList<ReportedError> Errors => _errors;

    public void Push(PlanField field) => _path.Add(field.ResponseKey);

    public void Push(int index)
    {
        _path.Add(index);
        if (--_untilLook > 0) return;
        _untilLook = ItemsPerLook;
        state.CancellationToken.ThrowIfCancellationRequested();
    }

    public void Pop() => _path.RemoveAt(_path.Count - 1);

    public void Report(PlanField field, GraphQLException error)
    {
        if (error is MaskedException { CorrelationId: { } id, InnerException: { } cause }) _unexpected[cause] = id;
        Report(new GraphQLError(error.Message, field.LocationsOf(error), error.Code) { Extensions = error.Extensions });
    }

    /// <summary>Tells of each masked failure once, with the id that clients see.</summary>
    public void Tell(Action<string, Exception> onUnexpectedError)
    {
        foreach (var (cause, id) in _unexpected) onUnexpectedError(id, cause);
    }

    public void ReportNull(PlanField field) =>
        Report(new GraphQLError($"Cannot return null for non-nullable field {field.Definition}.", field.Locations, ErrorCodes.InvalidResult));

    // Errors are many where a list fails item by item, and all of them are kept until they are written.
    private void Report(GraphQLError error)
    {
        var bytes = LeastBytes + Math.Min(error.Message.Length, MessageText.MaxMessageLength);
        foreach (var step in _path) bytes += 2 + ((step as string)?.Length ?? 0);
        _size.Add(bytes);
        _errors.Add(new ReportedError(error, [.. _path]));
    }
}

/// <summary>An error and where in the response it belongs: response keys and list indices.</summary>
internal readonly record struct ReportedError(GraphQLError Error, object[] Path);
