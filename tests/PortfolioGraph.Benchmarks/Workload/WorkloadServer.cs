using System.Net;
using PortfolioGraph.GraphQL;
using PortfolioGraph.GraphQL.AspNetCore;
using PortfolioGraph.GraphQL.AspNetCore.Settings;

namespace PortfolioGraph.Benchmarks.Workload;

/// <summary>The engine and its HTTP transport over the lab's workload, with nothing around them. Knows no query and keeps no answer.</summary>
internal static class WorkloadServer
{
    public static async Task RunAsync(string mode, int port, Uri upstream)
    {
        IWorkloadSource source = mode == "upstream" ? new UpstreamSource(upstream) : new MemorySource();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port);
            kestrel.AddServerHeader = false;
        });
        builder.Services.AddRoutingCore().AddLogging();
        var app = builder.Build();
        app.UseRouting();
        app.MapGraphQL("/graphql", new RequestExecutor(WorkloadSchema.Bind(source, mode == "plain")), new GraphQLHttpOptions());
        await app.RunAsync();
    }
}
