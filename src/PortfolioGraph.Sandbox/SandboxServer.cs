using PortfolioGraph.Sandbox.Faults;
using PortfolioGraph.Sandbox.Mesh;
using PortfolioGraph.Sandbox.Neptune;
using PortfolioGraph.Sandbox.Okx;
using PortfolioGraph.Sandbox.Settings;
using PortfolioGraph.Sandbox.Wire;

namespace PortfolioGraph.Sandbox;

/// <summary>Simulated OKX, Mesh and Neptune, each on an origin of its own on 127.0.0.1, speaking the providers' wire formats.</summary>
public sealed class SandboxServer : IAsyncDisposable
{
    private readonly ProviderHost[] _hosts;
    private readonly CallLog _calls;

    private SandboxServer(ProviderHost[] hosts, FaultSwitches faults, BalanceSwitches balances, CallLog calls) =>
        (_hosts, Faults, Balances, _calls) = (hosts, faults, balances, calls);

    /// <summary>The origin of OKX.</summary>
    public Uri OkxUrl => _hosts[0].Url;

    /// <summary>The origin of Mesh.</summary>
    public Uri MeshUrl => _hosts[1].Url;

    /// <summary>The origin of Neptune.</summary>
    public Uri NeptuneUrl => _hosts[2].Url;

    /// <summary>The faults that are switched on.</summary>
    public FaultSwitches Faults { get; }

    /// <summary>Balances that are other than the sandbox makes them up.</summary>
    public BalanceSwitches Balances { get; }

    /// <summary>The last 10,000 requests to the providers, oldest first: a copy, safe to keep.</summary>
    public IReadOnlyList<RecordedCall> Calls => _calls.Snapshot();

    /// <summary>Starts all three. They run until the server is disposed of.</summary>
    /// <exception cref="IOException">A port is taken.</exception>
    public static async Task<SandboxServer> StartAsync(SandboxOptions options, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(options);
        var (faults, balances, calls, time) = (new FaultSwitches(), new BalanceSwitches(), new CallLog(), options.TimeProvider);
        var hosts = new List<ProviderHost>(3);
        try
        {
            hosts.Add(await ProviderHost.StartAsync(new OkxSimulator(options, balances), options.OkxPort, faults, balances, calls, time, ct));
            hosts.Add(await ProviderHost.StartAsync(new MeshSimulator(options), options.MeshPort, faults, balances, calls, time, ct));
            hosts.Add(await ProviderHost.StartAsync(new NeptuneSimulator(time), options.NeptunePort, faults, balances, calls, time, ct));
        }
        catch
        {
            await StopAsync(hosts);
            throw;
        }
        return new SandboxServer([.. hosts], faults, balances, calls);
    }

    /// <summary>Forgets the calls so far.</summary>
    public void ResetCalls() => _calls.Reset();

    /// <summary>Closes the port of one provider, and its connections: calls are refused until <see cref="ListenAgainAsync"/>.</summary>
    public ValueTask StopListeningAsync(string provider) => HostOf(provider).StopListeningAsync();

    /// <summary>Opens the port again, on the same origin.</summary>
    public Task ListenAgainAsync(string provider, CancellationToken ct) => HostOf(provider).ListenAgainAsync(ct);

    /// <summary>Stops the three origins and drops their connections.</summary>
    public ValueTask DisposeAsync() => StopAsync(_hosts);

    private ProviderHost HostOf(string provider) =>
        _hosts.FirstOrDefault(h => h.Provider == provider)
        ?? throw new ArgumentException($"There is no provider '{provider}': okx, mesh or neptune.", nameof(provider));

    private static async ValueTask StopAsync(IEnumerable<ProviderHost> hosts)
    {
        foreach (var host in hosts)
            await host.DisposeAsync();
    }
}
