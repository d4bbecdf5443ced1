using PortfolioGraph.Gateway.Graph.Loading;
using PortfolioGraph.Gateway.Graph.Nodes;
using PortfolioGraph.Gateway.Graph.Scalars;
using PortfolioGraph.GraphQL.DataLoading;
using PortfolioGraph.GraphQL.Execution.Binding;
using PortfolioGraph.Holdings.Networks;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Providers;
using ExecutionContext = PortfolioGraph.GraphQL.Execution.ExecutionContext;

namespace PortfolioGraph.Gateway.Graph.Bindings;

/// <summary>Resolvers of providers and of where values come from.</summary>
internal static class SourceBindings
{
    public static void Add(SchemaBindings bindings)
    {
        bindings.Enum<ProviderMode>("ProviderMode");
        bindings.Enum<ProviderState>("ProviderState");
        bindings.Enum<Capability>("Capability");
        bindings.Enum<SourceStatus>("SourceStatus");

        bindings.Object<ProviderNode>("Provider")
            .Field("id", p => p.Id)
            .Field("name", p => p.Description.Name)
            .Field("mode", p => p.Description.Mode)
            .Field("state", p => p.State)
            .List("capabilities", p => p.Description.Capabilities)
            .BatchList<Network>("networks", async c =>
            {
                var lists = await Directories(c.Execution).LoadAsync([.. c.Parents.Select(p => p.Description.Id)]);
                var networks = Loaders.Networks(c.Execution);
                return await Task.WhenAll(lists.Select(async list =>
                    Result<IReadOnlyList<Network>?>.Of([.. (await networks.LoadAsync(list.Value!)).Select(n => n.Value!)])));
            });

        bindings.Object<Source>("Source")
            .Load("provider", Loaders.Providers, s => s.ProviderId)
            .Field("fetchedAt", s => s.FetchedAt)
            .Field("asOf", s => s.AsOf)
            .Field("isStale", s => s.IsStale)

            // The time of a balance may be that of its price.
            .Annotate("asOf", Needs.TokenValues);

        bindings.Object<SourceReport>("SourceReport")
            .Load("provider", Loaders.Providers, r => r.ProviderId)
            .Field("capability", r => r.Capability)
            .Field("status", r => r.Status)
            .Field("fetchedAt", r => r.FetchedAt)
            .Field("asOf", r => r.AsOf)
            .Field("error", r => r.Error)
            .Annotate("asOf", Needs.TokenValues);

        bindings.Object<SourceError>("SourceError")
            .Field("code", e => e.Code)
            .Field("providerCode", e => e.ProviderCode)
            .Field("message", e => new PassingText(e.Message))
            .Field("retryAfterSeconds", e => e.RetryAfterSeconds is { } seconds ? new PassingNumber(seconds) : (PassingNumber?)null);
    }

    internal static NetworksLoader Directories(ExecutionContext execution) =>
        execution.Loader(e => new NetworksLoader(RequestHoldings.Of(e)));
}
