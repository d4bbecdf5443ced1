using System.CommandLine;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace PortfolioGraph.Gateway.CommandLine;

/// <summary><c>query</c>: executes a document, here or at a gateway that runs.</summary>
internal static class QueryCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "The document, or - for standard input." };
        var variables = CommandOptions.Variables();
        var operation = new Option<string?>("--operation", "-o") { Description = "Which operation, where the document has several.", HelpName = "name" };
        var url = new Option<string?>("--url") { Description = "A gateway that runs, such as http://127.0.0.1:5000/graphql. Left out, the document is executed here, with the providers that are configured.", HelpName = "url" };
        var key = new Option<string?>("--key") { Description = "The key for that gateway; better in PORTFOLIO_GRAPH_KEY, where other users of this machine can't see it.", HelpName = "key" };
        var json = CommandOptions.Json();
        var command = new Command("query", "Executes a document and prints the response. The exit code is 1 where it has errors.") { file, variables, operation, url, key, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var document = await CommandFiles.ReadAsync(parsed.GetRequiredValue(file), cancellationToken);
            var values = await CommandFiles.ReadVariablesAsync(parsed.GetValue(variables), cancellationToken);
            var response = parsed.GetValue(url) is { } gateway
                ? await PostAsync(gateway, parsed.GetValue(key) ?? Environment.GetEnvironmentVariable("PORTFOLIO_GRAPH_KEY"), document, parsed.GetValue(operation), values, cancellationToken)
                : await ExecuteAsync(document, parsed.GetValue(operation), values, parsed.InvocationConfiguration.Error, cancellationToken);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(CommandJson.Text(response.WriteTo, isIndented: !parsed.GetValue(json)));
            return response.TryGetProperty("errors", out _) ? 1 : 0;
        });
        return command;
    }

    private static async Task<JsonElement> ExecuteAsync(string document, string? operation, JsonElement? variables, TextWriter error, CancellationToken cancellationToken)
    {
        await using var gateway = await OfflineGateway.StartAsync(cancellationToken);
        if (gateway.Sandbox is not null) await error.WriteLineAsync("SANDBOX DATA: no provider is configured, so every holding is made up.");
        return await gateway.AskAsync(document, operation, variables, cancellationToken);
    }

    private static async Task<JsonElement> PostAsync(
        string address, string? key, string document, string? operation, JsonElement? variables, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https")) throw new CommandException($"{address} is no http or https URL.");
        var body = CommandJson.Text(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("query", document);
            if (operation is not null) writer.WriteString("operationName", operation);
            if (variables is { } values)
            {
                writer.WritePropertyName("variables");
                values.WriteTo(writer);
            }

            writer.WriteEndObject();
        });
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromMinutes(2) };
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/graphql-response+json"));
        if (key is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var response = await http.SendAsync(request, cancellationToken);
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            using var json = await JsonDocument.ParseAsync(stream, cancellationToken: cancellationToken);
            return json.RootElement.Clone();
        }
        catch (JsonException)
        {
            throw new HttpRequestException($"{url} answered {(int)response.StatusCode} without a GraphQL response.");
        }
    }
}
