using System.Diagnostics;
using System.Text;
using PortfolioGraph.Providers.Okx;
using PortfolioGraph.Sandbox;
using PortfolioGraph.Sandbox.Settings;
using PortfolioGraph.Sandbox.Wire;

namespace PortfolioGraph.Benchmarks.Gateway;

/// <summary>The provider calls behind one answer, made again without a gateway: the time that no gateway can do without.</summary>
internal static class ProviderChain
{
    /// <summary>The median of how long they take, in milliseconds: those that wait for each other in turn, the others at once.</summary>
    /// <param name="sandbox">Has recorded the calls of one answer, and nothing else.</param>
    /// <param name="options">The keys of the sandbox.</param>
    /// <param name="delayMs">What it delays each call by, which tells the calls of one turn from those of the next.</param>
    /// <param name="rounds">How often they are made.</param>
    public static async Task<double> MedianAsync(SandboxServer sandbox, SandboxOptions options, int delayMs, int rounds)
    {
        var turns = Turns(sandbox.Calls, TimeSpan.FromMilliseconds(delayMs) / 2);
        using var http = new HttpClient();
        var times = new List<double>();
        for (var round = 0; round < rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            foreach (var turn in turns) await Task.WhenAll(turn.Select(call => MakeAsync(http, sandbox, options, call)));
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        times.Sort();
        return times[rounds / 2];
    }

    private static List<List<RecordedCall>> Turns(IReadOnlyList<RecordedCall> calls, TimeSpan apart)
    {
        var turns = new List<List<RecordedCall>>();
        foreach (var call in calls.OrderBy(call => call.Time))
        {
            if (turns.Count == 0 || call.Time - turns[^1][0].Time > apart) turns.Add([]);
            turns[^1].Add(call);
        }

        return turns;
    }

    private static async Task MakeAsync(HttpClient http, SandboxServer sandbox, SandboxOptions options, RecordedCall call)
    {
        var origin = call.Provider switch { "okx" => sandbox.OkxUrl, "mesh" => sandbox.MeshUrl, _ => sandbox.NeptuneUrl };
        using var request = new HttpRequestMessage(new HttpMethod(call.Method), new Uri(origin, call.Path + call.Query));
        var body = Encoding.UTF8.GetBytes(call.Body);
        if (body.Length > 0) request.Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } };
        var timestamp = OkxSigning.Timestamp(DateTimeOffset.UtcNow);
        (string, string)[] headers = call.Provider switch
        {
            "okx" =>
            [
                ("OK-ACCESS-KEY", options.OkxApiKey), ("OK-ACCESS-PASSPHRASE", options.OkxPassphrase), ("OK-ACCESS-TIMESTAMP", timestamp),
                ("OK-ACCESS-SIGN", OkxSigning.Sign(options.OkxSecretKey, timestamp, call.Method, call.Path + call.Query, body)),
            ],
            "mesh" => [("X-Client-Id", options.MeshClientId), ("X-Client-Secret", options.MeshClientSecret)],
            _ => [],
        };
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var response = await http.SendAsync(request);
        await response.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
    }
}
