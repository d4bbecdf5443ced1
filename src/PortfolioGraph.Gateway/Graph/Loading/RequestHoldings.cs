using PortfolioGraph.Gateway.Access;
using PortfolioGraph.GraphQL;
using PortfolioGraph.GraphQL.Execution;
using PortfolioGraph.Holdings.Wallets;
using PortfolioGraph.Providers;
using PortfolioGraph.Providers.Resilience;
using ExecutionContext = PortfolioGraph.GraphQL.Execution.ExecutionContext;

namespace PortfolioGraph.Gateway.Graph.Loading;

/// <summary>What the resolvers of one request share: its wallets, the providers, and the time that is left for them.</summary>
internal sealed class RequestHoldings : IDisposable
{
    public const int MaxWallets = 500;

    private readonly Dictionary<WalletKey, WalletNode> _wallets = [];
    private readonly HashSet<WalletKey> _refused = [];
    private readonly Caller _caller;
    private readonly AuditLog _audit;

    private RequestHoldings(ExecutionContext execution)
    {
        _caller = execution.Services.GetRequiredService<Caller>();
        _audit = execution.Services.GetRequiredService<AuditLog>();
        Providers = execution.Services.GetRequiredService<ProviderSet>();
        Ledgers = execution.Services.GetRequiredService<LedgerCache>();
        var freshness = execution.Services.GetRequiredService<RequestFreshness>();
        var time = execution.Services.GetRequiredService<TimeProvider>();
        Budget = new CallBudget(
            execution.Services.GetRequiredService<GatewayLimits>().ExecutionTime - (execution.Received is { } received ? time.GetElapsedTime(received) : TimeSpan.Zero),
            time,
            execution.CancellationToken)
        {
            MaxAge = freshness.MaxAge,
        };
        freshness.Add(Budget);
    }

    public ProviderSet Providers { get; }

    public LedgerCache Ledgers { get; }

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
            throw new GraphQLException($"The key or token may not ask for the wallet \"{key.Text}\".", GatewayErrorCodes.Forbidden);
        }

        if (!_wallets.TryGetValue(key, out var node)) _wallets.Add(key, node = new WalletNode(key, Ledgers));
        node.Needs |= needs;
        return node;
    }

    public IReadOnlyList<WalletNode> Wallets(IReadOnlyList<WalletKey> keys, HoldingsNeeds needs, string field)
    {
        if (keys.Count > MaxWallets)
        {
            throw new GraphQLException($"{field} asks for {keys.Count} wallets; at most {MaxWallets} can be asked for at once.", GatewayErrorCodes.TooManyWallets);
        }

        return [.. keys.Select(key => Wallet(key, needs))];
    }

    /// <summary>Waits until the providers have answered for all of the wallets. A wallet of which nothing is read is not asked for.</summary>
    public static async ValueTask LoadAsync(ExecutionContext execution, IReadOnlyList<WalletNode> wallets) =>
        await execution.Loader(c => new WalletLoader(Of(c))).LoadAsync(wallets);

    public void Dispose()
    {
        _audit.Asked(_caller, _wallets.Keys);
        _audit.Refused(_caller, _refused);
        Budget.Dispose();
    }
}
