using PortfolioGraph.Gateway.Access;
using PortfolioGraph.Gateway.Admission;
using PortfolioGraph.Gateway.Configuration;
using PortfolioGraph.Gateway.Errors;
using PortfolioGraph.Gateway.Graph.Ids;
using PortfolioGraph.Gateway.Graph.Nodes;
using PortfolioGraph.Gateway.Graph.Objects;
using PortfolioGraph.Gateway.Providers;
using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.Holdings.Chains;
using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Wallets;
using PortfolioGraph.Providers;
using ExecutionContext = PortfolioGraph.GraphQL.Execution.ExecutionContext;

namespace PortfolioGraph.Gateway.Graph.Loading;

/// <summary>What the resolvers of one request share: its wallets, the providers, and the time that is left for them.</summary>
internal sealed class RequestHoldings : IDisposable
{
    public const int MaxNodes = 500;

    private readonly HashSet<object> _lookups = [];
    private readonly GatewayLimits _limits;
    private readonly Dictionary<WalletKey, WalletNode> _wallets = [];
    private readonly HashSet<WalletKey> _refused = [];
    private readonly RequestFreshness _freshness;
    private readonly Caller _caller;
    private readonly AuditLog _audit;

    private RequestHoldings(ExecutionContext execution)
    {
        _caller = execution.Services.GetRequiredService<Caller>();
        _audit = execution.Services.GetRequiredService<AuditLog>();
        Providers = execution.Services.GetRequiredService<ProviderSet>();
        Ledgers = execution.Services.GetRequiredService<LedgerCache>();
        Objects = new AnswerObjects(execution.Services.GetRequiredService<ObjectCatalog>());
        _freshness = execution.Services.GetRequiredService<RequestFreshness>();
        var time = execution.Services.GetRequiredService<TimeProvider>();
        _limits = execution.Services.GetRequiredService<GatewayLimits>();
        Budget = new CallBudget(
            _limits.ExecutionTime - (execution.Received is { } received ? time.GetElapsedTime(received) : TimeSpan.Zero),
            time,
            execution.CancellationToken)
        {
            MaxAge = _freshness.MaxAge,
        };
        _freshness.Add(Budget);
    }

    public ProviderSet Providers { get; }

    public LedgerCache Ledgers { get; }

    /// <summary>The tokens, networks and platforms of the answer.</summary>
    public AnswerObjects Objects { get; }

    /// <summary>The time that providers have. What they did not answer by then is reported.</summary>
    public CallBudget Budget { get; }

    public static RequestHoldings Of(ExecutionContext execution) => execution.Item(c => new RequestHoldings(c));

    /// <summary>The node of a wallet, from now on with these needs as well. All roots run before any loader does, so no need comes too late.</summary>
    /// <exception cref="GraphQLException">The caller may not ask for it; nobody was asked.</exception>
    public WalletNode Wallet(WalletKey key, HoldingsNeeds needs)
    {
        if (_caller.Grant?.Wallets?.Covers(key) == false)
        {
            _refused.Add(key);
            throw AccessGate.Forbidden(key);
        }

        if (!_wallets.TryGetValue(key, out var node))
        {
            if (_wallets.Count >= _limits.MaxWallets)
            {
                throw new GraphQLException(
                    $"The request asks for more than {_limits.MaxWallets} wallets, all of its fields together.", GatewayErrorCodes.TooManyWallets);
            }

            _wallets.Add(key, node = new WalletNode(key, Ledgers, Objects));
        }

        node.AllNeeds |= needs;
        return node;
    }

    /// <summary>
    /// Sees that a network which an argument names is in the caller's scope. A wallet has nothing on networks that it is not limited to, and no provider is asked
    /// for them; a caller who may not know even that is told so.
    /// </summary>
    /// <exception cref="GraphQLException">The caller may not ask for the wallet on that network.</exception>
    public void CheckNetwork(WalletKey wallet, ChainId network)
    {
        if (wallet.Networks?.Contains(network) != false || _caller.Grant?.Wallets is not { } scope || ChainRegistry.FamilyOf(network) != wallet.Family) return;
        var elsewhere = WalletKey.ForAddress(wallet.Value, wallet.Family, [network]);
        if (scope.Covers(elsewhere)) return;
        _refused.Add(elsewhere);
        throw AccessGate.Forbidden(elsewhere);
    }

    public IReadOnlyList<WalletNode> Wallets(IReadOnlyList<WalletKey> keys, HoldingsNeeds needs, string field)
    {
        if (keys.Count > _limits.MaxWallets)
        {
            throw new GraphQLException($"{field} asks for {keys.Count} wallets; at most {_limits.MaxWallets} can be asked for at once.", GatewayErrorCodes.TooManyWallets);
        }

        return [.. keys.Select(key => Wallet(key, needs))];
    }

    /// <summary>Counts what is looked up by itself, each once: a token or an investment of each of these wallets.</summary>
    /// <exception cref="GraphQLException">There is more of it than one request may look up.</exception>
    public void TakeLookups<T>(IReadOnlyList<WalletNode> wallets, IReadOnlyList<T> keys)
    {
        foreach (var wallet in wallets)
            foreach (var key in keys)
                TakeLookup((wallet, key));
    }

    /// <summary>Counts nodes that are looked up by their ids.</summary>
    /// <exception cref="GraphQLException">As above.</exception>
    public void TakeLookups(IReadOnlyList<string> ids)
    {
        // One that is too long to be an id looks nothing up, and is not read to its end for that.
        foreach (var id in ids)
            if (id.Length <= GlobalId.MaxLength)
                TakeLookup(id);
    }

    private void TakeLookup(object key)
    {
        if (!_lookups.Add(key) || _lookups.Count <= _limits.MaxLookups) return;
        _lookups.Remove(key);
        throw new GraphQLException(
            $"The request looks up more than {_limits.MaxLookups} single tokens, investments and nodes, all of its fields together.", ErrorCodes.LimitExceeded);
    }

    /// <summary>The wallets of a state that is watched. Nobody is asked for what is in it, and that they are watched has been noted.</summary>
    public PortfolioNode Watched(PortfolioState state)
    {
        var nodes = new List<WalletNode>(state.Wallets.Count);
        foreach (var key in state.Wallets)
        {
            if (!_wallets.TryGetValue(key, out var node))
            {
                _wallets.Add(key, node = new WalletNode(key, Ledgers, Objects) { AllNeeds = state.Needs });
                node.TakeWatched(state.AnswersOf(key));
            }

            nodes.Add(node);
        }

        return new PortfolioNode(nodes, Ledgers, Objects);
    }

    /// <summary>Waits until the providers have answered for all of the wallets. A wallet of which nothing is read is not asked for.</summary>
    /// <exception cref="GraphQLException">A wallet could not be loaded: it is not an empty one.</exception>
    public static async ValueTask LoadAsync(ExecutionContext execution, IReadOnlyList<WalletNode> wallets)
    {
        foreach (var loaded in await execution.Loader(c => new WalletLoader(Of(c))).LoadAsync(wallets))
        {
            if (loaded.Error is { } error) throw error;
        }
    }

    public void Dispose()
    {
        _audit.Asked(_caller, [.. _wallets.Values.Where(w => !w.IsWatched).Select(w => w.Key)]);
        _audit.Refused(_caller, _refused);
        _freshness.End(Budget);
        Budget.Dispose();
    }
}
