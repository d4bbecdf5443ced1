using PortfolioGraph.Gateway.Tests.Harness;
using PortfolioGraph.Tests.Shared;

namespace PortfolioGraph.Gateway.Tests.SchemaTools;

[Collection(GatewayCollection.Name)]
public sealed class SchemaToolsTests(Harness.Gateway gateway)
{
    // graphql-inspector against the first published version; graphql-js builds SDL and introspection to one schema; everything is described.
    [NodeFact("graphql")]
    public async Task ServedSchema_ForToolsOfOthers_IsOneSchemaDescribedAndUnbroken() =>
        (await NodeScript.RunAsync("check.mjs", [new Uri(gateway.Server.Url, "/graphql").ToString()])).ShouldBeEmpty();
}
