using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using PortfolioGraph.Gateway.Configuration;
using PortfolioGraph.Gateway.Settings;
using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Limits;

namespace PortfolioGraph.Gateway.Tests;

public sealed partial class GatewayLimitsTests
{
    [Fact]
    public void Limits_NothingConfigured_AreTheDefaults()
    {
        var limits = Read();

        limits.Operations.ShouldBe(OperationLimits.Default with { AllowIntrospection = false });
        limits.Parser.ShouldBe(ParserOptions.Default);
        limits.ExecutionSeconds.ShouldBe(10);
        limits.Http.MaxConcurrentRequests.ShouldBe(64);
        limits.MaxResponseMegabytes.ShouldBe(32);
        limits.Http.MaxBytesInFlight.ShouldBe(256L * 1024 * 1024);
    }

    [Theory]
    [InlineData(true, null, true)]
    [InlineData(false, null, false)]
    [InlineData(true, "false", false)]
    [InlineData(false, "true", true)]
    public void AllowIntrospection_NotSet_IsForDevelopment(bool isDevelopment, string? setting, bool allowed) =>
        Read(isDevelopment, ("AllowIntrospection", setting)).Operations.AllowIntrospection.ShouldBe(allowed);

    [Fact]
    public void Limits_Configured_AreRead()
    {
        var limits = Read(("MaxDepth", "7"), ("AllowIntrospection", "true"), ("ValidationMilliseconds", "0"), ("MaxNesting", "50"), ("MaxRequestBytes", "10"));

        limits.Operations.ShouldBe(OperationLimits.Default with { MaxDepth = 7, AllowIntrospection = true });
        limits.Validation.MaxTime.ShouldBeNull();
        limits.Parser.MaxDepth.ShouldBe(50);
        limits.Http.MaxRequestBytes.ShouldBe(10);
    }

    [Theory]
    [InlineData("MaxNesting", "0", "Limits:MaxNesting must be at least 1")]
    [InlineData("MaxNesting", "1001", "Limits:MaxNesting must be at most 1000")]
    [InlineData("ExecutionSeconds", "0", "Limits:ExecutionSeconds must be at least 1")]
    [InlineData("MaxResponseMegabytes", "0", "Limits:MaxResponseMegabytes must be at least 1")]
    [InlineData("MaxResponseMegabytes", "1025", "Limits:MaxResponseMegabytes must be at most 1024")]
    [InlineData("SendSeconds", "0", "Limits:SendSeconds must be at least 1")]
    [InlineData("MaxInFlightMegabytes", "0", "Limits:MaxInFlightMegabytes must be at least 1")]
    [InlineData("MaxWallets", "0", "Limits:MaxWallets must be at least 1")]
    [InlineData("MaxCost", "-1", "Limits:MaxCost is \"-1\"; it must be a whole number")]
    [InlineData("AllowIntrospection", "no", "Limits:AllowIntrospection is \"no\"; it must be true or false")]
    public void Limits_ThatMakeNoSense_StopTheStart(string key, string value, string problem) =>
        Should.Throw<StartupException>(() => Read((key, value))).Problems.ShouldBe([problem]);

    [Fact]
    public void LimitsDocument_Defaults_AreThoseOfTheCode()
    {
        var rows = Row().Matches(RepositoryFile.Read("docs/limits.md"));

        // What is documented, configured as documented, changes nothing.
        var limits = Read([.. rows.Select(r => (r.Groups[1].Value, (string?)r.Groups[2].Value))]);

        rows.Count.ShouldBe(25);
        limits.ShouldBe(Read());
    }

    private static GatewayLimits Read(params (string Key, string? Value)[] settings) => Read(isDevelopment: false, settings);

    private static GatewayLimits Read(bool isDevelopment, params (string Key, string? Value)[] settings) => GatewayLimits.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create($"Limits:{s.Key}", s.Value))).Build(), isDevelopment);

    [GeneratedRegex(@"^\| `Limits:([A-Za-z]+)` \| `?([a-z0-9]+)`? \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
