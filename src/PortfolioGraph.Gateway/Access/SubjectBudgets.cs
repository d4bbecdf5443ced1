namespace PortfolioGraph.Gateway.Access;

/// <summary>The budgets of those whom tokens name, each of the same size. Who has not spent anything for a while is forgotten.</summary>
internal sealed class SubjectBudgets
{
    private const int FirstSweep = 1_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (MinuteBudget? Requests, MinuteBudget? Cost)> _budgets = new(StringComparer.Ordinal);
    private readonly int _requestsPerMinute;
    private readonly int _costPerMinute;
    private readonly TimeProvider _time;
    private int _nextSweep = FirstSweep;

    /// <param name="requestsPerMinute">0 is no limit.</param>
    /// <param name="costPerMinute">0 is no limit.</param>
    /// <param name="time">The clock.</param>
    /// <param name="before">Those that these take the place of: what subjects have spent stays spent.</param>
    public SubjectBudgets(int requestsPerMinute, int costPerMinute, TimeProvider time, SubjectBudgets? before = null)
    {
        (_requestsPerMinute, _costPerMinute, _time) = (requestsPerMinute, costPerMinute, time);
        if (before is null) return;
        lock (before._lock)
        {
            foreach (var (subject, (requests, cost)) in before._budgets)
                _budgets.Add(subject, (New(requestsPerMinute, requests), New(costPerMinute, cost)));
            _nextSweep = before._nextSweep;
        }
    }

    public (MinuteBudget? Requests, MinuteBudget? Cost) Of(string subject)
    {
        if (_requestsPerMinute == 0 && _costPerMinute == 0) return default;
        lock (_lock)
        {
            if (_budgets.TryGetValue(subject, out var known)) return known;
            if (_budgets.Count >= _nextSweep) Sweep();
            var budgets = (New(_requestsPerMinute), New(_costPerMinute));
            _budgets.Add(subject, budgets);
            return budgets;
        }
    }

    // A budget that is whole again is as good as a new one.
    private void Sweep()
    {
        foreach (var (subject, (requests, cost)) in _budgets)
        {
            if (requests?.IsWhole != false && cost?.IsWhole != false) _budgets.Remove(subject);
        }

        _nextSweep = Math.Max(FirstSweep, 2 * _budgets.Count);
    }

    // One of the same size goes on as it is: requests that are being answered spend of it, too.
    private MinuteBudget? New(int perMinute, MinuteBudget? before = null) =>
        perMinute == 0 ? null : before?.PerMinute == perMinute ? before : new MinuteBudget(perMinute, _time, before);
}
