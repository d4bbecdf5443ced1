namespace PortfolioGraph.Gateway.Access;

/// <summary>The budgets of those whom tokens name, each of the same size. Who has not spent anything for a while is forgotten.</summary>
/// <param name="requestsPerMinute">0 is no limit.</param>
/// <param name="costPerMinute">0 is no limit.</param>
internal sealed class SubjectBudgets(int requestsPerMinute, int costPerMinute, TimeProvider time)
{
    private const int FirstSweep = 1_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (MinuteBudget? Requests, MinuteBudget? Cost)> _budgets = new(StringComparer.Ordinal);
    private int _nextSweep = FirstSweep;

    public (MinuteBudget? Requests, MinuteBudget? Cost) Of(string subject)
    {
        if (requestsPerMinute == 0 && costPerMinute == 0) return default;
        lock (_lock)
        {
            if (_budgets.TryGetValue(subject, out var known)) return known;
            if (_budgets.Count >= _nextSweep) Sweep();
            var budgets = (New(requestsPerMinute), New(costPerMinute));
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

    private MinuteBudget? New(int perMinute) => perMinute == 0 ? null : new MinuteBudget(perMinute, time);
}
