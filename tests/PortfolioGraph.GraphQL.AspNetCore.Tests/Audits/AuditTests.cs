using PortfolioGraph.GraphQL.AspNetCore.Settings;
using PortfolioGraph.Tests.Shared;

namespace PortfolioGraph.GraphQL.AspNetCore.Tests.Audits;

public sealed class AuditTests
{
    [NodeFact("graphql-http")]
    public async Task AuditProfile_AllAudits_AreOk()
    {
        var results = await AuditAsync(StatusProfile.Audit);

        results.Where(line => !line.StartsWith("ok ", StringComparison.Ordinal)).ShouldBeEmpty();
        results.Length.ShouldBe(61);
    }

    // The draft and the audits differ in what the draft only recommends.
    [NodeFact("graphql-http")]
    public async Task DraftProfile_NoAudit_IsAnError()
    {
        var results = await AuditAsync(StatusProfile.Draft2026);

        results.Where(line => line.StartsWith("error ", StringComparison.Ordinal)).ShouldBeEmpty();
        results.Length.ShouldBe(61);
    }

    private static async Task<string[]> AuditAsync(StatusProfile profile)
    {
        await using var server = await TestServer.StartAsync(new GraphQLHttpOptions { StatusProfile = profile });
        return await NodeScript.RunAsync("audit.mjs", [server.GraphQL.ToString()]);
    }
}
