using PortfolioGraph.Gateway.Settings;
using PortfolioGraph.GraphQL.AspNetCore.Settings;

namespace PortfolioGraph.Gateway.Configuration;

/// <summary>Configuration section <c>Subscriptions</c>: what is watched how often, and how many may watch. docs/subscriptions.md has the settings.</summary>
/// <param name="Poll">How often providers are asked for what is watched.</param>
/// <param name="MaxWallets">The most different wallets that are watched at a time.</param>
/// <param name="Streams">The limits of connections.</param>
internal sealed record SubscriptionOptions(TimeSpan Poll, int MaxWallets, StreamOptions Streams)
{
    private const int Longest = 3600;

    /// <exception cref="StartupException">A value is out of its range.</exception>
    public static SubscriptionOptions Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("Subscriptions");
        var streams = new StreamOptions();
        return new(Seconds("PollSeconds", TimeSpan.FromSeconds(15)), Number("MaxWallets", 1_000), streams with
        {
            MaxConnections = Number("MaxConnections", streams.MaxConnections),
            MaxConnectionsPerCaller = Number("MaxConnectionsPerCaller", streams.MaxConnectionsPerCaller),
            MaxPendingSockets = Number("MaxPendingSockets", streams.MaxPendingSockets),
            MaxPendingSocketsPerAddress = Number("MaxPendingSocketsPerAddress", streams.MaxPendingSocketsPerAddress),
            MaxOperationsPerConnection = Number("MaxOperationsPerConnection", streams.MaxOperationsPerConnection),
            InitTimeout = Seconds("InitSeconds", streams.InitTimeout),
            KeepAlive = Seconds("KeepAliveSeconds", streams.KeepAlive),
            SendTimeout = Seconds("SendSeconds", streams.SendTimeout),
        });

        int Number(string key, int otherwise) => SettingReader.ReadNumber(section, key, otherwise, lowest: 1);

        TimeSpan Seconds(string key, TimeSpan otherwise) =>
            TimeSpan.FromSeconds(SettingReader.ReadNumber(section, key, (int)otherwise.TotalSeconds, lowest: 1, highest: Longest));
    }
}
