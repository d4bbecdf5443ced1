namespace PortfolioGraph.Gateway;

/// <summary>The operations of <c>schema/operations</c>, for who wants to begin with something.</summary>
internal static class ExampleDocuments
{
    /// <summary>All in one document, in the order of their files' names.</summary>
    public static string All { get; } = string.Join('\n', Names().Order(StringComparer.Ordinal).Select(Read));

    private static IEnumerable<string> Names() =>
        typeof(ExampleDocuments).Assembly.GetManifestResourceNames().Where(name => name.StartsWith("operations/", StringComparison.Ordinal));

    private static string Read(string name)
    {
        using var stream = typeof(ExampleDocuments).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
