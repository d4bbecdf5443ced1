using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Limits;
using PortfolioGraph.GraphQL.Validation;

namespace PortfolioGraph.Gateway.CommandLine;

/// <summary><c>cost</c>: what operations cost, and which calls to providers they take, found out with the sandbox. No provider is asked.</summary>
internal static class CostCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("files") { Description = "Documents with one or more operations.", Arity = ArgumentArity.OneOrMore };
        var variables = CommandOptions.Variables();
        var json = CommandOptions.Json();
        var command = new Command(
            "cost", "Tells what each operation costs and how many calls it makes to each provider, without asking any: the sandbox stands in. The exit code is 1 where one could not be executed.")
        { files, variables, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var values = await CommandFiles.ReadVariablesAsync(parsed.GetValue(variables), cancellationToken);
            await using var gateway = await OfflineGateway.StartSandboxAsync(cancellationToken);
            var costs = new List<OperationCost>();
            foreach (var file in parsed.GetRequiredValue(files))
                costs.AddRange(await MeasureAsync(gateway, file, values, parsed.InvocationConfiguration.Error, cancellationToken));
            await parsed.InvocationConfiguration.Output.WriteLineAsync(parsed.GetValue(json) ? Json(costs) : Table(costs));
            return costs.Exists(c => c.Problem is not null) ? 1 : 0;
        });
        return command;
    }

    private static async Task<List<OperationCost>> MeasureAsync(
        OfflineGateway gateway, string file, JsonElement? variables, TextWriter progress, CancellationToken cancellationToken)
    {
        var text = await CommandFiles.ReadAsync(file, cancellationToken);
        DocumentNode document;
        try
        {
            document = Parser.Parse(text, gateway.Settings.Limits.Parser);
        }
        catch (SyntaxException e)
        {
            return [new OperationCost(file, null, $"{e.Location.Line}:{e.Location.Column} {e.Message}")];
        }

        if (DocumentValidator.Validate(gateway.Schema.Schema, document) is [var first, ..])
            return [new OperationCost(file, null, $"{string.Concat(first.Locations.Take(1).Select(l => $"{l.Line}:{l.Column} "))}{first.Message}")];

        var costs = new List<OperationCost>();
        var operations = document.Definitions.OfType<OperationDefinitionNode>().ToArray();
        foreach (var operation in operations)
        {
            // Where somebody looks on, and it takes long enough to ask oneself.
            if (!Console.IsErrorRedirected && operations.Length > 1) await progress.WriteAsync($"\r{file} {costs.Count + 1}/{operations.Length} ");
            costs.Add(await MeasureAsync(gateway, file, text, document, operation, variables, cancellationToken));
        }

        if (!Console.IsErrorRedirected && operations.Length > 1) await progress.WriteLineAsync();
        return costs;
    }

    private static async Task<OperationCost> MeasureAsync(
        OfflineGateway gateway, string file, string text, DocumentNode document, OperationDefinitionNode operation, JsonElement? variables, CancellationToken cancellationToken)
    {
        var name = operation.Name?.Value;
        var cost = new CostAnalyzer(gateway.Schema.Schema).Analyze(document, operation, variables);
        if (operation.Operation == OperationType.Subscription) return new OperationCost(file, name, null) { Cost = cost };

        var sandbox = gateway.Sandbox!;
        sandbox.ResetCalls();
        var response = await gateway.AskAsync(text, name, variables, cancellationToken);
        var problem = response.TryGetProperty("errors", out var errors) ? errors[0].GetProperty("message").GetString() : null;
        return new OperationCost(file, name, problem)
        {
            Cost = cost,
            Calls = sandbox.Calls.GroupBy(c => c.Provider).ToDictionary(g => g.Key, g => g.Count()),
        };
    }

    private static string Table(List<OperationCost> costs) => string.Join(Environment.NewLine, costs.Select(c => string.Create(CultureInfo.InvariantCulture,
        $"{c.Name ?? c.File}: {(c.Cost is { } cost ? $"cost {cost:N0}" : "no cost")}{Calls(c)}{(c.Problem is null ? "" : $"; {c.Problem}")}")));

    private static string Calls(OperationCost cost) => cost.Calls switch
    {
        null => "",
        { Count: 0 } => ", no calls",
        var calls => $", calls: {string.Join(", ", calls.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key} {c.Value}"))}",
    };

    private static string Json(List<OperationCost> costs) => CommandJson.Text(writer =>
    {
        writer.WriteStartArray();
        foreach (var cost in costs)
        {
            writer.WriteStartObject();
            writer.WriteString("file", cost.File);
            writer.WriteString("operation", cost.Name);
            if (cost.Cost is { } price) writer.WriteNumber("cost", price);
            if (cost.Calls is { } calls)
            {
                writer.WriteStartObject("calls");
                foreach (var (provider, count) in calls.OrderBy(c => c.Key, StringComparer.Ordinal)) writer.WriteNumber(provider, count);
                writer.WriteEndObject();
            }

            if (cost.Problem is not null) writer.WriteString("problem", cost.Problem);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    /// <param name="Problem">Why it could not be executed; null where it could.</param>
    private sealed record OperationCost(string File, string? Name, string? Problem)
    {
        public int? Cost { get; init; }

        /// <summary>By provider; null where it was not executed.</summary>
        public IReadOnlyDictionary<string, int>? Calls { get; init; }
    }
}
