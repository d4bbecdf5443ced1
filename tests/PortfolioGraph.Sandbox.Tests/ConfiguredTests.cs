using Microsoft.Extensions.Configuration;
using PortfolioGraph.Sandbox.Faults;
using PortfolioGraph.Sandbox.Settings;

namespace PortfolioGraph.Sandbox.Tests;

public sealed class ConfiguredTests
{
    [Fact]
    public void Options_NothingGiven_AreTheDocumentedPortsAndKeys()
    {
        var options = Configured.Options(Arguments());

        options.ShouldBe(new SandboxOptions { OkxPort = 5101, MeshPort = 5102, NeptunePort = 5103 });
    }

    [Fact]
    public void Options_EverythingGiven_AreRead()
    {
        var options = Configured.Options(Arguments(
            "--okx-port", "0", "--mesh-port=6002", "--neptune-port", "6003", "--okx-api-key", "a", "--okx-secret-key", "b", "--okx-passphrase", "c",
            "--okx-project-id", "d", "--mesh-client-id", "e", "--mesh-client-secret", "f", "--okx-expired-code", "50112", "--wallet-id-style", "opaque"));

        options.ShouldBe(new SandboxOptions
        {
            OkxPort = 0, MeshPort = 6002, NeptunePort = 6003, OkxApiKey = "a", OkxSecretKey = "b", OkxPassphrase = "c", OkxProjectId = "d",
            MeshClientId = "e", MeshClientSecret = "f", OkxExpiredCode = 50112, WalletIdStyle = WalletIdStyle.Opaque,
        });
    }

    [Theory]
    [InlineData("--okx-port", "many")]
    [InlineData("--okx-port", "-1")]
    [InlineData("--wallet-id-style", "sideways")]
    [InlineData("--wallet-id-style", "7")]
    public void Options_ValueThatCannotBeRead_IsNamed(string name, string value) =>
        Should.Throw<FormatException>(() => Configured.Options(Arguments(name, value))).Message.ShouldBe($"{name} can't be '{value}'.");

    [Fact]
    public void Faults_OfTwoProviders_AreRead()
    {
        var faults = Configured.Faults(Arguments(
            "--okx-fault-code", "50011", "--okx-fault-status", "429", "--okx-fault-retry-after-seconds", "1", "--okx-fault-requests", "3",
            "--okx-fault-path-prefix", "/api/v5/defi", "--neptune-fault-delay-ms", "50", "--neptune-fault-body", "truncated", "--neptune-fault-hang", "true",
            "--mesh-fault-clock-ahead-seconds", "40")).ToArray();

        faults.ShouldBe(
        [
            ("okx", new Fault { Code = "50011", Status = 429, RetryAfterSeconds = 1, Requests = 3, PathPrefix = "/api/v5/defi" }),
            ("mesh", new Fault { ClockAheadSeconds = 40 }),
            ("neptune", new Fault { DelayMs = 50, Body = FaultBody.Truncated, Hang = true }),
        ]);
    }

    [Fact]
    public void Faults_OfNetworks_AreRead()
    {
        var (provider, fault) = Configured.Faults(Arguments(
            "--okx-fault-chains", "66, 1101", "--okx-fault-code", "84019", "--okx-fault-message", "chain 66")).ShouldHaveSingleItem();
        (provider, fault.Code, fault.Message).ShouldBe(("okx", "84019", "chain 66"));
        fault.Chains.ShouldBe(["66", "1101"]);
    }

    [Fact]
    public async Task Banner_RunningServer_SetsEveryVariableOfAGateway()
    {
        var options = new SandboxOptions();
        await using var server = await SandboxServer.StartAsync(options, CancellationToken.None);

        var lines = Configured.Banner(server, options).Split('\n');

        lines.ShouldContain($"Providers__Okx__BaseUrl=http://127.0.0.1:{server.OkxUrl.Port}");
        lines.ShouldContain("Providers__Okx__RequestsPerSecond=1000");
        lines.ShouldContain($"Providers__Mesh__BaseUrl=http://127.0.0.1:{server.MeshUrl.Port}");
        lines.ShouldContain("Providers__Neptune__Enabled=true");
        lines.Count(l => l.StartsWith("Providers__", StringComparison.Ordinal)).ShouldBe(11);
    }

    private static IConfiguration Arguments(params string[] args) => new ConfigurationBuilder().AddCommandLine(args).Build();
}
