using PortfolioGraph.Sandbox;
using PortfolioGraph.Sandbox.Settings;

namespace PortfolioGraph.Shared.Processes;

/// <summary>The configuration with which a gateway takes a sandbox for the real providers.</summary>
internal static class SandboxSettings
{
    public static (string Key, string Value)[] Of(SandboxServer sandbox, SandboxOptions options) =>
    [
        .. Okx(sandbox.OkxUrl, options),
        ("Providers__Mesh__BaseUrl", Origin(sandbox.MeshUrl)), ("Providers__Mesh__ClientId", options.MeshClientId),
        ("Providers__Mesh__ClientSecret", options.MeshClientSecret), ("Providers__Mesh__RequestsPerSecond", "1000"),
        ("Providers__Neptune__BaseUrl", Origin(sandbox.NeptuneUrl)), ("Providers__Neptune__Enabled", "true"), ("Providers__Neptune__RequestsPerSecond", "1000"),
    ];

    /// <summary>OKX alone.</summary>
    public static (string Key, string Value)[] Okx(Uri url, SandboxOptions options) =>
    [
        ("Providers__Okx__BaseUrl", Origin(url)), ("Providers__Okx__ApiKey", options.OkxApiKey), ("Providers__Okx__SecretKey", options.OkxSecretKey),
        ("Providers__Okx__Passphrase", options.OkxPassphrase), ("Providers__Okx__RequestsPerSecond", "1000"),
    ];

    private static string Origin(Uri url) => url.GetLeftPart(UriPartial.Authority);
}
