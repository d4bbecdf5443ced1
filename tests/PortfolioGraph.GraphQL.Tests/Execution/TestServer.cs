using System.Text;
using System.Text.Json;
using PortfolioGraph.GraphQL.Execution;
using PortfolioGraph.GraphQL.Execution.Binding;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.Tests.Execution;

/// <summary>A schema with bindings, asked without a transport.</summary>
internal sealed class TestServer(string sdl, Action<SchemaBindings> configure) : IServiceProvider
{
    private readonly RequestExecutor _executor = new(SchemaBindings.Bind(SchemaBuilder.Parse(sdl), new object(), configure));

    public object? GetService(Type serviceType) => null;

    public async Task<string> AskAsync(string query, string? variables = null, string? operationName = null)
    {
        using var writer = new Utf8ResponseWriter();
        await _executor.ExecuteAsync(
            new GraphQLRequest
            {
                Query = query,
                OperationName = operationName,
                Variables = variables is null ? null : JsonDocument.Parse(variables).RootElement,
                Services = this,
            },
            writer,
            CancellationToken.None);
        return Encoding.UTF8.GetString(writer.WrittenSpan);
    }
}
