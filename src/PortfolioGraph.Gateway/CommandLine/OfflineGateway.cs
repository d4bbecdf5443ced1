using System.Text.Json;
using PortfolioGraph.Gateway.Configuration;
using PortfolioGraph.Gateway.Graph;
using PortfolioGraph.Gateway.Hosting;
using PortfolioGraph.Gateway.Providers;
using PortfolioGraph.Gateway.Settings;
using PortfolioGraph.GraphQL;
using PortfolioGraph.GraphQL.Execution.Binding;
using PortfolioGraph.GraphQL.Json;
using PortfolioGraph.GraphQL.Requests;
using PortfolioGraph.Sandbox;

namespace PortfolioGraph.Gateway.CommandLine;

/// <summary>The gateway as it is configured, within this process: it listens nowhere, so whoever can run it is asked for no key.</summary>
internal sealed class OfflineGateway : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly RequestExecutor _executor;

    private OfflineGateway(WebApplication app)
    {
        _app = app;
        Providers = app.Services.GetRequiredService<ProviderSet>();
        Schema = PortfolioGraphSchema.Bind();
        Settings = app.Services.GetRequiredService<CurrentSettings>().Value;
        _executor = new RequestExecutor(Schema, Settings.Limits.ExecutorOptions(null));
    }

    public BoundSchema Schema { get; }

    public GatewaySettings Settings { get; }

    public ProviderSet Providers { get; }

    /// <summary>Null where the providers are real.</summary>
    public SandboxServer? Sandbox => _app.Services.GetService<SandboxServer>();

    /// <summary>With the providers that are configured, or the sandbox where that may stand in.</summary>
    /// <exception cref="StartupException">The configuration does not allow a start.</exception>
    public static Task<OfflineGateway> StartAsync(CancellationToken cancellationToken) => StartAsync(WebApplication.CreateSlimBuilder(), cancellationToken);

    /// <summary>With the sandbox, whatever is configured, and without a cache: every operation costs the calls that it needs.</summary>
    public static Task<OfflineGateway> StartSandboxAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        var limits = builder.Configuration.GetSection("Limits").AsEnumerable().Where(s => s.Value is not null).ToArray();
        ((IConfigurationBuilder)builder.Configuration).Sources.Clear();
        builder.Configuration.AddInMemoryCollection([.. limits, new("Sandbox:Enabled", "true"), new("Cache:FreshSeconds", "0"), new("Cache:StaleSeconds", "0")]);
        return StartAsync(builder, cancellationToken);
    }

    /// <summary>Executes an operation and gives the response as JSON.</summary>
    public async Task<JsonElement> AskAsync(string document, string? operation, JsonElement? variables, CancellationToken cancellationToken)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        using var writer = new Utf8ResponseWriter();
        var request = new GraphQLRequest { Query = document, OperationName = operation, Variables = variables, Services = scope.ServiceProvider };
        await _executor.ExecuteAsync(request, writer, cancellationToken);
        using var json = JsonDocument.Parse(writer.WrittenMemory);
        return json.RootElement.Clone();
    }

    public async ValueTask DisposeAsync()
    {
        if (Sandbox is { } sandbox) await sandbox.DisposeAsync();
        await _app.DisposeAsync();
    }

    private static async Task<OfflineGateway> StartAsync(WebApplicationBuilder builder, CancellationToken cancellationToken)
    {
        // Answers are what is printed: logs would stand among them.
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection([new(WebHostDefaults.ServerUrlsKey, "http://127.0.0.1:0")]);
        return new OfflineGateway(await GatewayHost.BuildAsync(builder, cancellationToken));
    }
}
