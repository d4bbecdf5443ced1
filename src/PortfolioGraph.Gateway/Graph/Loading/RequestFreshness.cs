using System.Net.Http.Headers;
using PortfolioGraph.Providers.Resilience;

namespace PortfolioGraph.Gateway.Graph.Loading;

/// <summary>
/// How old the answers of one HTTP request may be (request header <c>Cache-Control: no-cache</c> or <c>max-age</c>), and how old the oldest one
/// was that it used (response header <c>Age</c>; RFC 9111, sections 5.1 and 5.2.1).
/// </summary>
internal sealed class RequestFreshness
{
    private readonly List<CallBudget> _budgets = [];

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

    /// <summary>Whole seconds; null where no provider's answer was used.</summary>
    public long? Age(DateTimeOffset now)
    {
        lock (_budgets)
        {
            var oldest = _budgets.Min(b => b.OldestAnswer);
            return oldest is { } time ? Math.Max(0, (long)(now - time).TotalSeconds) : null;
        }
    }
}
