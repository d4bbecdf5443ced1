namespace PortfolioGraph.Holdings.Accounting;

/// <summary>
/// The rows that one answer has of one thing: of a token in an account, of a position, or of cash in a currency. Reports on the same thing
/// from other answers follow in <see cref="Next"/>.
/// </summary>
internal sealed class Report(Entry first, int answer)
{
    private List<Entry>? _others;

    /// <summary>Which of the answers it stands in.</summary>
    public int Answer { get; } = answer;

    public string Provider => first.ProviderId;

    public Report? Next { get; set; }

    public int Count => 1 + (_others?.Count ?? 0);

    /// <summary>Of how many of its rows the value is known: 2 of all, 1 of some, 0 of none.</summary>
    public int Known => Priced == Count ? 2 : Priced > 0 ? 1 : 0;
    private int Priced
    {
        get
        {
            var priced = 0;
            for (var i = 0; i < Count; i++)
                priced += this[i].ValueUsd is null ? 0 : 1;
            return priced;
        }
    }

    private bool IsStale
    {
        get
        {
            for (var i = 0; i < Count; i++)
            {
                if (this[i].Source.IsStale)
                    return true;
            }
            return false;
        }
    }

    /// <summary>The provider's own time of the oldest row. Rows without one are as new as their answer.</summary>
    private DateTimeOffset Time
    {
        get
        {
            var time = DateTimeOffset.MaxValue;
            for (var i = 0; i < Count; i++)
            {
                if (this[i].Source.AsOf is { } asOf && asOf < time)
                    time = asOf;
            }
            return time;
        }
    }

    public Entry this[int index] => index == 0 ? first : _others![index - 1];

    /// <summary>Another report is kept in its place.</summary>
    public bool IsReplaced => first.IsReplaced;

    /// <summary>Of the first report on a thing: its provider reports it in other answers, or in other rows, too.</summary>
    public bool IsRepeated { get; set; }

    public void Replace()
    {
        for (var i = 0; i < Count; i++)
            this[i].IsReplaced = true;
    }

    public void Add(Entry entry) => (_others ??= []).Add(entry);

    /// <summary>Rows are told apart by what they say, not by their places in the answer: greater values first, unknown ones last.</summary>
    public void NumberRows()
    {
        if (_others is null)
            return;
        List<Entry> rows = [first, .. _others];
        rows.Sort(Entry.CompareContent);
        first = rows[0];
        _others = rows.GetRange(1, rows.Count - 1);
        for (var i = 0; i < rows.Count; i++)
            rows[i].Occurrence = i + 1;
    }

    /// <summary>
    /// Whether it is believed rather than another report of the same provider on the same thing: known before unknown, fresh before stale,
    /// new before old, then by a fixed order. When answers arrived does not count.
    /// </summary>
    public bool IsBetterThan(Report other)
    {
        var (priced, otherPriced) = (Priced, other.Priced);
        var order = (priced > 0).CompareTo(otherPriced > 0);
        if (order == 0)
            order = other.IsStale.CompareTo(IsStale);
        if (order == 0)
            order = Time.CompareTo(other.Time);
        if (order == 0)
            order = Count.CompareTo(other.Count);
        if (order == 0)
            order = priced.CompareTo(otherPriced);
        return order > 0 || (order == 0 && string.CompareOrdinal(first.Wallet.Text, other[0].Wallet.Text) < 0);
    }
}
