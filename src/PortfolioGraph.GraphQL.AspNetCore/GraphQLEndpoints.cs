using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PortfolioGraph.GraphQL.AspNetCore.Settings;
using PortfolioGraph.GraphQL.AspNetCore.Streams;
using PortfolioGraph.GraphQL.Requests;

namespace PortfolioGraph.GraphQL.AspNetCore;

/// <summary>Maps GraphQL over HTTP to a path.</summary>
public static class GraphQLEndpoints
{
    /// <summary>
    /// Serves POST and GET requests, the schema's text and the page for browsers, as the options say. Every other method is answered 405.
    /// What a request costs is added up in the <see cref="CostMeter"/> that is among the features of its context, where there is one, and how
    /// long its steps take in the <see cref="OperationTimings"/>.
    /// </summary>
    public static IEndpointConventionBuilder MapGraphQL(
        this IEndpointRouteBuilder endpoints, string pattern, RequestExecutor executor, GraphQLHttpOptions options)
    {
        var loggers = endpoints.ServiceProvider.GetRequiredService<ILoggerFactory>();
        return endpoints.Map(pattern, CreateGraphQL(executor, loggers, options)).WithDisplayName("GraphQL");
    }

    /// <summary>What <see cref="MapGraphQL"/> maps, for those who map it themselves.</summary>
    /// <param name="open">
    /// What is open now, for handlers that are made anew for other settings and go on with the same. Null: the handler has its own.
    /// </param>
    public static RequestDelegate CreateGraphQL(
        RequestExecutor executor, ILoggerFactory loggers, GraphQLHttpOptions options, OpenStreams? open = null) =>
        new GraphQLHandler(executor, options, open ?? new OpenStreams(), loggers).InvokeAsync;
}
