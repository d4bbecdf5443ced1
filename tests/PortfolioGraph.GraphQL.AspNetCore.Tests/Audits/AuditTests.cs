using System.Diagnostics;

namespace PortfolioGraph.GraphQL.AspNetCore.Tests.Audits;

public sealed class AuditTests
{
    [AuditFact]
    public async Task AuditProfile_AllAudits_AreOk()
    {
        var results = await AuditAsync(StatusProfile.Audit);

        results.Where(line => !line.StartsWith("ok ", StringComparison.Ordinal)).ShouldBeEmpty();
        results.Length.ShouldBe(61);
    }

    // The draft and the audits differ in what the draft only recommends.
    [AuditFact]
    public async Task DraftProfile_NoAudit_IsAnError()
    {
        var results = await AuditAsync(StatusProfile.Draft2026);

        results.Where(line => line.StartsWith("error ", StringComparison.Ordinal)).ShouldBeEmpty();
        results.Length.ShouldBe(61);
    }

    private static async Task<string[]> AuditAsync(StatusProfile profile)
    {
        await using var server = await TestServer.StartAsync(new GraphQLHttpOptions { StatusProfile = profile });
        using var node = Process.Start(new ProcessStartInfo("node", ["audit.mjs", server.GraphQL.ToString()])
        {
            WorkingDirectory = AuditFactAttribute.Folder,
            RedirectStandardOutput = true,
        })!;
        var output = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
