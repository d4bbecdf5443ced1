namespace PortfolioGraph.Gateway.Tests;

/// <summary>Files of the repository, found by walking up from the test's own directory.</summary>
internal static class RepositoryFile
{
    public static string Root { get; } = FindRoot();

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory!.FullName, "PortfolioGraph.sln"))) directory = directory.Parent;
        return directory.FullName;
    }
}
