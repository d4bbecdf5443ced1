#pragma warning disable CA1050 // The runtime looks for this very name (DOTNET_STARTUP_HOOKS).
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using PortfolioGraph.Benchmarks.Gateway;

/// <summary>Runs inside a gateway that is measured: tells whoever connects to its socket how many bytes the process has allocated.</summary>
internal static class StartupHook
{
    public static void Initialize()
    {
        var path = Environment.GetEnvironmentVariable(AllocationProbe.SocketVariable)!;
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        new Thread(() => Serve(listener)) { IsBackground = true }.Start();
    }

    private static void Serve(Socket listener)
    {
        while (true)
        {
            using var client = listener.Accept();
            client.Send(Encoding.ASCII.GetBytes(GC.GetTotalAllocatedBytes(precise: true).ToString(CultureInfo.InvariantCulture) + "\n"));
        }
    }
}
