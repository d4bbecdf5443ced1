using System.Threading.Channels;
using PortfolioGraph.Gateway.Access;
using PortfolioGraph.Gateway.Admission;
using PortfolioGraph.Gateway.Graph.Loading;
using PortfolioGraph.Holdings;
using PortfolioGraph.Holdings.Wallets;
using PortfolioGraph.Providers;

namespace PortfolioGraph.Gateway.Graph.Watching;

/// <summary>
/// One subscription: the state at once, and then the newest one each time that there is a newer one. Who is slow misses those in between, never the
/// last. Ends with an error when its caller may no longer see the wallets.
/// </summary>
internal sealed class PortfolioWatch(
    PortfolioWatcher watcher, AccessGate gate, Caller caller, IReadOnlyList<WalletKey> wallets, HoldingsNeeds needs, CancellationToken cancellationToken)
    : IAsyncEnumerable<PortfolioState>, IAsyncEnumerator<PortfolioState>
{
    private readonly Channel<PortfolioState> _newest = Channel.CreateBounded<PortfolioState>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private PortfolioState? _current;

    /// <summary>Each once.</summary>
    public IReadOnlyList<WalletKey> Wallets { get; } = [.. wallets.Distinct()];

    public HoldingsNeeds Needs { get; } = needs;

    public PortfolioState Current => _current!;

    public IAsyncEnumerator<PortfolioState> GetAsyncEnumerator(CancellationToken _) => this;

    /// <summary>Gives it what providers have answered, in place of what has not been taken yet.</summary>
    public void Offer(IReadOnlyDictionary<WalletKey, IReadOnlyList<WalletAnswer>> answers) => _newest.Writer.TryWrite(new PortfolioState(wallets, Needs, answers));

    public async ValueTask<bool> MoveNextAsync()
    {
        _current = _current is null
            ? new PortfolioState(wallets, Needs, await watcher.LoadFirstAsync(this, cancellationToken))
            : await _newest.Reader.ReadAsync(cancellationToken);
        await gate.CheckStillAsync(caller, Wallets, cancellationToken);
        return true;
    }

    public ValueTask DisposeAsync()
    {
        watcher.End(this);
        return ValueTask.CompletedTask;
    }
}
