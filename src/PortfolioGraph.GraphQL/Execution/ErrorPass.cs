namespace PortfolioGraph.GraphQL.Execution;

/// <summary>Collects the errors of a result with their paths, in document order. Paths exist only here: never while fields run.</summary>
/// <param name="path">Where the result begins that is passed through; left out, at the root.</param>
internal sealed class ErrorPass(IReadOnlyList<object>? path = null)
{
    private readonly Dictionary<Exception, string> _unexpected = new(ReferenceEqualityComparer.Instance);
    private readonly List<object> _path = [.. path ?? []];
    private readonly List<ReportedError> _errors = [];

    public IReadOnlyList<ReportedError> Errors => _errors;

    public void Push(PlanField field) => _path.Add(field.ResponseKey);

    public void Push(int index) => _path.Add(index);

    public void Pop() => _path.RemoveAt(_path.Count - 1);

    public void Report(PlanField field, GraphQLException error)
    {
        if (error is MaskedException { CorrelationId: { } id, InnerException: { } cause }) _unexpected[cause] = id;
        _errors.Add(new ReportedError(
            new GraphQLError(error.Message, field.LocationsOf(error), error.Code) { Extensions = error.Extensions }, [.. _path]));
    }

    /// <summary>Tells of each masked failure once, with the id that clients see.</summary>
    public void Tell(Action<string, Exception> onUnexpectedError)
    {
        foreach (var (cause, id) in _unexpected) onUnexpectedError(id, cause);
    }

    public void ReportNull(PlanField field) =>
        _errors.Add(new ReportedError(
            new GraphQLError($"Cannot return null for non-nullable field {field.Definition}.", field.Locations, ErrorCodes.InvalidResult), [.. _path]));
}

/// <summary>An error and where in the response it belongs: response keys and list indices.</summary>
internal readonly record struct ReportedError(GraphQLError Error, object[] Path);
