namespace PortfolioGraph.Gateway.Graph.Objects;

/// <summary>
/// What is said of one object, the most credible first: by provider and kind, then by the provider's own time, the latest first, then by the
/// order of the texts. When it arrived decides nothing.
/// </summary>
internal sealed class ObjectStatements<T>(ObjectRules<T> rules)
    where T : class
{
    // Of one provider and kind; the least credible are forgotten.
    private const int MaxTexts = 8;

    private readonly List<(StatementSource Source, T Said)> _statements = new(1);
    private T? _merged;

    public void Add(T said, StatementSource source)
    {
        var start = 0;
        while (start < _statements.Count && _statements[start].Source.CompareTo(source) < 0) start++;
        var end = start;
        while (end < _statements.Count && _statements[end].Source.CompareTo(source) == 0) end++;

        // What is said again counts from the latest time.
        for (var i = start; i < end; i++)
        {
            if (!IsSame(_statements[i].Said, said)) continue;
            if (CompareTimes(source, _statements[i].Source) >= 0) return;
            said = _statements[i].Said;
            _statements.RemoveAt(i);
            end--;
            break;
        }

        var index = start;
        while (index < end && Compare(_statements[index], (source, said)) < 0) index++;
        if (index - start == MaxTexts) return;
        _statements.Insert(index, (source, said));
        if (end - start == MaxTexts) _statements.RemoveAt(end);
        _merged = null;
    }

    public T Merge()
    {
        if (_merged is not null) return _merged;
        var merged = _statements[0].Said;
        for (var i = 1; i < _statements.Count; i++) merged = rules.Fill(merged, _statements[i].Said);
        return _merged = rules.Complete(merged);
    }

    private static int CompareTimes(StatementSource left, StatementSource right) => Nullable.Compare(right.AsOf, left.AsOf);

    private bool IsSame(T left, T right) => ReferenceEquals(left, right) || left.Equals(right) || rules.TextOf(left) == rules.TextOf(right);

    private int Compare((StatementSource Source, T Said) left, (StatementSource Source, T Said) right) =>
        CompareTimes(left.Source, right.Source) is not 0 and var byTime ? byTime : string.CompareOrdinal(rules.TextOf(left.Said), rules.TextOf(right.Said));
}
