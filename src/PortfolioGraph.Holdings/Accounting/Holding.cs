namespace PortfolioGraph.Holdings.Accounting;

/// <summary>One token in one account, as one provider reports it; other providers' reports follow in <see cref="Next"/>.</summary>
internal sealed class Holding(string provider)
{
    private Entry? _first;
    private List<Entry>? _others;
    private int _answer = -1;
    private int _cursor;

    public string Provider { get; } = provider;

    public Holding? Next { get; set; }

    public int Count => _first is null ? 0 : 1 + (_others?.Count ?? 0);

    public Entry this[int index] => index == 0 ? _first! : _others![index - 1];

    /// <summary>Whether all its rows have a value.</summary>
    public bool IsPriced
    {
        get
        {
            for (var i = 0; i < Count; i++)
            {
                if (this[i].Balance!.ValueUsd is null)
                    return false;
            }
            return true;
        }
    }

    /// <summary>
    /// Takes a row of an answer. The first of one answer and the first of another are the same row, and so are the second ones.
    /// Null: the row is known, and the better report of the two was kept.
    /// </summary>
    public Entry? Take(TokenBalance balance, string holder, Owner owner, int answer)
    {
        if (_answer != answer)
            (_answer, _cursor) = (answer, 0);
        if (_cursor++ < Count)
        {
            this[_cursor - 1].Offer(balance, owner);
            return null;
        }
        var entry = new Entry(balance, holder, owner, _cursor);
        if (_first is null)
            _first = entry;
        else
            (_others ??= []).Add(entry);
        return entry;
    }
}
