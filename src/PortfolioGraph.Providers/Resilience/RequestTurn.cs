using PortfolioGraph.Providers.Http;

namespace PortfolioGraph.Providers.Resilience;

/// <summary>
/// The place of one try in a <see cref="RequestWindow"/>: from when it joins those who wait until it is disposed of. What it counts for the
/// provider's limit begins when its request has been written, which may be long after its turn has come: a connection has to be there first.
/// </summary>
internal sealed class RequestTurn(RequestWindow window) : WireRequest, IDisposable
{
    private readonly TaskCompletionSource<TimeSpan?> _come = new();

    // The next three are the window's, under its lock.

    public RequestTurnState State { get; set; }

    /// <summary>When the budget is over.</summary>
    public long Deadline { get; set; } = long.MaxValue;

    /// <summary>When the turn came.</summary>
    public long Came { get; set; }

    /// <summary>Waits for the turn. Null when it has come; else how long it would take, which is more than the budget has left.</summary>
    public Task<TimeSpan?> WaitAsync(CallBudget budget)
    {
        window.Enter(this, budget.Left);
        return _come.Task.WaitAsync(budget.Token);
    }

    public override void MarkSent() => window.Sent(this);

    /// <summary>Ends the try. One whose request was not written counts from when its turn came.</summary>
    public void Dispose() => window.Leave(this);

    public void Ends(TimeSpan? wait) => _come.TrySetResult(wait);
}
