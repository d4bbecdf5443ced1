using System.Text;
using System.Text.Json.Nodes;
using PortfolioGraph.Tests.Shared;

namespace PortfolioGraph.Clients.Tests.Documents;

/// <summary>One shell in which the commands of a page are run, one block after the other, in a folder that is like a clone.</summary>
internal sealed class PageShell : IDisposable
{
    private const string StartGateway = "dotnet run --project src/PortfolioGraph.Gateway";
    private readonly string _root = Directory.CreateTempSubdirectory("portfolio-graph-page-").FullName;
    private readonly Dictionary<string, int> _ports = [];

    public PageShell()
    {
        foreach (var written in (string[])["5000", "5101", "5102", "5103"]) _ports[written] = FreePort.Find();
        Directory.CreateDirectory(Clone);
        Directory.CreateDirectory(State);
        foreach (var name in (string[])["src", "schema", "docs"]) Directory.CreateSymbolicLink(Path.Combine(Clone, name), Path.Combine(RepositoryFile.Root, name));
    }

    private string Clone => Path.Combine(_root, "clone");

    private string State => Path.Combine(_root, "state");

    /// <summary>Runs the commands of a page, and sends its documents with curl, each with the variables that follow it.</summary>
    /// <returns>What each of these blocks writes.</returns>
    /// <exception cref="InvalidOperationException">A command fails. The message says which, and what was written until then.</exception>
    public async Task<IReadOnlyDictionary<CodeBlock, string>> RunAsync(IReadOnlyList<CodeBlock> page)
    {
        var blocks = page.Where(block => block.Language is "sh" or "graphql" && !NotRun.Contains(block)).ToList();
        var script = new StringBuilder(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Documents", "prelude.sh")));
        script.AppendLine("cd \"$CLONE\"");
        // A page that says nothing of how to start one has it running.
        if (!blocks.Any(block => block.Text.Split('\n').Contains(StartGateway))) script.AppendLine(StartGateway);
        foreach (var (number, block) in blocks.Index())
        {
            var commands = block.Text;
            if (block.Language == "graphql")
            {
                var next = page.SkipWhile(other => other != block).Skip(1).FirstOrDefault();
                var variables = next is { Language: "json", Info: "variables" } ? JsonNode.Parse(next.Text) : null;
                await File.WriteAllTextAsync(Path.Combine(State, $"{number}.json"), new JsonObject { ["query"] = block.Text, ["variables"] = variables }.ToJsonString());
                // What does not end is listened to until it is silent for a while.
                commands = block.Text.StartsWith("subscription", StringComparison.Ordinal)
                    ? $"{{ curl -sN -m 3 http://127.0.0.1:5000/graphql -H 'Accept: text/event-stream' -H 'Content-Type: application/json' --data-binary @\"$STATE/{number}.json\" || [ $? -eq 28 ]; }} | sed -n 's/^data: //p'"
                    : $"curl -s http://127.0.0.1:5000/graphql -H 'Content-Type: application/json' --data-binary @\"$STATE/{number}.json\"";
            }

            script.Append($"echo {block} >\"$STATE/at\"\n{{\n{Here(commands)}\n}} >\"$STATE/{number}.out\" 2>\"$STATE/{number}.err\"");
            script.Append(block.Info == "error" ? " || true\n" : "\n");
        }

        script.AppendLine("echo end >\"$STATE/at\"");
        var file = Path.Combine(_root, "page.sh");
        await File.WriteAllTextAsync(file, script.ToString());
        try
        {
            await Shell.RunAsync("bash", [file], Clone, new()
            {
                ["CLONE"] = Clone, ["STATE"] = State, ["HOME"] = _root, ["BIN"] = AppContext.BaseDirectory, ["PACKAGES"] = Path.Combine(ClientProjects.Folder, "node_modules"),
                ["DOTNET"] = Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet",
                ["GATEWAY_PORT"] = $"{_ports["5000"]}", ["OKX_PORT"] = $"{_ports["5101"]}", ["MESH_PORT"] = $"{_ports["5102"]}", ["NEPTUNE_PORT"] = $"{_ports["5103"]}",
            });
        }
        catch (InvalidOperationException e)
        {
            var written = string.Concat(Directory.GetFiles(State, "*.*").Order().Select(f => $"--- {Path.GetFileName(f)}\n{Written(f)}\n"));
            throw new InvalidOperationException($"{Written("at").Trim()} fails: {e.Message}\n{written}");
        }

        return blocks.Index().ToDictionary(at => at.Item, at => Written($"{at.Index}.out"));

        string Written(string name) => File.ReadAllText(Path.Combine(State, name));
    }

    public void Dispose()
    {
        foreach (var file in Directory.GetFiles(State, "*.pid"))
        {
            using var kill = System.Diagnostics.Process.Start("kill", [File.ReadAllText(file).Trim()]);
            kill.WaitForExit();
        }

        Directory.Delete(_root, recursive: true);
    }

    private string Here(string commands) => _ports.Aggregate(
        commands, (text, port) => text.Replace($"127.0.0.1:{port.Key}", $"127.0.0.1:{port.Value}", StringComparison.Ordinal).Replace($"localhost:{port.Key}", $"127.0.0.1:{port.Value}", StringComparison.Ordinal));
}
