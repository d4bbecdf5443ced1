using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace PortfolioGraph.GraphQL.Tests.Validation;

/// <summary>
/// The validation suite that gqlparser took over from graphql-js, as the Debian package <c>golang-github-vektah-gqlparser-dev</c> installs it.
/// Where it is unpacked somewhere else, <c>GQLPARSER_DIR</c> names the folder.
/// </summary>
internal static class ImportedSpec
{
    private static readonly IDeserializer Yaml = new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).IgnoreUnmatchedProperties().Build();

    public static string Folder { get; } = Path.Combine(
        Environment.GetEnvironmentVariable("GQLPARSER_DIR") ?? "/usr/share/gocode/src/github.com/vektah/gqlparser",
        "validator/imported/spec");

    public static bool IsInstalled => Directory.Exists(Folder);

    public static IReadOnlyList<string> Schemas { get; } = IsInstalled ? Read<List<string>>("schemas.yml") : [];

    public static IReadOnlyList<ImportedCase> Cases { get; } = IsInstalled
        ? [.. Directory.GetFiles(Folder, "*.spec.yml").Order(StringComparer.Ordinal).SelectMany(f => Read<List<ImportedCase>?>(Path.GetFileName(f)) ?? [])]
        : [];

    private static T Read<T>(string file)
    {
        using var reader = File.OpenText(Path.Combine(Folder, file));
        return Yaml.Deserialize<T>(reader);
    }
}

/// <summary>A document and the errors that one rule must give, those and no others.</summary>
public sealed class ImportedCase
{
    public string Name { get; set; } = "";

    public string Rule { get; set; } = "";

    public string Schema { get; set; } = "";

    public string Query { get; set; } = "";

    public List<ImportedError> Errors { get; set; } = [];
}

public sealed class ImportedError
{
    public string Message { get; set; } = "";

    public List<ImportedLocation> Locations { get; set; } = [];
}

public sealed class ImportedLocation
{
    public int Line { get; set; }

    public int Column { get; set; }
}
