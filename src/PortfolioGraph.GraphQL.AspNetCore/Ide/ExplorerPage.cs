namespace PortfolioGraph.GraphQL.AspNetCore.Ide;

/// <summary>A plain page for trying out queries. It loads nothing from anywhere and sends only what its user runs, to the path that it came from.</summary>
public static class ExplorerPage
{
    /// <summary>For <see cref="GraphQLHttpOptions.IdePage"/>.</summary>
    public static string Html { get; } = Read();

    private static string Read()
    {
        using var stream = typeof(ExplorerPage).Assembly.GetManifestResourceStream("explorer.html")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
