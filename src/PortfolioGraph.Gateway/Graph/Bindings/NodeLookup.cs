using PortfolioGraph.Gateway.Errors;
using PortfolioGraph.Gateway.Graph.Ids;
using PortfolioGraph.Gateway.Graph.Loading;
using PortfolioGraph.Gateway.Graph.Nodes;
using PortfolioGraph.GraphQL.DataLoading;
using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Execution;
using PortfolioGraph.Holdings.Networks;
using PortfolioGraph.Holdings.Platforms;
using PortfolioGraph.Holdings.Positions;
using PortfolioGraph.Holdings.Tokens;
using ExecutionContext = PortfolioGraph.GraphQL.Execution.ExecutionContext;

namespace PortfolioGraph.Gateway.Graph.Bindings;

/// <summary>Finds nodes by their global ids. Rows of a wallet are found by asking for the wallet again, in one go for all ids.</summary>
internal static class NodeLookup
{
    public static async ValueTask<Result<object?>[]> FindAsync(ExecutionContext execution, FieldSelection selection, IReadOnlyList<string> ids)
    {
        var holdings = RequestHoldings.Of(execution);
        holdings.TakeLookups(ids);
        var found = new Result<object?>[ids.Count];
        var rows = new (WalletNode Wallet, GlobalId Id)?[ids.Count];
        var providers = new string?[ids.Count];
        var investments = new Dictionary<int, WalletInvestment>();
        for (var i = 0; i < ids.Count; i++)
        {
            if (!GlobalId.TryParse(ids[i], out var id))
            {
                found[i] = Result<object?>.Failed(
                    new GraphQLException($"{Quoted.Of(ids[i])} is no id of this graph.", GatewayErrorCodes.InvalidId));
                continue;
            }

            try
            {
                found[i] = Result<object?>.Of(ValueOf(holdings, selection, id.Value));
                if (id.Value.Type == "Provider") providers[i] = id.Value.Value;
                if (NeedsOf(id.Value.Type) is { } needs && WalletKeyText.TryReadRow(id.Value.Value, out var key))
                {
                    var wallet = holdings.Wallet(key, Needs.Of(selection));
                    if (WalletInvestment.Of(wallet, id.Value.Value) is { } investment) investments[i] = investment;
                    else wallet.AllNeeds |= needs.Always;
                    rows[i] = (wallet, id.Value);
                }
            }
            catch (GraphQLException e)
            {
                // One id that is refused takes nothing from the others.
                found[i] = Result<object?>.Failed(e);
            }
        }

        var wallets = rows.OfType<(WalletNode Wallet, GlobalId)>().Select(r => r.Wallet).Distinct().ToArray();
        if (wallets.Length > 0) await RequestHoldings.LoadAsync(execution, wallets);
        var positions = investments.Count == 0 ? [] : await WalletBindings.Investments(execution).LoadAsync([.. investments.Values]);
        var position = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i] is not { } row) continue;
            found[i] = investments.ContainsKey(i) ? Investment(row.Wallet, positions[position++]) : Result<object?>.Of(RowOf(row.Wallet, row.Id.Value));
        }

        await Task.WhenAll(Enumerable.Range(0, found.Length).Select(async i =>
        {
            if (providers[i] is { } provider) found[i] = Result<object?>.Of(await ProviderAsync(execution, provider));
            else if (found[i].Value is Token or Network or Platform) found[i] = Result<object?>.Of(await KnownAsync(execution, found[i].Value));
        }));
        return found;
    }

    private static object? ValueOf(RequestHoldings holdings, FieldSelection selection, GlobalId id) => id.Type switch
    {
        "Wallet" => WalletKeyText.TryParse(id.Value, out var key) ? holdings.Wallet(key, Needs.Of(selection)) : null,
        "Network" => NetworkIdText.Parse(id.Value),
        "Token" => TokenIdText.Parse(id.Value),
        "Platform" => PlatformIdText.Parse(id.Value),
        _ => null,
    };

    // What the id says, with what the providers have said of it.
    private static async ValueTask<object?> KnownAsync(ExecutionContext execution, object? said) => said switch
    {
        Token token => await Loaders.Tokens(execution).LoadAsync(token),
        Network network => await Loaders.Networks(execution).LoadAsync(network),
        Platform platform => await Loaders.Platforms(execution).LoadAsync(platform) with { Name = platform.Name },
        _ => said,
    };

    private static async ValueTask<ProviderNode?> ProviderAsync(ExecutionContext execution, string id) =>
        RequestHoldings.Of(execution).Providers.All.Any(p => p.Description.Id == id) ? await Loaders.Providers(execution).LoadAsync(id) : null;

    // What it takes to find a row at all. What is selected of it adds its own needs.
    private static FieldNeeds? NeedsOf(string type) => type switch
    {
        "TokenBalance" => Needs.Tokens,
        "DefiPosition" => Needs.DefiPositions,
        "EquityPosition" => Needs.Equities,
        "NftPosition" => Needs.Nfts,
        "PlatformHolding" => Needs.Platforms,
        _ => null,
    };

    private static object? RowOf(WalletNode wallet, string key)
    {
        if (wallet.Books.Rows.FindBalance(key) is { } balance) return wallet.Books.Node(balance);
        if (wallet.Books.Rows.FindPosition(key) is { } position) return wallet.Books.Node(position);
        return PlatformHoldingNode.Of(wallet).FirstOrDefault(h => h.Key == key);
    }

    private static Result<object?> Investment(WalletNode wallet, Result<DefiPosition?> found) =>
        found.Error is { } error ? Result<object?>.Failed(error) : Result<object?>.Of(found.Value is { } position ? wallet.LookedUp(position) : null);
}
