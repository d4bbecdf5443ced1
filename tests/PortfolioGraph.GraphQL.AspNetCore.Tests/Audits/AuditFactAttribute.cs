using System.Runtime.CompilerServices;

namespace PortfolioGraph.GraphQL.AspNetCore.Tests.Audits;

/// <summary>A test that needs Node and the packages of this folder, and says so where they are missing.</summary>
public sealed class AuditFactAttribute : FactAttribute
{
    public AuditFactAttribute()
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules", "graphql-http"))) Skip = $"Needs npm packages: run \"npm ci\" in {Folder}.";
        else if (!IsOnPath("node")) Skip = "Needs Node.";
    }

    /// <summary>Where this file is.</summary>
    public static string Folder { get; } = Path.GetDirectoryName(ThisFile())!;

    private static string ThisFile([CallerFilePath] string path = "") => path;

    private static bool IsOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, program)) || File.Exists(Path.Combine(folder, program + ".exe")));
}
