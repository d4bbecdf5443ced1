using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using PortfolioGraph.Sandbox.Faults;

namespace PortfolioGraph.Soak;

/// <summary>Many clients for minutes, while faults of all kinds come and go: every answer is checked, and memory is watched.</summary>
internal static class SoakRun
{
    private static readonly (string Name, Fault Fault)[] Faults =
    [
        ("500", new Fault { Status = 500 }), ("503 for some", new Fault { Status = 503, Requests = 20 }), ("429", new Fault { Status = 429, RetryAfterSeconds = 1, Requests = 5 }),
        ("hang", new Fault { Hang = true }), ("slow", new Fault { DelayMs = 700 }), ("reset", new Fault { Body = FaultBody.Reset }),
        ("truncated", new Fault { Body = FaultBody.Truncated }), ("malformed", new Fault { Body = FaultBody.Malformed, Requests = 50 }),
    ];

    private static readonly string[] Providers = ["okx", "mesh", "neptune"];

    public static async Task<int> RunAsync(TimeSpan duration, int clients)
    {
        var expectations = await Expectations.RecordAsync();
        Console.WriteLine($"{expectations.Count} totals known, by wallet and failure");
        await using var servers = await Servers.StartAsync(
            ("Cache__FreshSeconds", "1"), ("Cache__StaleSeconds", "6"), ("Limits__ExecutionSeconds", "4"), ("Resilience__BreakSeconds", "3"),
            ("Resilience__TrySeconds", "1"), ("Resilience__MaxRetrySeconds", "1"));

        // The same run every time, but for the clock.
        var random = new Random(20);
        var problems = new ConcurrentBag<string>();
        var (answers, wallets, incomplete) = (0, 0, 0);
        var memory = new List<double>();
        var watch = Stopwatch.StartNew();
        var running = Enumerable.Range(0, clients).Select(ClientAsync).Append(FaultsAsync()).Append(MemoryAsync()).ToArray();
        await Task.WhenAll(running);

        var settled = memory.Skip(memory.Count / 4).ToArray();
        var (firstHalf, secondHalf) = (settled[..(settled.Length / 2)].Average(), settled[(settled.Length / 2)..].Average());
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{answers} answers with {wallets} wallets in {watch.Elapsed.TotalSeconds:0} s, {incomplete} wallets not complete; {problems.Count} wrong or missing"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"memory in MB: {string.Join(' ', memory.Select(m => m.ToString("0", CultureInfo.InvariantCulture)))}; after the first quarter {firstHalf:0.0}, then {secondHalf:0.0} on average"));
        foreach (var problem in problems.Distinct().Take(20)) Console.WriteLine(problem);
        return problems.IsEmpty && answers > 0 ? 0 : 1;

        async Task ClientAsync(int number)
        {
            var own = new Random(number);
            while (watch.Elapsed < duration)
            {
                var asked = Enumerable.Range(0, Expectations.WalletCount).Where(_ => own.Next(2) == 0).DefaultIfEmpty(number % Expectations.WalletCount).ToArray();
                try
                {
                    var answer = (await servers.AskAsync(Expectations.Query(asked))).GetProperty("wallets");
                    for (var i = 0; i < asked.Length; i++)
                    {
                        if (expectations.Problem(asked[i], answer[i]) is { } problem) problems.Add(problem);
                        if (!answer[i].GetProperty("total").GetProperty("isComplete").GetBoolean()) Interlocked.Increment(ref incomplete);
                    }

                    Interlocked.Increment(ref answers);
                    Interlocked.Add(ref wallets, asked.Length);
                }
                catch (Exception e) when (e is HttpRequestException or TaskCanceledException or InvalidDataException or InvalidOperationException)
                {
                    problems.Add(e.Message);
                }

                await Task.Delay(own.Next(100));
            }
        }

        async Task FaultsAsync()
        {
            while (watch.Elapsed < duration)
            {
                await Task.Delay(random.Next(1_000, 3_000));
                var (name, fault) = Faults[random.Next(Faults.Length)];
                var provider = Providers[random.Next(Providers.Length)];
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalSeconds:0} s: {provider} {name}"));
                servers.Sandbox.Faults.Set(provider, fault);
                await Task.Delay(random.Next(1_000, 6_000));
                servers.Sandbox.Faults.Clear(random.Next(4) == 0 ? null : provider);
            }
        }

        async Task MemoryAsync()
        {
            while (watch.Elapsed < duration)
            {
                await Task.Delay(5_000);
                memory.Add(servers.Memory());
            }
        }
    }
}
