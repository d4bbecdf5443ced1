namespace PortfolioGraph.GraphQL.AspNetCore.Tests.Attacks;

/// <summary>Tests that weigh the memory of the whole process run while no others do.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "alone";
}
