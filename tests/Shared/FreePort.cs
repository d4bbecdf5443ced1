using System.Net;
using System.Net.Sockets;

namespace PortfolioGraph.Tests.Shared;

/// <summary>Ports of 127.0.0.1 for what is started later.</summary>
internal static class FreePort
{
    // Below those that kernels give out to who asks for any (from 32768 on Linux): nobody gets one of these by accident between now and then.
    private const int First = 20_000;
    private const int End = 32_000;

    public static int Find()
    {
        for (var tries = 0; tries < 100; tries++)
        {
            using var listener = new TcpListener(IPAddress.Loopback, Random.Shared.Next(First, End));
            try
            {
                listener.Start();
                return ((IPEndPoint)listener.LocalEndpoint).Port;
            }
            catch (SocketException)
            {
                // Taken.
            }
        }

        throw new InvalidOperationException($"No port of {First} to {End} is free.");
    }
}
