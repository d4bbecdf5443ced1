using System.Diagnostics;

namespace PortfolioGraph.GraphQL.AspNetCore.Tests.Audits;

public sealed class AuditTests
{
    [AuditFact]
    public async Task Server_AllAudits_AreOk()
    {
        await using var server = await TestServer.StartAsync();
        using var node = Process.Start(new ProcessStartInfo("node", ["audit.mjs", server.GraphQL.ToString()])
        {
            WorkingDirectory = AuditFactAttribute.Folder,
            RedirectStandardOutput = true,
        })!;
        var output = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();

        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Where(line => !line.StartsWith("ok ", StringComparison.Ordinal)).ShouldBeEmpty();
        lines.Length.ShouldBe(61);
    }
}
