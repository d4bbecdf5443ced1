using PortfolioGraph.GraphQL.AspNetCore.Settings;

namespace PortfolioGraph.GraphQL.AspNetCore.Ide;

/// <summary>A plain page for trying out queries. It loads nothing from anywhere and sends only what its user runs, to the path that it came from, or the one
/// above where it came as <c>plain</c>.</summary>
public static class ExplorerPage
{
    /// <summary>For <see cref="GraphQLHttpOptions.IdePage"/>.</summary>
    public static string Html { get; } = Resource("explorer.html");

    internal static string Resource(string name)
    {
        using var stream = typeof(ExplorerPage).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
