namespace PortfolioGraph.Gateway.Tests.Harness;

/// <summary>Tests that measure what the process takes: nothing else runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "alone";
}
