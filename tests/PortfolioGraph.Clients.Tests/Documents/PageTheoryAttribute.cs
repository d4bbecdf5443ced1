namespace PortfolioGraph.Clients.Tests.Documents;

/// <summary>A test that follows pages in a shell, and is skipped with the reason where a program that they call, or a package of npm, is missing.</summary>
public sealed class PageTheoryAttribute : TheoryAttribute
{
    public PageTheoryAttribute()
    {
        Skip = new ClientFactAttribute().Skip;
        var path = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator);
        foreach (var program in (string[])["bash", "curl", "openssl", "npm"])
        {
            if (!path.Any(folder => File.Exists(Path.Combine(folder, program)))) Skip ??= $"Needs {program}.";
        }
    }
}
