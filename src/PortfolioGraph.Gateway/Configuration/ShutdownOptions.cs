using PortfolioGraph.Gateway.Settings;

namespace PortfolioGraph.Gateway.Configuration;

/// <summary>Configuration section <c>Shutdown</c>: how the gateway ends when it is asked to.</summary>
/// <param name="Delay">How long it says that it is not ready, and still answers, so that whoever sends it requests can send them elsewhere.</param>
/// <param name="Drain">How long requests that are being answered then have to come to an end.</param>
internal sealed record ShutdownOptions(TimeSpan Delay, TimeSpan Drain)
{
    private const int Longest = 3600;

    /// <param name="limits">Say how long an answer takes at most, which a drain lasts a little longer than.</param>
    /// <exception cref="StartupException">A value is out of its range.</exception>
    public static ShutdownOptions Read(IConfiguration configuration, GatewayLimits limits, bool isDevelopment)
    {
        var section = configuration.GetSection("Shutdown");
        return new(Seconds("DelaySeconds", isDevelopment ? 0 : 5), Seconds("DrainSeconds", limits.ExecutionSeconds + 5));

        TimeSpan Seconds(string key, int otherwise) => TimeSpan.FromSeconds(SettingReader.ReadNumber(section, key, otherwise, highest: Longest));
    }
}
