using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace PortfolioGraph.GraphQL.Execution;

/// <summary>Writes JSON as UTF-8 into one pooled buffer. Knows no structure: the caller writes punctuation. Not thread-safe; dispose to return the buffer.</summary>
public sealed class Utf8ResponseWriter : IDisposable
{
    private static readonly SearchValues<char> NeedsEscape = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(i => (char)i), '"', '\\']);

    private static readonly SearchValues<byte> NeedsEscapeUtf8 = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(i => (byte)i), (byte)'"', (byte)'\\']);

    private byte[] _buffer;
    private int _length;
    private List<(int Start, int End)>? _passing;

    public Utf8ResponseWriter(int capacity = 4096) => _buffer = ArrayPool<byte>.Shared.Rent(capacity);

    public ReadOnlyMemory<byte> WrittenMemory => _buffer.AsMemory(0, _length);

    public ReadOnlySpan<byte> WrittenSpan => _buffer.AsSpan(0, _length);

    public int Length => _length;

    /// <summary>Forgets what was written after <paramref name="length"/>.</summary>
    public void Truncate(int length)
    {
        _length = length;
        _passing?.RemoveAll(range => range.End > length);
    }

    /// <summary>
    /// Says that what was written since <paramref name="start"/> is no news when it alone is another than before: a time at which something was
    /// read, the id of a failure.
    /// </summary>
    public void MarkPassing(int start) => _passing?.Add((start, _length));

    /// <summary>From now on remembers what is marked as passing.</summary>
    internal void RememberPassing()
    {
        _passing ??= [];
        _passing.Clear();
    }

    /// <summary>The hash of what was written since <paramref name="start"/>, without what is passing.</summary>
    internal void Hash(int start, Span<byte> sha256)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (from, to) in _passing ?? [])
        {
            hash.AppendData(_buffer.AsSpan(start, from - start));
            start = to;
        }

        hash.AppendData(_buffer.AsSpan(start, _length - start));
        hash.GetHashAndReset(sha256);
    }

    /// <summary>Bytes that are JSON already.</summary>
    public void WriteRaw(ReadOnlySpan<byte> json)
    {
        if (_buffer.Length - _length < json.Length) Grow(json.Length);
        json.CopyTo(_buffer.AsSpan(_length));
        _length += json.Length;
    }

    public void WriteByte(byte value)
    {
        if (_length == _buffer.Length) Grow(1);
        _buffer[_length++] = value;
    }

    public void WriteNull() => WriteRaw("null"u8);

    public void WriteBoolean(bool value) => WriteRaw(value ? "true"u8 : "false"u8);

    /// <summary>A JSON value as it was read.</summary>
    public void WriteJson(JsonElement value) => WriteRaw(JsonMarshal.GetRawUtf8Value(value));

    public void WriteInt(int value)
    {
        if (_buffer.Length - _length < 11) Grow(11);
        Utf8Formatter.TryFormat(value, _buffer.AsSpan(_length), out var written);
        _length += written;
    }

    public void WriteLong(long value)
    {
        if (_buffer.Length - _length < 20) Grow(20);
        Utf8Formatter.TryFormat(value, _buffer.AsSpan(_length), out var written);
        _length += written;
    }

    /// <summary>The shortest text that reads back as the same number. The caller has made sure that it is finite.</summary>
    public void WriteDouble(double value)
    {
        if (_buffer.Length - _length < 32) Grow(32);
        value.TryFormat(_buffer.AsSpan(_length), out var written, "R", System.Globalization.CultureInfo.InvariantCulture);
        _length += written;
    }

    /// <summary>A JSON string around text that holds nothing to escape, such as digits.</summary>
    public void WriteFormatted<T>(T value)
        where T : IUtf8SpanFormattable
    {
        WriteByte((byte)'"');
        int written;
        while (!value.TryFormat(_buffer.AsSpan(_length), out written, default, null)) Grow(64);
        _length += written;
        WriteByte((byte)'"');
    }

    public void WriteString(string value) => WriteString(value.AsSpan());

    /// <summary>A JSON string; a surrogate without its other half is escaped, which is all that JSON has for it.</summary>
    public void WriteString(ReadOnlySpan<char> value)
    {
        var needed = (value.Length * 3) + 2;
        if (_buffer.Length - _length < needed) Grow(needed);
        _buffer[_length++] = (byte)'"';
        var clean = value.IndexOfAny(NeedsEscape);
        if (clean < 0)
        {
            WriteText(value);
        }
        else
        {
            WriteEscaped(value, clean);
        }

        WriteByte((byte)'"');
    }

    /// <summary>A JSON string from UTF-8 text that is not escaped yet.</summary>
    public void WriteString(ReadOnlySpan<byte> utf8)
    {
        WriteByte((byte)'"');
        int next;
        while ((next = utf8.IndexOfAny(NeedsEscapeUtf8)) >= 0)
        {
            WriteRaw(utf8[..next]);
            WriteEscape((char)utf8[next]);
            utf8 = utf8[(next + 1)..];
        }

        WriteRaw(utf8);
        WriteByte((byte)'"');
    }

    public void Dispose()
    {
        var buffer = Interlocked.Exchange(ref _buffer, []);
        if (buffer.Length > 0) ArrayPool<byte>.Shared.Return(buffer);
        _length = 0;
    }

    // The caller has reserved three bytes a character.
    private void WriteText(ReadOnlySpan<char> text)
    {
        OperationStatus status;
        int read, written;
        while ((status = Utf8.FromUtf16(text, _buffer.AsSpan(_length), out read, out written, replaceInvalidSequences: false)) != OperationStatus.Done)
        {
            Debug.Assert(status == OperationStatus.InvalidData, "Room is reserved, and the text ends here.");
            _length += written;
            WriteRaw("\\u"u8);
            for (var shift = 12; shift >= 0; shift -= 4) WriteByte(HexDigit((text[read] >> shift) & 0xF));
            text = text[(read + 1)..];
            if (_buffer.Length - _length < text.Length * 3) Grow(text.Length * 3);
        }

        _length += written;
    }

    private void WriteEscaped(ReadOnlySpan<char> text, int next)
    {
        while (next >= 0)
        {
            WriteReserved(text[..next]);
            WriteEscape(text[next]);
            text = text[(next + 1)..];
            next = text.IndexOfAny(NeedsEscape);
        }

        WriteReserved(text);
    }

    private void WriteReserved(ReadOnlySpan<char> text)
    {
        if (_buffer.Length - _length < text.Length * 3) Grow(text.Length * 3);
        WriteText(text);
    }

    private void WriteEscape(char c)
    {
        switch (c)
        {
            case '"': WriteRaw("\\\""u8); break;
            case '\\': WriteRaw("\\\\"u8); break;
            case '\n': WriteRaw("\\n"u8); break;
            case '\r': WriteRaw("\\r"u8); break;
            case '\t': WriteRaw("\\t"u8); break;
            case '\b': WriteRaw("\\b"u8); break;
            case '\f': WriteRaw("\\f"u8); break;
            default:
                WriteRaw("\\u00"u8);
                WriteByte(HexDigit(c >> 4));
                WriteByte(HexDigit(c & 0xF));
                break;
        }
    }

    private static byte HexDigit(int value) => (byte)(value < 10 ? '0' + value : 'A' + value - 10);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(int needed)
    {
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Max(BitOperations.RoundUpToPowerOf2((uint)(_length + needed)), (uint)_buffer.Length * 2));
        WrittenSpan.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
