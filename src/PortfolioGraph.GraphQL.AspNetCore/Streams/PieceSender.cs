using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;

namespace PortfolioGraph.GraphQL.AspNetCore.Streams;

/// <summary>
/// Sends the body of a response piece by piece, so that the server never holds a second copy of it. Who does not take a piece in time is disconnected.
/// </summary>
internal sealed class PieceSender(HttpContext context, OpenSends sends, TimeSpan pieceTime, TimeProvider time)
{
    /// <summary>Bytes of a piece: as many as Kestrel keeps of a response before it waits for the client.</summary>
    public const int PieceLength = 64 * 1024;

    private readonly PipeWriter _body = context.Response.BodyWriter;

    /// <exception cref="OperationCanceledException">The client has gone, or is let go.</exception>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length <= PieceLength)
        {
            await TakenAsync(_body.WriteAsync(bytes, context.RequestAborted));
            return;
        }

        using var send = sends.Begin(context.Abort);
        for (; !bytes.IsEmpty; bytes = bytes[Math.Min(bytes.Length, PieceLength)..])
            await TakenAsync(_body.WriteAsync(bytes[..Math.Min(bytes.Length, PieceLength)], context.RequestAborted));
    }

    /// <summary>Sends bytes with something before and behind them.</summary>
    /// <param name="before">Short.</param>
    /// <param name="bytes">As long as they may be.</param>
    /// <param name="after">Short.</param>
    /// <param name="onOneLine">Whether line breaks in <paramref name="bytes"/> become blanks, which is the same in JSON.</param>
    /// <exception cref="OperationCanceledException">As above.</exception>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> before, ReadOnlyMemory<byte> bytes, ReadOnlyMemory<byte> after, bool onOneLine = false)
    {
        using var send = bytes.Length > PieceLength ? sends.Begin(context.Abort) : null;
        _body.Write(before.Span);
        while (bytes.Length > PieceLength)
        {
            Write(bytes.Span[..PieceLength], onOneLine);
            bytes = bytes[PieceLength..];
            await TakenAsync(_body.FlushAsync(context.RequestAborted));
        }

        Write(bytes.Span, onOneLine);
        _body.Write(after.Span);
        await TakenAsync(_body.FlushAsync(context.RequestAborted));
    }

    private void Write(ReadOnlySpan<byte> bytes, bool onOneLine)
    {
        if (bytes.IsEmpty) return;
        var span = _body.GetSpan(bytes.Length);
        bytes.CopyTo(span);
        if (onOneLine)
        {
            span[..bytes.Length].Replace((byte)'\n', (byte)' ');
            span[..bytes.Length].Replace((byte)'\r', (byte)' ');
        }

        _body.Advance(bytes.Length);
    }

    private async ValueTask TakenAsync(ValueTask<FlushResult> flush)
    {
        // The body has its own copy of the piece already: nothing reads the buffer after this.
        if (flush.IsCompleted)
        {
            await flush;
            return;
        }

        try
        {
            await flush.AsTask().WaitAsync(pieceTime, time, context.RequestAborted);
        }
        catch (TimeoutException e)
        {
            context.Abort();
            throw new OperationCanceledException("The client does not take the answer.", e);
        }
    }
}
