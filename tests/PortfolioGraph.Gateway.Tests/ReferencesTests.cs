using System.Xml.Linq;

namespace PortfolioGraph.Gateway.Tests;

/// <summary>References between the projects point one way, as ARCHITECTURE.md draws them.</summary>
public sealed class ReferencesTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["PortfolioGraph.Gateway"] = ["PortfolioGraph.GraphQL.AspNetCore", "PortfolioGraph.Providers", "PortfolioGraph.Sandbox"],
        ["PortfolioGraph.GraphQL"] = [],
        ["PortfolioGraph.GraphQL.AspNetCore"] = ["PortfolioGraph.GraphQL"],
        ["PortfolioGraph.Holdings"] = [],
        ["PortfolioGraph.Providers"] = ["PortfolioGraph.Holdings"],
        ["PortfolioGraph.Sandbox"] = [],
    };

    public static TheoryData<string> Projects() => [.. Allowed.Keys];

    [Fact]
    public void Source_EveryProject_IsKnown() =>
        Directory.GetFiles(Path.Combine(RepositoryFile.Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal)
            .ShouldBe(Allowed.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_References_AreThoseOfTheArchitecture(string project) =>
        XDocument.Parse(RepositoryFile.Read($"src/{project}/{project}.csproj")).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')))
            .Order(StringComparer.Ordinal)
            .ShouldBe(Allowed[project].Order(StringComparer.Ordinal));
}
