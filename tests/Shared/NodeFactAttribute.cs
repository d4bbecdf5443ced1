using System.Runtime.CompilerServices;

namespace PortfolioGraph.Tests.Shared;

/// <summary>A test that runs a Node script beside it, and is skipped with the reason where Node or a package is missing.</summary>
public class NodeFactAttribute : FactAttribute
{
    /// <param name="package">A package that <c>npm ci</c> installs in the folder of the test.</param>
    /// <param name="testFile">Left out: the file of the test.</param>
    public NodeFactAttribute(string package, [CallerFilePath] string testFile = "")
    {
        var folder = Path.GetDirectoryName(testFile)!;
        if (!Directory.Exists(Path.Combine(folder, "node_modules", package))) Skip = $"Needs npm packages: run \"npm ci\" in {folder}.";
        else if (!IsOnPath("node")) Skip = "Needs Node.";
    }

    private static bool IsOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, program)) || File.Exists(Path.Combine(folder, program + ".exe")));
}
