namespace PortfolioGraph.Gateway.Graph.Objects;

/// <summary>Where a provider says something about a token, network or platform. In the order in which it is believed.</summary>
internal enum StatementKind
{
    /// <summary>Its list of networks.</summary>
    Directory,

    /// <summary>A wallet's list of platforms.</summary>
    Platforms,

    /// <summary>A token balance.</summary>
    Balance,

    /// <summary>A position.</summary>
    Position,
}
