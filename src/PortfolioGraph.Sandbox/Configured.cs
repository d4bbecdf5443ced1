using PortfolioGraph.Sandbox.Faults;
using PortfolioGraph.Sandbox.Settings;

namespace PortfolioGraph.Sandbox;

/// <summary>What the stand-alone sandbox reads from its command line, and what it prints.</summary>
internal static class Configured
{
    /// <summary>Ports, credentials and choices; every one has a default.</summary>
    /// <exception cref="FormatException">A value that can't be read.</exception>
    public static SandboxOptions Options(IConfiguration configuration)
    {
        var defaults = new SandboxOptions();
        return new SandboxOptions
        {
            OkxPort = Number(configuration, "okx-port", 5101),
            MeshPort = Number(configuration, "mesh-port", 5102),
            NeptunePort = Number(configuration, "neptune-port", 5103),
            OkxApiKey = configuration["okx-api-key"] ?? defaults.OkxApiKey,
            OkxSecretKey = configuration["okx-secret-key"] ?? defaults.OkxSecretKey,
            OkxPassphrase = configuration["okx-passphrase"] ?? defaults.OkxPassphrase,
            OkxProjectId = configuration["okx-project-id"] ?? defaults.OkxProjectId,
            MeshClientId = configuration["mesh-client-id"] ?? defaults.MeshClientId,
            MeshClientSecret = configuration["mesh-client-secret"] ?? defaults.MeshClientSecret,
            OkxExpiredCode = Number(configuration, "okx-expired-code", defaults.OkxExpiredCode),
            WalletIdStyle = configuration["wallet-id-style"] is { } style ? Named<WalletIdStyle>("wallet-id-style", style) : default,
        };
    }

    /// <summary>Faults that are on from the start, a provider each: <c>--okx-fault-code 50011 --okx-fault-requests 3</c>.</summary>
    public static IEnumerable<(string Provider, Fault Fault)> Faults(IConfiguration configuration)
    {
        foreach (var provider in (string[])["okx", "mesh", "neptune"])
        {
            string? Value(string name) => configuration[$"{provider}-fault-{name}"];
            int? Optional(string name) => Value(name) is null ? null : Number(configuration, $"{provider}-fault-{name}", 0);

            var fault = new Fault
            {
                PathPrefix = Value("path-prefix"),
                Chains = Value("chains")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
                Requests = Optional("requests"),
                DelayMs = Optional("delay-ms") ?? 0,
                Hang = Value("hang") is { } hang && (bool.TryParse(hang, out var on) ? on : throw Bad($"{provider}-fault-hang", hang)),
                Status = Optional("status"),
                RetryAfterSeconds = Optional("retry-after-seconds"),
                Code = Value("code"),
                Message = Value("message"),
                ClockAheadSeconds = Optional("clock-ahead-seconds") ?? 0,
                Body = Value("body") is { } body ? Named<FaultBody>($"{provider}-fault-body", body) : default,
            };
            if (fault != new Fault())
                yield return (provider, fault);
        }
    }

    /// <summary>The origins, and what to set so that a gateway uses them.</summary>
    public static string Banner(SandboxServer server, SandboxOptions options) => $"""
        The sandbox is running. Stop it with Ctrl+C.

          OKX      {Origin(server.OkxUrl)}
          Mesh     {Origin(server.MeshUrl)}
          Neptune  {Origin(server.NeptuneUrl)}

        Point a gateway at it with these environment variables:

        Providers__Okx__BaseUrl={Origin(server.OkxUrl)}
        Providers__Okx__ApiKey={options.OkxApiKey}
        Providers__Okx__SecretKey={options.OkxSecretKey}
        Providers__Okx__Passphrase={options.OkxPassphrase}
        Providers__Okx__ProjectId={options.OkxProjectId}
        Providers__Okx__RequestsPerSecond=1000
        Providers__Mesh__BaseUrl={Origin(server.MeshUrl)}
        Providers__Mesh__ClientId={options.MeshClientId}
        Providers__Mesh__ClientSecret={options.MeshClientSecret}
        Providers__Neptune__BaseUrl={Origin(server.NeptuneUrl)}
        Providers__Neptune__Enabled=true
        """;

    private static string Origin(Uri url) => url.GetLeftPart(UriPartial.Authority);

    private static int Number(IConfiguration configuration, string name, int fallback) =>
        configuration[name] is not { } text ? fallback : int.TryParse(text, out var number) && number >= 0 ? number : throw Bad(name, text);

    private static T Named<T>(string name, string text) where T : struct, Enum =>
        Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : throw Bad(name, text);

    private static FormatException Bad(string name, string text) => new($"--{name} can't be '{text}'.");
}
