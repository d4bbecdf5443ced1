namespace PortfolioGraph.GraphQL.Conformance;

/// <summary>Lines of bytes, ended by <c>\n</c> and by nothing else; a last line may lack its end. Lines without content are passed over.</summary>
public sealed class LineReader(Stream stream)
{
    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;

    /// <summary>Each line is valid until the next one is asked for.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Lines()
    {
        while (true)
        {
            int length;
            while ((length = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n')) < 0)
            {
                if (Fill()) continue;
                if (_end > _start) yield return _buffer.AsMemory(_start, _end - _start);
                yield break;
            }

            if (length > 0) yield return _buffer.AsMemory(_start, length);
            _start += length + 1;
        }
    }

    private bool Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);
        var read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        return read > 0;
    }
}
