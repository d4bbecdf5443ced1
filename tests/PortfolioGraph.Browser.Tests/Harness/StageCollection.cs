namespace PortfolioGraph.Browser.Tests.Harness;

/// <summary>One gateway and one browser for all tests.</summary>
[CollectionDefinition(Name)]
public sealed class StageCollection : ICollectionFixture<Stage>
{
    public const string Name = "Stage";
}
