using PortfolioGraph.Gateway.Graph.Loading;
using PortfolioGraph.Gateway.Graph.Nodes;
using PortfolioGraph.Gateway.Graph.Scalars;
using PortfolioGraph.GraphQL.Execution.Binding;
using PortfolioGraph.Holdings.Networks;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Providers;

namespace PortfolioGraph.Gateway.Graph.Bindings;

/// <summary>Resolvers of providers and of where values come from.</summary>
internal static class SourceBindings
{
    public static void Add(SchemaBindings bindings, ProviderSet providers)
    {
        bindings.Enum<ProviderMode>("ProviderMode");
        bindings.Enum<ProviderState>("ProviderState");
        bindings.Enum<Capability>("Capability");
        bindings.Enum<SourceStatus>("SourceStatus");

        bindings.Object<ProviderNode>("Provider")
            .Field("id", p => p.Id)
            .Field("name", p => p.Description.Name)
            .Field("mode", p => p.Description.Mode)
            .Field("state", p => p.Provider.State)
            .List("capabilities", p => p.Description.Capabilities)
            .LoadList<string, Network>("networks", c => c.Loader(e => new NetworksLoader(RequestHoldings.Of(e))), p => p.Description.Id);

        bindings.Object<Source>("Source")
            .Field("provider", s => new ProviderNode(providers.Find(s.ProviderId)))
            .Field("fetchedAt", s => s.FetchedAt)
            .Field("asOf", s => s.AsOf)
            .Field("isStale", s => s.IsStale)

            // The time of a balance may be that of its price.
            .Annotate("asOf", Needs.TokenValues);

        bindings.Object<SourceReport>("SourceReport")
            .Field("provider", r => new ProviderNode(providers.Find(r.ProviderId)))
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
}
