using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using PortfolioGraph.Gateway.Configuration;
using PortfolioGraph.Gateway.Hosting;

namespace PortfolioGraph.Gateway.Tests;

/// <summary>The README and the page on limits list every key that the gateway knows and reads, and none that it does not.</summary>
public sealed partial class ConfigurationDocumentTests
{
    [Fact]
    public void Documents_ConfigurationTables_HaveTheKeysThatAreKnown() =>
        Row().Matches(RepositoryFile.Read("README.md") + RepositoryFile.Read("docs/limits.md")).Select(m => m.Groups[1].Value).Order(StringComparer.Ordinal)
            .ShouldBe(KnownSettings.All.Order(StringComparer.Ordinal));

    [Fact]
    public async Task KnownKeys_AreThoseThatAreRead()
    {
        using var rsa = RSA.Create();
        var source = new RecordingSource(new()
        {
            ["Providers:Okx:ApiKey"] = "key",
            ["Providers:Okx:SecretKey"] = "secret",
            ["Providers:Okx:Passphrase"] = "passphrase",
            ["Providers:Mesh:ClientId"] = "id",
            ["Providers:Mesh:ClientSecret"] = "secret",
            ["Providers:Neptune:Enabled"] = "true",
            ["Access:Keys:app:Sha256"] = new('0', 64),
            ["Access:Jwt:Audience"] = "portfolio",
            ["Access:Jwt:Issuer"] = "https://issuer.example",
            ["Access:Jwt:PublicKey"] = rsa.ExportSubjectPublicKeyInfoPem(),
        });
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        ((IConfigurationBuilder)builder.Configuration).Add(source);

        await using var app = await GatewayHost.BuildAsync(builder, CancellationToken.None);

        // Sections themselves are looked at as well, for a value that they can't have.
        var sections = KnownSettings.All.SelectMany(key => Enumerable.Range(0, key.Length).Where(i => key[i] == ':').Select(i => key[..i]));
        source.Read.Where(key => OwnSection().IsMatch(key)).Select(key => ForAnyName().Replace(key, $":{KnownSettings.AnyName}")).Distinct().Except(sections)
            .Order(StringComparer.Ordinal).ShouldBe(KnownSettings.All.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"^\| `([A-Za-z]+(?::(?:[A-Za-z0-9]+|<name>))+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("^(Access|Cache|Http|Limits|Providers|Resilience|Sandbox|Shutdown|Subscriptions):")]
    private static partial Regex OwnSection();

    [GeneratedRegex("(?<=^Access:Keys):app")]
    private static partial Regex ForAnyName();

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
