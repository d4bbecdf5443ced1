using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace PortfolioGraph.Gateway.Tests;

/// <summary>The README and the page on limits list every key that the gateway reads, and none that it does not.</summary>
public sealed partial class ConfigurationDocumentTests
{
    [Fact]
    public async Task Readme_ConfigurationTable_HasTheKeysThatAreRead()
    {
        var source = new RecordingSource(new()
        {
            ["Providers:Okx:ApiKey"] = "key",
            ["Providers:Okx:SecretKey"] = "secret",
            ["Providers:Okx:Passphrase"] = "passphrase",
            ["Providers:Mesh:ClientId"] = "id",
            ["Providers:Mesh:ClientSecret"] = "secret",
            ["Providers:Neptune:Enabled"] = "true",
            ["Access:Keys:app:Sha256"] = new('0', 64),
        });
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        ((IConfigurationBuilder)builder.Configuration).Add(source);

        await using var app = await GatewayHost.BuildAsync(builder, CancellationToken.None);

        Row().Matches(RepositoryFile.Read("README.md") + RepositoryFile.Read("docs/limits.md")).Select(m => m.Groups[1].Value).Order(StringComparer.Ordinal)
            .ShouldBe(source.Read.Where(key => OwnSection().IsMatch(key)).Select(key => key.Replace(":app:", ":<name>:", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"^\| `([A-Za-z]+(?::(?:[A-Za-z0-9]+|<name>))+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("^((Access|Cache|Http|Limits|Providers|Resilience|Sandbox):|Logging:Console:FormatterName$)")]
    private static partial Regex OwnSection();

    /// <summary>Settings that remember which of them were asked for.</summary>
    private sealed class RecordingSource(Dictionary<string, string?> values) : ConfigurationProvider, IConfigurationSource
    {
        public HashSet<string> Read { get; } = [];

        public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

        public override void Load() => Data = new Dictionary<string, string?>(values, StringComparer.OrdinalIgnoreCase);

        public override bool TryGet(string key, out string? value)
        {
            Read.Add(key);
            return base.TryGet(key, out value);
        }
    }
}
