using System.Text;
using System.Text.Json;
using PortfolioGraph.GraphQL.Execution;
using PortfolioGraph.GraphQL.Execution.Binding;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.Tests.Execution;

/// <summary>A schema with bindings, asked without a transport.</summary>
internal sealed class TestServer(BoundSchema schema, RequestExecutorOptions? options = null) : IServiceProvider
{
    private readonly RequestExecutor _executor = new(schema, options);

    public TestServer(string sdl, Action<SchemaBindings> configure, RequestExecutorOptions? options = null)
        : this(SchemaBindings.Bind(SchemaBuilder.Parse(sdl), new object(), configure), options)
    {
    }

    public object? GetService(Type serviceType) => null;

    public async Task<string> AskAsync(string query, string? variables = null, string? operationName = null, CancellationToken cancellationToken = default)
    {
        using var writer = new Utf8ResponseWriter();
        await AskAsync(writer, query, variables, operationName, cancellationToken);
        return Encoding.UTF8.GetString(writer.WrittenSpan);
    }

    public ValueTask<RequestOutcome> AskAsync(
        Utf8ResponseWriter writer, string query, string? variables = null, string? operationName = null, CancellationToken cancellationToken = default) =>
        _executor.ExecuteAsync(
            new GraphQLRequest
            {
                Query = query,
                OperationName = operationName,
                Variables = variables is null ? null : JsonDocument.Parse(variables).RootElement,
                Services = this,
            },
            writer,
            cancellationToken);
}
