using System.Net.Http.Headers;
using PortfolioGraph.Providers;

namespace PortfolioGraph.Gateway.Admission;

/// <summary>
/// How old the answers of one HTTP request may be (request header <c>Cache-Control: no-cache</c> or <c>max-age</c>), and how old the oldest one
/// was that it used (response header <c>Age</c>; RFC 9111, sections 5.1 and 5.2.1).
/// </summary>
internal sealed class RequestFreshness
{
    private readonly List<CallBudget> _budgets = [];
    private DateTimeOffset? _oldest;

    public TimeSpan? MaxAge { get; private set; }

    /// <summary>Reads the request's header; one that can't be read asks for nothing.</summary>
    public void Read(HttpRequest request) =>
        MaxAge = CacheControlHeaderValue.TryParse(request.Headers.CacheControl, out var control) && control is not null
            ? control.NoCache || control.NoStore ? TimeSpan.Zero : control.MaxAge
            : null;

    public void Add(CallBudget budget)
    {
        lock (_budgets)
            _budgets.Add(budget);
    }

    /// <summary>A budget that is used up: what it has used counts, and it is kept no longer. A stream has one for each of its payloads.</summary>
    public void End(CallBudget budget)
    {
        lock (_budgets)
        {
            _budgets.Remove(budget);
            if (budget.OldestAnswer is { } time && !(_oldest <= time)) _oldest = time;
        }
    }

    /// <summary>Whole seconds; null where no provider's answer was used.</summary>
    public long? Age(DateTimeOffset now)
    {
        lock (_budgets)
        {
            var running = _budgets.Min(b => b.OldestAnswer);
            return (running < _oldest || _oldest is null ? running : _oldest) is { } time ? Math.Max(0, (long)(now - time).TotalSeconds) : null;
        }
    }
}
