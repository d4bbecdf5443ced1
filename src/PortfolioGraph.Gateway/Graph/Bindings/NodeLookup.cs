using PortfolioGraph.Gateway.Graph.Ids;
using PortfolioGraph.Gateway.Graph.Loading;
using PortfolioGraph.Gateway.Graph.Nodes;
using PortfolioGraph.Gateway.Graph.Scalars;
using PortfolioGraph.GraphQL;
using PortfolioGraph.GraphQL.DataLoading;
using PortfolioGraph.GraphQL.Execution;
using PortfolioGraph.Holdings.Accounting;
using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Networks;
using PortfolioGraph.Holdings.Platforms;
using PortfolioGraph.Holdings.Wallets;
using PortfolioGraph.Providers;
using ExecutionContext = PortfolioGraph.GraphQL.Execution.ExecutionContext;

namespace PortfolioGraph.Gateway.Graph.Bindings;

/// <summary>Finds nodes by their global ids. Rows of a wallet are found by asking for the wallet again, in one go for all ids.</summary>
internal static class NodeLookup
{
    public static async ValueTask<Result<object?>[]> FindAsync(ExecutionContext execution, FieldSelection selection, IReadOnlyList<string> ids)
    {
        var holdings = RequestHoldings.Of(execution);
        var found = new Result<object?>[ids.Count];
        var rows = new (WalletNode Wallet, GlobalId Id)?[ids.Count];
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
                var needs = NeedsOf(id.Value.Type);
                if (needs != HoldingsNeeds.None && WalletKeyText.TryReadRow(id.Value.Value, out var key))
                {
                    rows[i] = (holdings.Wallet(key, needs | SelectionNeeds.Of(selection)), id.Value);
                }
            }
            catch (GraphQLException e)
            {
                // One id that is refused takes nothing from the others.
                found[i] = Result<object?>.Failed(e);
            }
        }

        var wallets = rows.OfType<(WalletNode Wallet, GlobalId)>().Select(r => r.Wallet).Distinct().ToArray();
        if (wallets.Length == 0) return found;
        await RequestHoldings.LoadAsync(execution, wallets);
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i] is { } row) found[i] = Result<object?>.Of(RowOf(row.Wallet, row.Id.Value));
        }

        return found;
    }

    private static object? ValueOf(RequestHoldings holdings, FieldSelection selection, GlobalId id) => id.Type switch
    {
        "Wallet" => WalletKeyText.TryParse(id.Value, out var key) ? holdings.Wallet(key, SelectionNeeds.Of(selection)) : null,
        "Network" => NetworkIdText.Parse(id.Value),
        "Token" => TokenIdText.Parse(id.Value),
        "Provider" => holdings.Providers.All.FirstOrDefault(p => p.Description.Id == id.Value) is { } provider ? new ProviderNode(provider) : null,
        "Platform" => PlatformIdText.Parse(id.Value),
        _ => null,
    };

    private static HoldingsNeeds NeedsOf(string type) => type switch
    {
        "TokenBalance" => HoldingsNeeds.Tokens | HoldingsNeeds.TokenValues,
        "DefiPosition" => HoldingsNeeds.DefiPositions,
        "EquityPosition" => HoldingsNeeds.Equities,
        "NftPosition" => HoldingsNeeds.Nfts,
        "PlatformHolding" => HoldingsNeeds.Platforms,
        _ => HoldingsNeeds.None,
    };

    private static object? RowOf(WalletNode wallet, string key)
    {
        if (wallet.Ledger.Balances.FirstOrDefault(r => r.Key == key) is { } balance) return wallet.Books.Node(balance);
        if (wallet.Ledger.Positions.FirstOrDefault(r => r.Key == key) is { } position) return wallet.Books.Node(position);
        return PlatformHoldingNode.Of(wallet).FirstOrDefault(h => h.Key == key);
    }
}
