using System.Globalization;

namespace PortfolioGraph.Benchmarks.Gateway;

/// <summary>One row of figures.</summary>
/// <param name="Requests">How many were timed.</param>
/// <param name="ProcessorTime">Of the gateway's process, for each request, in milliseconds.</param>
/// <param name="Bytes">Of the answer.</param>
/// <param name="Times">Of each request as its client saw it, in milliseconds.</param>
internal sealed record Measured(int Requests, double ProcessorTime, int Bytes, IReadOnlyList<double> Times)
{
    public double Percentile(int percent) => Times.Order().ElementAt(Math.Min(Times.Count - 1, Times.Count * percent / 100));

    /// <param name="name">What was measured.</param>
    /// <param name="allocated">Bytes that the gateway allocates for each request.</param>
    public string ToRow(string name, long allocated) => string.Create(CultureInfo.InvariantCulture,
        $"| {name} | {Requests} | {ProcessorTime:0.00} | {Percentile(50):0.0} | {Percentile(99):0.0} | {allocated / 1024.0:#,0} | {Bytes / 1024.0:#,0.0} |");

    public static string Header => """
        | workload | requests | CPU ms a request | p50 ms | p99 ms | allocated KB | answer KB |
        |---|--:|--:|--:|--:|--:|--:|
        """;
}
