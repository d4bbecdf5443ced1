using System.Net.Sockets;
using System.Text;

namespace PortfolioGraph.Gateway.Tests.Harness;

/// <summary>Requests byte by byte.</summary>
internal static class RawHttp
{
    /// <summary>What comes back until the server closes, or the first answer in JSON or upgrade is there.</summary>
    public static async Task<string> SendAsync(GatewayServer server, string request, bool toTheEnd = false)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var client = new TcpClient();
        await client.ConnectAsync(server.Url.Host, server.Url.Port, late.Token);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request), late.Token);
        var answer = new StringBuilder();
        var buffer = new byte[4096];
        try
        {
            while ((toTheEnd || !Ends(answer.ToString())) && await stream.ReadAsync(buffer, late.Token) is > 0 and var read)
                answer.Append(Encoding.Latin1.GetString(buffer, 0, read));
        }
        catch (IOException) when (answer.Length > 0)
        {
            // Cut off behind the answer.
        }

        return answer.ToString();
    }

    private static bool Ends(string text) =>
        text.Contains("\r\n\r\n", StringComparison.Ordinal) && (text.EndsWith('}') || text.StartsWith("HTTP/1.1 101", StringComparison.Ordinal));
}
