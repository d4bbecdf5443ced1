using System.Globalization;
using System.Net.Sockets;

namespace PortfolioGraph.Benchmarks.Gateway;

/// <summary>Asks a gateway that runs with <see cref="StartupHook"/> how much it has allocated.</summary>
internal sealed class AllocationProbe
{
    public const string SocketVariable = "ALLOCATION_PROBE_SOCKET";

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"gateway-probe-{Environment.ProcessId}-{Guid.NewGuid():n}");

    /// <summary>The settings that let a gateway run with it.</summary>
    public (string Key, string Value)[] Settings => [("DOTNET_STARTUP_HOOKS", typeof(StartupHook).Assembly.Location), (SocketVariable, _path)];

    /// <summary>All bytes that were ever allocated in the gateway's process.</summary>
    public async Task<long> ReadAsync()
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(_path));
        using var reader = new StreamReader(new NetworkStream(socket));
        return long.Parse((await reader.ReadLineAsync())!, CultureInfo.InvariantCulture);
    }
}
