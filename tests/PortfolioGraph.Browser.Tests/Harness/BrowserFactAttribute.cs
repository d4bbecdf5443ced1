using PortfolioGraph.GraphQL.AspNetCore.Ide;

namespace PortfolioGraph.Browser.Tests.Harness;

/// <summary>A test that drives Chromium, and is skipped with the reason where it is missing.</summary>
public sealed class BrowserFactAttribute : FactAttribute
{
    /// <param name="needsIde">Whether it looks at files of Banana Cake Pop.</param>
    public BrowserFactAttribute(bool needsIde = false)
    {
        if (Chromium.Path is null) Skip = "Needs Chromium: install it, or name its program in CHROMIUM_PATH.";
        else if (needsIde && !BananaCakePop.IsRestored) Skip = "Needs Banana Cake Pop: run \"npm ci\" in src/PortfolioGraph.GraphQL.AspNetCore/Ide and build again.";
    }
}
