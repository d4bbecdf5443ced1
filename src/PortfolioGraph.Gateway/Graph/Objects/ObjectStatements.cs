namespace PortfolioGraph.Gateway.Graph.Objects;

/// <summary>What is said of one object: one statement for each provider and kind, the most credible first.</summary>
internal sealed class ObjectStatements<T>(ObjectRules<T> rules)
    where T : class
{
    private readonly List<(StatementSource Source, T Said)> _statements = new(1);
    private T? _merged;

    /// <summary>Whether a provider has said different things of it in one place, of different wallets or at different times.</summary>
    public bool IsContested { get; private set; }

    /// <summary>
    /// Takes a statement. What it does not say, the one before still says; of what it contradicts it takes the place, unless it is older.
    /// </summary>
    public void Add(T said, StatementSource source)
    {
        var (index, order) = (0, -1);
        while (index < _statements.Count && (order = _statements[index].Source.CompareTo(source)) < 0) index++;
        if (index == _statements.Count || order > 0)
        {
            _statements.Insert(index, (source, said));
            _merged = null;
            return;
        }

        var (known, before) = _statements[index];
        if (ReferenceEquals(before, said))
        {
            if (source.At > known.At) _statements[index] = (source, said);
            return;
        }

        var contradicts = rules.Contradict(before, said);
        IsContested |= contradicts;
        var isFirst = contradicts && (source.At == known.At ? CompareTexts(rules, said, before) < 0 : source.At > known.At);
        var kept = isFirst ? rules.Fill(said, before) : rules.Fill(before, said);
        if (ReferenceEquals(kept, before) && source.At <= known.At) return;
        if (!ReferenceEquals(kept, before)) _merged = null;
        _statements[index] = (source.At > known.At ? source : known, kept);
    }

    /// <summary>Takes statements that are all of one answer: of those that contradict each other, the order of texts decides.</summary>
    public static ObjectStatements<T> OfAnswer(ObjectRules<T> rules, List<(StatementSource Source, T Said)> said)
    {
        said.Sort((a, b) => a.Source.CompareTo(b.Source) is not 0 and var bySource ? bySource : CompareTexts(rules, a.Said, b.Said));
        var statements = new ObjectStatements<T>(rules);
        foreach (var (source, text) in said)
        {
            if (statements._statements is [.., var (last, before)] && last.CompareTo(source) == 0)
                statements._statements[^1] = (last, rules.Fill(before, text));
            else statements._statements.Add((source, text));
        }

        return statements;
    }

    public T Merge() => _merged ??= Merge(_statements);

    /// <summary>With these statements ahead of those of the same provider and kind.</summary>
    public T MergeBehind(ObjectStatements<T> answer)
    {
        var all = new List<(StatementSource Source, T Said)>(answer._statements);
        foreach (var (source, said) in _statements)
        {
            var index = all.FindIndex(s => s.Source.CompareTo(source) >= 0);
            if (index < 0) all.Add((source, said));
            else if (all[index].Source.CompareTo(source) > 0) all.Insert(index, (source, said));
            else all[index] = (source, rules.Fill(all[index].Said, said));
        }

        return Merge(all);
    }

    private static int CompareTexts(ObjectRules<T> rules, T left, T right) => string.CompareOrdinal(rules.TextOf(left), rules.TextOf(right));

    private T Merge(List<(StatementSource Source, T Said)> statements)
    {
        var merged = statements[0].Said;
        for (var i = 1; i < statements.Count; i++) merged = rules.Fill(merged, statements[i].Said);
        return rules.Complete(merged);
    }
}
