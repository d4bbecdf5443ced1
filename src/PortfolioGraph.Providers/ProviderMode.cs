namespace PortfolioGraph.Providers;

public enum ProviderMode
{
    Live,

    /// <summary>Made-up holdings of the built-in sandbox.</summary>
    Sandbox,
}
