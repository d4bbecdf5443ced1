using PortfolioGraph.Gateway.Access;
using PortfolioGraph.Gateway.Admission;
using PortfolioGraph.Gateway.Configuration;
using PortfolioGraph.Gateway.Providers;
using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.Holdings;
using PortfolioGraph.Holdings.Wallets;
using PortfolioGraph.Providers;

namespace PortfolioGraph.Gateway.Graph.Watching;

/// <summary>
/// Asks providers for what is watched, all of it together and once however many watch it, and hands it to everybody who does. While nobody
/// watches, nobody is asked. Whether something has changed is found out by each subscription, over what it reads.
/// </summary>
internal sealed partial class PortfolioWatcher(
    ProviderSet providers, CurrentSettings settings, AccessGate gate, AuditLog audit, TimeProvider time, ILogger<PortfolioWatcher> logger) : BackgroundService
{
    private readonly Lock _lock = new();
    private readonly HashSet<PortfolioWatch> _watches = [];
    private readonly Dictionary<WalletKey, int> _watched = [];
    private TaskCompletionSource _somebody = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SubscriptionOptions Options => settings.Value.Subscriptions;

    /// <exception cref="GraphQLException">The caller may not see a wallet, or too many are watched already.</exception>
    public PortfolioWatch Watch(IReadOnlyList<WalletKey> wallets, HoldingsNeeds needs, Caller caller, CancellationToken cancellationToken)
    {
        // Prices and texts are asked for only where there are balances to go with them.
        if (!needs.HasFlag(HoldingsNeeds.Tokens)) needs &= ~(HoldingsNeeds.TokenValues | HoldingsNeeds.TokenTexts);
        var watch = new PortfolioWatch(this, gate, caller, wallets, needs, cancellationToken);
        if (caller.Grant?.Wallets is { } scope && watch.Wallets.FirstOrDefault(w => !scope.Covers(w)) is { } foreign)
        {
            audit.Refused(caller, [foreign]);
            throw AccessGate.Forbidden(foreign);
        }

        lock (_lock)
        {
            var added = watch.Wallets.Count(w => !_watched.ContainsKey(w));
            if (_watched.Count + added > Options.MaxWallets)
            {
                throw new GraphQLException(
                    $"At most {Options.MaxWallets} wallets are watched at a time, and {_watched.Count} are.", ErrorCodes.LimitExceeded);
            }

            foreach (var wallet in watch.Wallets) _watched[wallet] = _watched.GetValueOrDefault(wallet) + 1;
            _watches.Add(watch);
            _somebody.TrySetResult();
        }

        audit.Watches(caller, watch.Wallets);
        return watch;
    }

    public void End(PortfolioWatch watch)
    {
        lock (_lock)
        {
            if (!_watches.Remove(watch)) return;
            foreach (var wallet in watch.Wallets)
            {
                if (--_watched[wallet] == 0) _watched.Remove(wallet);
            }
        }
    }

    /// <summary>What is answered for a watch before the first poll, as for any request: what is kept and fresh is taken.</summary>
    public async ValueTask<IReadOnlyDictionary<WalletKey, IReadOnlyList<WalletAnswer>>> LoadFirstAsync(PortfolioWatch watch, CancellationToken cancellationToken)
    {
        using var budget = new CallBudget(settings.Value.Limits.ExecutionTime, time, cancellationToken);
        return await LoadAsync(watch.Wallets.ToDictionary(w => w, _ => watch.Needs), budget);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await _somebody.Task.WaitAsync(stoppingToken);
                await Task.Delay(Options.Poll, time, stoppingToken);
                await PollAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // One poll that fails, by whatever fault of ours, must not be the last.
            catch (Exception e)
#pragma warning restore CA1031
            {
                Log.PollFailed(logger, e);
            }
        }
    }

    private async Task PollAsync(CancellationToken stoppingToken)
    {
        PortfolioWatch[] watches;
        var needs = new Dictionary<WalletKey, HoldingsNeeds>();
        lock (_lock)
        {
            watches = [.. _watches];
            if (watches.Length == 0)
            {
                _somebody = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                return;
            }
        }

        foreach (var watch in watches)
            foreach (var wallet in watch.Wallets)
                needs[wallet] = needs.GetValueOrDefault(wallet) | watch.Needs;

        // What another request has just had is new enough; what was new at the last poll is not.
        var interval = Options.Poll;
        var limit = settings.Value.Limits.ExecutionTime;
        using var budget = new CallBudget(interval > limit ? interval : limit, time, stoppingToken) { MaxAge = interval / 2 };
        var answers = await LoadAsync(needs, budget);
        foreach (var watch in watches) watch.Offer(answers);
    }

    private async ValueTask<IReadOnlyDictionary<WalletKey, IReadOnlyList<WalletAnswer>>> LoadAsync(Dictionary<WalletKey, HoldingsNeeds> needs, CallBudget budget)
    {
        var answers = await Task.WhenAll(providers.All.Select(async provider =>
        {
            WalletRequest[] requests =
                [.. needs.Where(n => n.Value != HoldingsNeeds.None && provider.Answers(n.Key)).Select(n => new WalletRequest(n.Key, n.Value))];
            return requests.Length == 0 ? [] : await provider.LoadAsync(requests, budget);
        }));
        var byWallet = answers.SelectMany(a => a).ToLookup(a => a.Wallet);
        return needs.Keys.ToDictionary(w => w, w => (IReadOnlyList<WalletAnswer>)[.. byWallet[w]]);
    }

    private static partial class Log
    {
        [LoggerMessage(30, LogLevel.Error, "Wallets that are watched could not be asked for; they are again at the next poll")]
        public static partial void PollFailed(ILogger logger, Exception exception);
    }
}
