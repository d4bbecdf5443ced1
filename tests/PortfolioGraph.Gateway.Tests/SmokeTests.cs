using System.Diagnostics;
using PortfolioGraph.Gateway.Tests.Harness;

namespace PortfolioGraph.Gateway.Tests;

/// <summary>The script that tells whether a deployment does its work.</summary>
[Collection(GatewayCollection.Name)]
public sealed class SmokeTests(Harness.Gateway gateway)
{
    [Fact]
    public async Task GatewayThatRuns_Passes() => (await RunAsync(gateway.Server.Url.ToString().TrimEnd('/'))).ShouldBe(0);

    [Fact]
    public async Task NobodyThere_Fails() => (await RunAsync("http://127.0.0.1:1")).ShouldNotBe(0);

    private static async Task<int> RunAsync(string url)
    {
        using var process = Process.Start(new ProcessStartInfo("bash", [Path.Combine(RepositoryFile.Root, "tests/smoke.sh"), url]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
