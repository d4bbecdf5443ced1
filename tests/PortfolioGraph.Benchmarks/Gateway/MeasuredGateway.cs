using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using PortfolioGraph.Gateway.Tests.Harness;
using PortfolioGraph.Sandbox;
using PortfolioGraph.Sandbox.Settings;
using PortfolioGraph.Shared.Processes;

namespace PortfolioGraph.Benchmarks.Gateway;

/// <summary>A published gateway in a process of its own, with its providers in this one.</summary>
internal sealed class MeasuredGateway : IAsyncDisposable
{
    /// <summary>Longer than any run, in seconds.</summary>
    public const int Always = 3600;

    private readonly LargeOkx? _large;
    private readonly AllocationProbe _allocations = new();
    private readonly GatewayProcess _process;

    private MeasuredGateway(string program, SandboxServer sandbox, SandboxOptions options, LargeOkx? large, int? cacheSeconds, bool isProbed)
    {
        (Sandbox, SandboxOptions) = (sandbox, options);
        _large = large;
        var providers = large is null ? SandboxSettings.Of(sandbox, options) : SandboxSettings.Okx(new Uri(large.Url), options);
        StartedAt = Stopwatch.GetTimestamp();
        _process = GatewayProcess.Start(program,
        [
            .. providers, .. isProbed ? _allocations.Settings : [],
            .. cacheSeconds is { } seconds ? new[] { ("Cache__FreshSeconds", $"{seconds}"), ("Cache__StaleSeconds", $"{seconds}") } : [],
        ]);
    }

    public SandboxServer Sandbox { get; }

    public SandboxOptions SandboxOptions { get; }

    public GatewayProcess Process => _process;

    /// <summary>When the process was started, as a timestamp.</summary>
    public long StartedAt { get; }

    /// <param name="program">The published program, or the gateway's assembly.</param>
    /// <param name="isLarge">The provider is one with large wallets, in place of the sandbox.</param>
    /// <param name="cacheSeconds">How long answers of providers are kept; null for as long as they are by default.</param>
    /// <param name="isProbed">Allocations are read. A trimmed program can't be probed.</param>
    public static async Task<MeasuredGateway> StartAsync(string program, bool isLarge, int? cacheSeconds, bool isProbed)
    {
        var options = new SandboxOptions();
        var sandbox = await SandboxServer.StartAsync(options, CancellationToken.None);
        var large = isLarge ? await LargeOkx.StartAsync(GatewayWorkload.LargeWallets) : null;
        return new MeasuredGateway(program, sandbox, options, large, cacheSeconds, isProbed);
    }

    /// <summary>The answer to a workload, which has to be one without errors.</summary>
    public async Task<byte[]> AskAsync(GatewayWorkload workload)
    {
        using var content = new ByteArrayContent(workload.Body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await _process.Http.PostAsync(new Uri("/graphql", UriKind.Relative), content);
        return await response.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
    }

    /// <summary>Asks, and looks whether something is missing.</summary>
    public async Task<byte[]> CheckAsync(GatewayWorkload workload)
    {
        var answer = await AskAsync(workload);
        using var json = JsonDocument.Parse(answer);
        if (json.RootElement.TryGetProperty("errors", out var errors)) throw new InvalidDataException(errors.GetRawText());
        return answer;
    }

    /// <summary>One request after the other for some time, or until there are enough of them.</summary>
    public async Task<Measured> MeasureAsync(GatewayWorkload workload, TimeSpan duration, int atMost)
    {
        var bytes = (await CheckAsync(workload)).Length;
        var times = new List<double>();
        var (processor, start) = (_process.ProcessorTime(), Stopwatch.GetTimestamp());
        while (times.Count < atMost && Stopwatch.GetElapsedTime(start) < duration)
        {
            var asked = Stopwatch.GetTimestamp();
            await AskAsync(workload);
            times.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
        }

        processor = _process.ProcessorTime() - processor;
        return new Measured(times.Count, processor * 1000 / times.Count, bytes, times);
    }

    /// <summary>The bytes that it allocates for each of a number of requests.</summary>
    public async Task<long> AllocatedAsync(GatewayWorkload workload, int requests)
    {
        var before = await _allocations.ReadAsync();
        for (var i = 0; i < requests; i++) await AskAsync(workload);
        return (await _allocations.ReadAsync() - before) / requests;
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        if (_large is not null) await _large.DisposeAsync();
        await Sandbox.DisposeAsync();
    }
}
