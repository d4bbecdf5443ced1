using System.Globalization;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using PortfolioGraph.Gateway.Settings;

namespace PortfolioGraph.Gateway.Observability;

/// <summary>
/// Sends traces and metrics to a collector, where OpenTelemetry's own settings name one. Without, nothing is listened to, and so nothing is made.
/// Logs stay where they are: the audit log has wallets in it.
/// </summary>
internal static class OpenTelemetryExport
{
    private const string EndpointKey = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string ProtocolKey = "OTEL_EXPORTER_OTLP_PROTOCOL";
    private const string HeadersKey = "OTEL_EXPORTER_OTLP_HEADERS";
    private const string SamplerKey = "OTEL_TRACES_SAMPLER";
    private const string SamplerArgumentKey = "OTEL_TRACES_SAMPLER_ARG";

    private const int LastMilliseconds = 3_000;

    private static readonly string[] Protocols = ["grpc", "http/protobuf"];

    private static readonly string[] Samplers =
        ["always_on", "always_off", "traceidratio", "parentbased_always_on", "parentbased_always_off", "parentbased_traceidratio"];

    /// <exception cref="StartupException">A setting makes no sense.</exception>
    public static void Add(WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        if (string.IsNullOrWhiteSpace(configuration[EndpointKey])) return;
        var problems = Problems(configuration).ToArray();
        if (problems.Length > 0) throw new StartupException(problems);

        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.Clear()
                .AddTelemetrySdk()
                .AddService("portfoliograph", serviceVersion: typeof(OpenTelemetryExport).Assembly.GetName().Version?.ToString(3))
                .AddEnvironmentVariableDetector())
            .WithTracing(traces => traces
                .AddSource("PortfolioGraph.*")
                .AddAspNetCoreInstrumentation(server =>
                {
                    // What is asked of other paths is nobody's operation, and may have anything in it.
                    server.Filter = context => context.Request.Path == GatewayPaths.Graph;
                    server.EnrichWithHttpRequest = (span, _) => span.SetTag("url.query", null);
                })
                .AddOtlpExporter())
            .WithMetrics(metrics => metrics
                .AddMeter("PortfolioGraph.*", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel")
                .AddOtlpExporter());
    }

    /// <summary>Sends what is left when the last request is answered, and gives up soon where nobody takes it: the SDK alone would wait for ten seconds.</summary>
    public static void EndWith(WebApplication app)
    {
        var (traces, metrics) = (app.Services.GetService<TracerProvider>(), app.Services.GetService<MeterProvider>());
        if (traces is null || metrics is null) return;
        app.Lifetime.ApplicationStopped.Register(() => Parallel.Invoke(() => traces.Shutdown(LastMilliseconds), () => metrics.Shutdown(LastMilliseconds)));
    }

    // The SDK takes its default for what it can't read, and says so to nobody.
    private static IEnumerable<string> Problems(ConfigurationManager configuration)
    {
        // Values are not shown: a URL and headers may have credentials in them.
        if (!Uri.TryCreate(configuration[EndpointKey], UriKind.Absolute, out var endpoint) || endpoint.Scheme is not ("http" or "https"))
            yield return $"{EndpointKey} must be the URL of a collector, such as http://127.0.0.1:4317";
        if (configuration[HeadersKey] is { Length: > 0 } headers && headers.Split(',').Any(header => header.IndexOf('=', StringComparison.Ordinal) < 1))
            yield return $"{HeadersKey} must be headers as name=value, separated by commas";
        if (configuration[ProtocolKey] is { Length: > 0 } protocol && !Protocols.Contains(protocol))
            yield return $"{ProtocolKey} is \"{protocol}\"; it must be {string.Join(" or ", Protocols)}";
        if (configuration[SamplerKey] is not { Length: > 0 } sampler) yield break;
        if (!Samplers.Contains(sampler))
            yield return $"{SamplerKey} is \"{sampler}\"; it must be one of {string.Join(", ", Samplers)}";
        if (sampler.EndsWith("ratio", StringComparison.Ordinal) && configuration[SamplerArgumentKey] is { Length: > 0 } text
            && !(double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var ratio) && ratio <= 1))
            yield return $"{SamplerArgumentKey} is \"{text}\"; it must be a number from 0 to 1";
    }
}
