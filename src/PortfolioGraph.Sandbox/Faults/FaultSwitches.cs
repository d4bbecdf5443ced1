namespace PortfolioGraph.Sandbox.Faults;

/// <summary>The faults that are switched on now. Safe to change while requests run.</summary>
public sealed class FaultSwitches
{
    private readonly Lock _lock = new();
    private readonly List<Active> _active = [];

    /// <summary>Adds a fault to a provider (<c>okx</c>, <c>mesh</c>, <c>neptune</c>). The one set last wins where several match.</summary>
    /// <exception cref="ArgumentException">No such provider, or a count, delay, wait or status that makes no sense.</exception>
    public void Set(string provider, Fault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        if (!IsProvider(provider))
            throw new ArgumentException($"There is no provider '{provider}': okx, mesh or neptune.", nameof(provider));
        if (fault.Requests < 1 || fault.DelayMs < 0 || fault.RetryAfterSeconds < 0 || fault.Status is < 200 or > 599)
            throw new ArgumentException("A fault hits at least one request, waits no negative time, and has a status from 200 to 599.", nameof(fault));

        lock (_lock)
            _active.Add(new Active(provider, fault) { Left = fault.Requests });
    }

    /// <summary>Switches off the faults of one provider, or of all.</summary>
    public void Clear(string? provider = null)
    {
        lock (_lock)
            _active.RemoveAll(a => provider is null || a.Provider == provider);
    }

    internal static bool IsProvider(string? name) => name is "okx" or "mesh" or "neptune";

    /// <summary>The fault for this request, if there is one; counts it down.</summary>
    /// <param name="asksFor">Whether the request asks for one of some networks.</param>
    internal Fault? Take(string provider, string path, Func<IReadOnlyList<string>, bool> asksFor)
    {
        lock (_lock)
        {
            for (var i = _active.Count - 1; i >= 0; i--)
            {
                var active = _active[i];
                if (active.Provider != provider || !path.StartsWith(active.Fault.PathPrefix ?? "", StringComparison.Ordinal))
                    continue;
                if (active.Fault.Chains is { } chains && !asksFor(chains))
                    continue;
                if (active.Left is { } left && (active.Left = left - 1) == 0)
                    _active.RemoveAt(i);
                return active.Fault;
            }
        }
        return null;
    }

    private sealed record Active(string Provider, Fault Fault)
    {
        public int? Left { get; set; }
    }
}
