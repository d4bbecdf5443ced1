using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using PortfolioGraph.Gateway.Hosting;

namespace PortfolioGraph.Clients.Tests;

/// <summary>The projects in <c>tests/Clients</c>, generated and built once, and a gateway over the sandbox for them.</summary>
public sealed class ClientProjects : IAsyncLifetime
{
    // One for all tests, for as long as the process is.
    private static readonly HttpClient Http = new();

    private readonly Lock _lock = new();
    private Task? _built;
    private WebApplication _gateway = null!;

    internal static string Folder { get; } = Path.Combine(RepositoryFile.Root, "tests", "Clients");

    internal string GraphQL => $"{_gateway.Urls.Single()}/graphql";

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.Configuration["Cache:FreshSeconds"] = "0"; // What is kept comes at once, and @defer has nothing to wait for.
        _gateway = await GatewayHost.BuildAsync(builder, CancellationToken.None);
        await _gateway.StartAsync();
    }

    public async Task DisposeAsync() => await _gateway.DisposeAsync();

    /// <returns>What the built program prints.</returns>
    internal async Task<string> RunAsync(string program)
    {
        await BuiltAsync();
        return await Shell.RunAsync("node", [program], Folder, new() { ["GRAPHQL_URL"] = GraphQL });
    }

    /// <returns>What the code generator makes of a schema: the file of the repository, or what is served at the URL.</returns>
    internal async Task<string> GenerateAsync(string? schema = null)
    {
        await BuiltAsync();
        await Shell.RunAsync("node", ["node_modules/.bin/graphql-codegen"], Folder, schema is null ? null : new() { ["SCHEMA"] = schema });
        return await File.ReadAllTextAsync(Path.Combine(Folder, "typescript", "__generated__", "graphql.ts"));
    }

    /// <returns>The data of an answer without errors.</returns>
    internal async Task<JsonElement> AskAsync(string query)
    {
        using var response = await Http.PostAsJsonAsync(GraphQL, new { query });
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        answer.TryGetProperty("errors", out _).ShouldBeFalse(answer.ToString());
        return answer.GetProperty("data");
    }

    /// <summary>Built by whoever is first; the others wait for it.</summary>
    private Task BuiltAsync()
    {
        lock (_lock) return _built ??= BuildAsync();
    }

    private static async Task BuildAsync()
    {
        foreach (var made in Directory.GetDirectories(Folder, "__generated__", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 3 })
                     .Where(folder => !folder.Contains("node_modules", StringComparison.Ordinal))
                     .Concat([Path.Combine(Folder, "out"), Path.Combine(Folder, "relay", "out")])
                     .Where(Directory.Exists))
        {
            Directory.Delete(made, recursive: true);
        }

        await Shell.RunAsync("npm", ["run", "generate"], Folder);
        await Shell.RunAsync("npm", ["run", "build"], Folder);
    }
}
