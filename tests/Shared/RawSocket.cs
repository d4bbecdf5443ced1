using System.Net.WebSockets;
using System.Text;

namespace PortfolioGraph.Tests.Shared;

/// <summary>A WebSocket that sends what it is given.</summary>
internal sealed class RawSocket(ClientWebSocket socket) : IDisposable
{
    private readonly CancellationTokenSource _late = new(TimeSpan.FromSeconds(20));

    public ClientWebSocket Socket => socket;

    public static async Task<RawSocket> ConnectAsync(Uri url, string? subprotocol = "graphql-transport-ws", string? origin = null, string? key = null)
    {
        var socket = new ClientWebSocket();
        if (subprotocol is not null) socket.Options.AddSubProtocol(subprotocol);
        if (origin is not null) socket.Options.SetRequestHeader("Origin", origin);
        if (key is not null) socket.Options.SetRequestHeader("X-Api-Key", key);
        await socket.ConnectAsync(new UriBuilder(url) { Scheme = "ws" }.Uri, CancellationToken.None);
        return new RawSocket(socket);
    }

    public Task SendAsync(string message) => socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, true, _late.Token);

    /// <summary>The next message; null where the server has closed.</summary>
    public async Task<string?> ReadAsync()
    {
        using var text = new MemoryStream();
        var buffer = new byte[4096];
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer, _late.Token);
            if (read.MessageType == WebSocketMessageType.Close) return null;
            await text.WriteAsync(buffer.AsMemory(0, read.Count));
            if (read.EndOfMessage) return Encoding.UTF8.GetString(text.ToArray());
        }
    }

    public async Task<string?[]> ReadAsync(int count)
    {
        var messages = new string?[count];
        for (var i = 0; i < count; i++) messages[i] = await ReadAsync();
        return messages;
    }

    /// <summary>Reads until the server closes, and gives its code.</summary>
    public async Task<int> ClosedAsync()
    {
        while (await ReadAsync() is not null)
        {
        }

        return (int)socket.CloseStatus!.Value;
    }

    public void Dispose()
    {
        socket.Dispose();
        _late.Dispose();
    }
}
