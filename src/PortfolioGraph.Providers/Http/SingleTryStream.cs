using System.Runtime.CompilerServices;

namespace PortfolioGraph.Providers.Http;

/// <summary>
/// A connection on which a request is sent once. <see cref="SocketsHttpHandler"/> sends a request without a body up to three more times, where the
/// connection ends before an answer begins: past the provider's limit, and with a signature that was used. What ends so is an error of the
/// connection here, which it does not try again; and on a connection that has ended already nothing is sent.
/// </summary>
internal sealed class SingleTryStream(Stream connection) : Stream
{
    private const int Quiet = 0;
    private const int Awaiting = 1;
    private const int Ended = 2;

    // A connection that is kept is read from while it waits for its next request, so that both happen at once.
    private int _state;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer) => Checked(connection.Read(buffer), buffer.Length);

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Checked(await connection.ReadAsync(buffer, cancellationToken), buffer.Length);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Sends();
        try
        {
            connection.Write(buffer);
        }
        finally
        {
            Sent(buffer);
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Sends();
        try
        {
            await connection.WriteAsync(buffer, cancellationToken);
        }
        finally
        {
            Sent(buffer.Span);
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush() => connection.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => connection.FlushAsync(cancellationToken);

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            connection.Dispose();
        base.Dispose(disposing);
    }

    private void Sends()
    {
        if (Interlocked.CompareExchange(ref _state, Awaiting, Quiet) == Ended)
            throw new IOException("The connection was closed by the other side.");
    }

    // For the provider's limit a request counts from here, whatever came of it. What opens a tunnel through a proxy does not reach the provider.
    private static void Sent(ReadOnlySpan<byte> written)
    {
        if (!written.StartsWith("CONNECT "u8))
            WireRequest.Current?.MarkSent();
    }

    private int Checked(int read, int room)
    {
        if (read > 0)
            Interlocked.CompareExchange(ref _state, Quiet, Awaiting);
        // A read without room only waits for something to be there.
        else if (room > 0 && Interlocked.CompareExchange(ref _state, Ended, Quiet) == Awaiting)
            throw new IOException("The connection was closed before an answer began.");
        return read;
    }
}
