using PortfolioGraph.Gateway.Providers;
using PortfolioGraph.Gateway.Settings;
using PortfolioGraph.Providers;
using PortfolioGraph.Providers.Bounds;
using PortfolioGraph.Providers.Caching;
using PortfolioGraph.Providers.Mesh;
using PortfolioGraph.Providers.Neptune;
using PortfolioGraph.Providers.Okx;
using PortfolioGraph.Providers.Resilience;
using PortfolioGraph.Sandbox;
using PortfolioGraph.Sandbox.Settings;

namespace PortfolioGraph.Gateway.Configuration;

/// <summary>
/// Which providers run: those that are configured; with none configured, all of them over the sandbox, where that is allowed.
/// Made-up holdings are never mixed with real ones.
/// </summary>
internal sealed class ProviderConfiguration
{
    private ProviderConfiguration(OkxOptions? okx, MeshOptions? mesh, NeptuneOptions? neptune, ProviderMode mode)
    {
        Okx = okx;
        Mesh = mesh;
        Neptune = neptune;
        Mode = mode;
    }

    public OkxOptions? Okx { get; }

    public MeshOptions? Mesh { get; }

    public NeptuneOptions? Neptune { get; }

    public ProviderMode Mode { get; }

    /// <summary>Reads the section <c>Providers</c>.</summary>
    /// <param name="sandboxAllowed">Whether the sandbox may stand in when nothing is configured.</param>
    /// <returns>Null when the sandbox is to be started.</returns>
    /// <exception cref="StartupException">Something is configured wrong, or nothing is and the sandbox may not stand in.</exception>
    public static ProviderConfiguration? Read(IConfiguration configuration, bool sandboxAllowed)
    {
        var section = configuration.GetSection("Providers");
        var okx = section.GetSection("Okx");
        var mesh = section.GetSection("Mesh");
        var neptune = section.GetSection("Neptune");
        var read = new ProviderConfiguration(
            IsSet(okx["ApiKey"]) ? ReadOkx(okx) : null,
            IsSet(mesh["ClientId"]) ? ReadMesh(mesh) : null,
            SettingReader.ReadFlag(neptune, "Enabled") ? ReadNeptune(neptune) : null,
            ProviderMode.Live);
        var problems = new[] { read.Okx?.Problems(), read.Mesh?.Problems(), read.Neptune?.Problems() }.SelectMany(p => p ?? []).ToArray();
        if (problems.Length > 0) throw new StartupException(problems);
        if (read.Okx is not null || read.Mesh is not null || read.Neptune is not null) return read;
        return sandboxAllowed ? null : throw new StartupException([
            "no provider is configured: set Providers:Okx:ApiKey, Providers:Mesh:ClientId or Providers:Neptune:Enabled "
            + "(or Sandbox:Enabled to true, to serve made-up holdings)",
        ]);
    }

    /// <summary>All providers, over a sandbox that runs.</summary>
    public static ProviderConfiguration Over(SandboxServer sandbox, SandboxOptions options) => new(
        new OkxOptions
        {
            BaseUrl = Origin(sandbox.OkxUrl),
            ApiKey = options.OkxApiKey,
            SecretKey = options.OkxSecretKey,
            Passphrase = options.OkxPassphrase,
            ProjectId = options.OkxProjectId,
            RequestsPerSecond = SandboxRequestsPerSecond,
        },
        new MeshOptions
        {
            BaseUrl = Origin(sandbox.MeshUrl),
            ClientId = options.MeshClientId,
            ClientSecret = options.MeshClientSecret,
            RequestsPerSecond = SandboxRequestsPerSecond,
        },
        new NeptuneOptions { BaseUrl = Origin(sandbox.NeptuneUrl), Enabled = true, RequestsPerSecond = SandboxRequestsPerSecond },
        ProviderMode.Sandbox);

    /// <param name="okxV5Ended">Told the path of each call of OKX's version 5 that has ended, once.</param>
    public ProviderSet Build(
        HttpMessageInvoker http, TimeProvider time, ResilienceOptions resilience, CacheOptions cache, ProviderFaults faults, Action<string> okxV5Ended)
    {
        var providers = new List<IHoldingsProvider>();
        if (Okx is not null) providers.Add(new OkxProvider(Okx, Mode, http, time, resilience, faults, okxV5Ended));
        if (Mesh is not null) providers.Add(new MeshProvider(Mesh, Mode, http, time, resilience, faults));
        if (Neptune is not null) providers.Add(new NeptuneProvider(Neptune, Mode, http, time, resilience, faults));
        return new ProviderSet([.. providers.Select(p => CachedProvider.Over(BoundedProvider.Around(p), cache, time, faults))]);
    }

    /// <summary>Reads <c>Providers:Proxy</c>. Null: providers are called directly, whatever the environment says.</summary>
    /// <exception cref="StartupException">It is no origin.</exception>
    public static Uri? ReadProxy(IConfiguration configuration)
    {
        var text = configuration["Providers:Proxy"];
        if (!IsSet(text)) return null;
        var isProxy = Uri.TryCreate(text, UriKind.Absolute, out var proxy) && proxy.Scheme is "http" or "https" or "socks5"
            && proxy is { UserInfo: "", AbsolutePath: "/" or "", Query: "", Fragment: "" };
        // The value is not repeated: it may hold a password.
        return isProxy ? proxy : throw new StartupException(["Providers:Proxy must be the origin of a proxy, such as http://proxy.example:3128, without a name or password"]);
    }

    /// <summary>Reads the section <c>Resilience</c>.</summary>
    /// <exception cref="StartupException">A value is out of its range.</exception>
    public static ResilienceOptions ReadResilience(IConfiguration configuration)
    {
        var section = configuration.GetSection("Resilience");
        var defaults = new ResilienceOptions();
        var read = new ResilienceOptions
        {
            MaxTries = Number(nameof(defaults.MaxTries), defaults.MaxTries),
            TrySeconds = Number(nameof(defaults.TrySeconds), defaults.TrySeconds),
            CallSeconds = Number(nameof(defaults.CallSeconds), defaults.CallSeconds),
            RetryMilliseconds = Number(nameof(defaults.RetryMilliseconds), defaults.RetryMilliseconds),
            MaxRetrySeconds = Number(nameof(defaults.MaxRetrySeconds), defaults.MaxRetrySeconds),
            MaxConcurrentCalls = Number(nameof(defaults.MaxConcurrentCalls), defaults.MaxConcurrentCalls),
            BreakSeconds = Number(nameof(defaults.BreakSeconds), defaults.BreakSeconds),
            SamplingSeconds = Number(nameof(defaults.SamplingSeconds), defaults.SamplingSeconds),
            BreakPercent = Number(nameof(defaults.BreakPercent), defaults.BreakPercent),
            BreakMinimumTries = Number(nameof(defaults.BreakMinimumTries), defaults.BreakMinimumTries),
        };
        var problems = read.Problems().ToArray();
        return problems.Length == 0 ? read : throw new StartupException(problems);

        int Number(string key, int otherwise) => SettingReader.ReadNumber(section, key, otherwise);
    }

    /// <summary>Reads the section <c>Cache</c>.</summary>
    /// <exception cref="StartupException">A value is out of its range.</exception>
    public static CacheOptions ReadCache(IConfiguration configuration)
    {
        var section = configuration.GetSection("Cache");
        var defaults = new CacheOptions();
        var read = new CacheOptions
        {
            FreshSeconds = SettingReader.ReadNumber(section, nameof(defaults.FreshSeconds), defaults.FreshSeconds),
            StaleSeconds = SettingReader.ReadNumber(section, nameof(defaults.StaleSeconds), defaults.StaleSeconds),
            MaxMegabytes = SettingReader.ReadNumber(section, nameof(defaults.MaxMegabytes), defaults.MaxMegabytes),
        };
        var problems = read.Problems().ToArray();
        return problems.Length == 0 ? read : throw new StartupException(problems);
    }

    private const int SandboxRequestsPerSecond = 1000;

    private static string Origin(Uri url) => url.GetLeftPart(UriPartial.Authority);

    private static bool IsSet(string? value) => !string.IsNullOrWhiteSpace(value);

    private static OkxOptions ReadOkx(IConfigurationSection section)
    {
        var defaults = new OkxOptions();
        return new OkxOptions
        {
            BaseUrl = section["BaseUrl"] ?? defaults.BaseUrl,
            ApiKey = section["ApiKey"],
            SecretKey = section["SecretKey"],
            Passphrase = section["Passphrase"],
            ProjectId = section["ProjectId"],
            RequestsPerSecond = SettingReader.ReadNumber(section, "RequestsPerSecond", defaults.RequestsPerSecond),
            MaxResponseMegabytes = SettingReader.ReadNumber(section, "MaxResponseMegabytes", defaults.MaxResponseMegabytes),
            ApiVersion = section["ApiVersion"] is { } version ? ReadApiVersion(section, version) : defaults.ApiVersion,
        };
    }

    private static OkxApiVersion ReadApiVersion(IConfigurationSection section, string text)
    {
        foreach (var version in Enum.GetValues<OkxApiVersion>())
        {
            if (string.Equals(text, version.ToString(), StringComparison.OrdinalIgnoreCase)) return version;
        }

        throw SettingReader.Wrong(section, "ApiVersion", text, "Auto, V5 or V6");
    }

    private static MeshOptions ReadMesh(IConfigurationSection section)
    {
        var defaults = new MeshOptions();
        return new MeshOptions
        {
            BaseUrl = section["BaseUrl"] ?? defaults.BaseUrl,
            ClientId = section["ClientId"],
            ClientSecret = section["ClientSecret"],
            RequestsPerSecond = SettingReader.ReadNumber(section, "RequestsPerSecond", defaults.RequestsPerSecond),
            MaxResponseMegabytes = SettingReader.ReadNumber(section, "MaxResponseMegabytes", defaults.MaxResponseMegabytes),
        };
    }

    private static NeptuneOptions ReadNeptune(IConfigurationSection section)
    {
        var defaults = new NeptuneOptions();
        return new NeptuneOptions
        {
            BaseUrl = section["BaseUrl"] ?? defaults.BaseUrl,
            Enabled = true,
            RequestsPerSecond = SettingReader.ReadNumber(section, "RequestsPerSecond", defaults.RequestsPerSecond),
            MaxResponseMegabytes = SettingReader.ReadNumber(section, "MaxResponseMegabytes", defaults.MaxResponseMegabytes),
        };
    }
}
