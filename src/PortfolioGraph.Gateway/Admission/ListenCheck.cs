using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using PortfolioGraph.Gateway.Access;
using PortfolioGraph.Gateway.Configuration;
using PortfolioGraph.Gateway.Settings;

namespace PortfolioGraph.Gateway.Admission;

/// <summary>
/// Nobody but this machine is answered without being asked who they are: a gateway that knows no callers listens on loopback only, or it does
/// not start. Settings are checked before a port is open; what was bound is checked after, for settings are not the only way to say where.
/// </summary>
internal sealed class ListenCheck(IServer server, CurrentSettings settings) : IHostedLifecycleService
{
    /// <exception cref="StartupException">An address that is configured is not loopback, and callers are not known.</exception>
    public static void BeforeStart(IConfiguration configuration, AccessOptions access) => Refuse(ListenAddresses.Configured(configuration), access);

    /// <exception cref="StartupException">An address that is served is not loopback, and callers are not known.</exception>
    public static void WhileRunning(IServer server, AccessOptions access) => Refuse(server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [], access);

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        WhileRunning(server, settings.Value.Access);
        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static void Refuse(IEnumerable<string> addresses, AccessOptions access)
    {
        if (access.Anonymous || access.KnowsCallers) return;
        var problems = addresses.Where(address => !IsLocal(address)).Select(address =>
            $"it would listen on {address}, where others can reach it, and answer them without asking who they are: "
            + "set Access:Keys:<name>:Sha256 or Access:Jwt so that callers need a key or a token, listen on 127.0.0.1, or set Access:Anonymous to true").ToArray();
        if (problems.Length > 0) throw new StartupException(problems);
    }

    // Kestrel takes a name that it does not know for every address of the machine.
    private static bool IsLocal(string url)
    {
        var address = BindingAddress.Parse(url);
        return address.IsUnixPipe || address.IsNamedPipe
            || address.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(address.Host, out var ip) && IPAddress.IsLoopback(ip));
    }
}
