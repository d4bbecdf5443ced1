namespace PortfolioGraph.Gateway.Graph.Objects;

/// <summary>
/// What providers have said of the objects of one type, by id. Bounded: what has not been read for longest is forgotten. For any number of
/// threads.
/// </summary>
/// <param name="maxObjects">At most about as many are kept.</param>
internal sealed class StatementStore<T>(ObjectRules<T> rules, int maxObjects)
    where T : class
{
    private readonly Lock _gate = new();
    private Dictionary<string, ObjectStatements<T>> _young = [];
    private Dictionary<string, ObjectStatements<T>> _old = [];

    public ObjectRules<T> Rules { get; } = rules;

    public void Add(T said, StatementSource source)
    {
        var id = Rules.IdOf(said);
        lock (_gate)
        {
            if (Known(id) is not { } statements) Keep(id, statements = new ObjectStatements<T>(Rules));
            statements.Add(said, source);
        }
    }

    /// <summary>The object with an id; null where nothing is known of it.</summary>
    public T? Find(string id)
    {
        lock (_gate) return Known(id)?.Merge();
    }

    private ObjectStatements<T>? Known(string id)
    {
        if (_young.TryGetValue(id, out var statements)) return statements;
        if (!_old.TryGetValue(id, out statements)) return null;
        Keep(id, statements);
        return statements;
    }

    // Two generations: what is not read while one fills goes with the next.
    private void Keep(string id, ObjectStatements<T> statements)
    {
        if (_young.Count >= maxObjects / 2) (_old, _young) = (_young, []);
        _young[id] = statements;
    }
}
