using PortfolioGraph.GraphQL.Execution.Binding;
using PortfolioGraph.GraphQL.SchemaBuilding;
using ExecutionContext = PortfolioGraph.GraphQL.Execution.ExecutionContext;

namespace PortfolioGraph.Benchmarks.Workload;

/// <summary>The lab's schema, bound to loaders over a source; or, plain, to properties over what is in memory.</summary>
internal static class WorkloadSchema
{
    private const string Sdl = """
        type Query { wallets(first: Int!): [Wallet!]! }
        type Wallet { id: ID! address: String! label: String tokenBalances: [TokenBalance!]! platforms: [Platform!]! }
        type TokenBalance { symbol: String! network: Network! amount: String! price: String value: String! isRisk: Boolean! }
        type Network { id: ID! name: String! logo: String }
        type Platform { id: ID! name: String! url: String value: String! positions: [Position!]! }
        type Position { id: ID! name: String! kind: PositionKind! value: String! assets: [Asset!]! }
        type Asset { symbol: String! amount: String! price: String value: String! }
        enum PositionKind { SAVE POOL FARM VAULT STAKE }
        """;

    public static BoundSchema Bind(IWorkloadSource source, bool plain = false)
    {
        var wallets = Enumerable.Range(1, WorkloadData.WalletCount).Select(WorkloadData.Wallet).ToArray();
        var memory = plain ? (MemorySource)source : null;
        return SchemaBindings.Bind(SchemaBuilder.Parse(Sdl), new object(), bindings =>
        {
            foreach (var leaf in (string[])["String", "ID", "PositionKind"]) bindings.Value<JsonText>(leaf, static (w, v) => w.WriteRaw(v.Utf8));
            bindings.Object<object>("Query").List("wallets", a => a.Get<int>("first"), (_, first) => new ArraySegment<WalletRow>(wallets, 0, Math.Clamp(first, 0, wallets.Length)));
            var wallet = bindings.Object<WalletRow>("Wallet").Field("id", w => w.Id).Field("address", w => w.Address).Field("label", w => w.Label);
            var balance = bindings.Object<BalanceRow>("TokenBalance")
                .Field("symbol", b => b.Symbol).Field("amount", b => b.Amount).Field("price", b => b.Price).Field("value", b => b.Value).Field("isRisk", b => b.IsRisk);
            if (plain)
            {
                wallet.List("tokenBalances", w => memory!.Balances(w.Id)).List("platforms", w => memory!.Platforms(w.Id));
                balance.Field("network", b => memory!.Network(b.NetworkId));
            }
            else
            {
                wallet.LoadList<JsonText, BalanceRow>("tokenBalances", c => c.Loader(e => new BalancesLoader(source, Buffers(e))), w => w.Id)
                    .LoadList<JsonText, PlatformRow>("platforms", c => c.Loader(e => new PlatformsLoader(source, Buffers(e))), w => w.Id);
                balance.Load<JsonText, NetworkRow>("network", c => c.Loader(e => new NetworksLoader(source, Buffers(e))), b => b.NetworkId);
            }

            bindings.Object<NetworkRow>("Network").Field("id", n => n.Id).Field("name", n => n.Name).Field("logo", n => n.Logo);
            bindings.Object<PlatformRow>("Platform")
                .Field("id", p => p.Id).Field("name", p => p.Name).Field("url", p => p.Url).Field("value", p => p.Value).List("positions", p => p.Positions);
            bindings.Object<PositionRow>("Position")
                .Field("id", p => p.Id).Field("name", p => p.Name).Field("kind", p => p.Kind).Field("value", p => p.Value).List("assets", p => p.Assets);
            bindings.Object<AssetRow>("Asset")
                .Field("symbol", a => a.Symbol).Field("amount", a => a.Amount).Field("price", a => a.Price).Field("value", a => a.Value);
        });
    }

    private static AnswerBuffers Buffers(ExecutionContext execution) => execution.Item(_ => new AnswerBuffers());
}
