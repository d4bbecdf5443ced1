namespace PortfolioGraph.Gateway.Endpoints;

/// <summary>The documents of <c>schema/operations</c>, for who wants to begin with something.</summary>
internal static class ExampleOperations
{
    private const string Folder = "operations/";

    /// <summary>In the order of their files' names.</summary>
    public static IEnumerable<string> All =>
        typeof(ExampleOperations).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(Read);

    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(ExampleOperations).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
