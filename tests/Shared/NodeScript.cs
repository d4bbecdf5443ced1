using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace PortfolioGraph.Tests.Shared;

/// <summary>Runs a Node script that lies beside the test.</summary>
internal static class NodeScript
{
    /// <returns>The lines of its standard output.</returns>
    public static async Task<string[]> RunAsync(string script, string[] arguments, [CallerFilePath] string testFile = "")
    {
        using var node = Process.Start(new ProcessStartInfo("node", [script, .. arguments])
        {
            WorkingDirectory = Path.GetDirectoryName(testFile),
            RedirectStandardOutput = true,
        })!;
        var output = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
