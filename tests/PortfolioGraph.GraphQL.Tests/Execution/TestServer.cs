using System.Text;
using System.Text.Json;
using PortfolioGraph.GraphQL.Execution.Binding;
using PortfolioGraph.GraphQL.Json;
using PortfolioGraph.GraphQL.Requests;
using PortfolioGraph.GraphQL.SchemaBuilding;

namespace PortfolioGraph.GraphQL.Tests.Execution;

/// <summary>A schema with bindings, asked without a transport.</summary>
internal sealed class TestServer(BoundSchema schema, RequestExecutorOptions? options = null) : IServiceProvider
{
    private readonly RequestExecutor _executor = new(schema, options);

    public TestServer(string sdl, Action<SchemaBindings> configure, RequestExecutorOptions? options = null)
        : this(SchemaBindings.Bind(SchemaBuilder.Parse(sdl), new object(), configure), options)
    {
    }

    public BoundSchema Schema { get; } = schema;

    public object? GetService(Type serviceType) => null;

    public async Task<string> AskAsync(string query, string? variables = null, string? operationName = null, CancellationToken cancellationToken = default)
    {
        using var writer = new Utf8ResponseWriter();
        await AskAsync(writer, query, variables, operationName, cancellationToken);
        return Encoding.UTF8.GetString(writer.WrittenSpan);
    }

    public ValueTask<RequestOutcome> AskAsync(
        Utf8ResponseWriter writer, string query, string? variables = null, string? operationName = null, CancellationToken cancellationToken = default) =>
        _executor.ExecuteAsync(Request(query, variables, operationName), writer, cancellationToken);

    public ValueTask<ResponseStream> StreamAsync(string query, string? variables = null, bool queriesOnly = false, CancellationToken cancellationToken = default) =>
        _executor.ExecuteStreamAsync(Request(query, variables) with { QueriesOnly = queriesOnly }, cancellationToken);

    /// <summary>All payloads of a stream.</summary>
    public async Task<string[]> ReadAsync(string query, string? variables = null)
    {
        await using var stream = await StreamAsync(query, variables);
        var payloads = new List<string>();
        while (await NextAsync(stream) is { } payload) payloads.Add(payload);
        return [.. payloads];
    }

    /// <summary>The next payload; empty where nothing is new, null at the end.</summary>
    public static async Task<string?> NextAsync(ResponseStream stream, CancellationToken cancellationToken = default)
    {
        if (!await stream.MoveNextAsync()) return null;
        using var writer = new Utf8ResponseWriter();
        (await stream.WriteAsync(writer, cancellationToken)).ShouldBe(writer.Length > 0);
        return Encoding.UTF8.GetString(writer.WrittenSpan);
    }

    private GraphQLRequest Request(string query, string? variables, string? operationName = null) => new()
    {
        Query = query,
        OperationName = operationName,
        Variables = variables is null ? null : JsonDocument.Parse(variables).RootElement,
        Services = this,
    };
}
