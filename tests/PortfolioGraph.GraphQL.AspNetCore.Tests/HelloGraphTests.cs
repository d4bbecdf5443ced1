using System.Diagnostics;
using System.Text.RegularExpressions;

namespace PortfolioGraph.GraphQL.AspNetCore.Tests;

/// <summary>The sample that newcomers to the engine start from.</summary>
public sealed partial class HelloGraphTests
{
    [Fact]
    public async Task Sample_Runs_AndAnswers()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "HelloGraph.dll"), "--urls", "http://127.0.0.1:0"]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        try
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            var url = "";
            while (url.Length == 0 && await process.StandardOutput.ReadLineAsync(limit.Token) is { } line) url = Listening().Match(line).Groups[1].Value;
            using var http = new HttpClient();
            using var query = new StringContent("""{"query":"{ books(first: 2) { title author { name } } }"}""", System.Text.Encoding.UTF8, "application/json");
            using var answer = await http.PostAsync($"{url}/graphql", query, limit.Token);
            (await answer.Content.ReadAsStringAsync(limit.Token)).ShouldBe(
                """{"data":{"books":[{"title":"Emma","author":{"name":"Jane Austen"}},{"title":"Persuasion","author":{"name":"Jane Austen"}}]}}""");
        }
        finally
        {
            process.Kill();
        }
    }

    [GeneratedRegex("Now listening on: (http://127.0.0.1:[0-9]+)")]
    private static partial Regex Listening();
}
