using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Unicode;

namespace PortfolioGraph.GraphQL.Json;

/// <summary>Writes JSON as UTF-8 into one pooled buffer. Knows no structure: the caller writes punctuation. Not thread-safe; dispose to return the buffer.</summary>
public sealed class Utf8ResponseWriter : IDisposable
{
    // What is larger is seldom, and would stay in the pool for a long time.
    private const int LargestPooled = 1 << 20;

    private const int LongText = 8_192;

    // A look at the token for so many items costs nothing beside writing them.
    private const int ItemsPerLook = 256;

    private static readonly SearchValues<char> NeedsEscape = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(i => (char)i), '"', '\\']);

    private static readonly SearchValues<byte> NeedsEscapeUtf8 = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(i => (byte)i), (byte)'"', (byte)'\\']);

    private readonly ResponseMemory? _memory;
    private byte[] _buffer;
    private int _length;
    private List<(int Start, int End)>? _passing;
    private int _maxLength = int.MaxValue;
    private CancellationToken _deadline;
    private int _untilLook = ItemsPerLook;

    /// <param name="capacity">Bytes to begin with.</param>
    /// <param name="memory">What its buffer is counted in; null for nothing.</param>
    public Utf8ResponseWriter(int capacity = 4096, ResponseMemory? memory = null)
    {
        _memory = memory;
        _buffer = ArrayPool<byte>.Shared.Rent(capacity);
        if (memory?.TryTake(_buffer.Length) != false) return;
        ArrayPool<byte>.Shared.Return(Interlocked.Exchange(ref _buffer, []));
        throw ResponseRefusedException.NoRoom();
    }

    public ReadOnlyMemory<byte> WrittenMemory => _buffer.AsMemory(0, _length);

    public ReadOnlySpan<byte> WrittenSpan => _buffer.AsSpan(0, _length);

    public int Length => _length;

    /// <summary>Bytes of the buffer.</summary>
    public int Capacity => _buffer.Length;

    /// <summary>What its buffer is counted in.</summary>
    internal ResponseMemory? Memory => _memory;

    /// <summary>Forgets everything, and gives a long buffer back.</summary>
    internal void Reset()
    {
        Truncate(0);
        if (_buffer.Length <= LongText) return;
        Return(_buffer);
        _buffer = ArrayPool<byte>.Shared.Rent(LongText);
    }

    /// <summary>Forgets what was written after <paramref name="length"/>.</summary>
    public void Truncate(int length)
    {
        _length = length;
        _passing?.RemoveAll(range => range.End > length);
    }

    /// <summary>From now on no more than so many bytes are taken, and none after the deadline.</summary>
    /// <param name="maxLength">In all; 0 is no bound.</param>
    /// <param name="deadline">Looked at while lists are written.</param>
    internal void Bound(int maxLength, CancellationToken deadline)
    {
        _maxLength = maxLength == 0 ? int.MaxValue : maxLength;
        _deadline = deadline;
    }

    /// <summary>Nothing bounds it any more.</summary>
    internal void Unbound() => Bound(0, CancellationToken.None);

    /// <summary>That an item of a list, or an error, is about to be written.</summary>
    /// <exception cref="OperationCanceledException">It is too late.</exception>
    /// <exception cref="ResponseRefusedException">It is too much.</exception>
    internal void NextItem()
    {
        if (--_untilLook > 0) return;
        _untilLook = ItemsPerLook;
        _deadline.ThrowIfCancellationRequested();
        CheckLength();
    }

    /// <exception cref="ResponseRefusedException">More was written than may be.</exception>
    internal void CheckLength()
    {
        if (_length > _maxLength) throw ResponseRefusedException.TooLarge(_maxLength);
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
        if (value.Length > LongText)
        {
            WriteLong(value);
            return;
        }

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
        Return(Interlocked.Exchange(ref _buffer, []));
        _length = 0;
    }

    // Piece by piece: three times as much room as there are characters is seldom used.
    private void WriteLong(ReadOnlySpan<char> value)
    {
        WriteByte((byte)'"');
        while (!value.IsEmpty)
        {
            var length = Math.Min(value.Length, LongText);
            if (length < value.Length && char.IsHighSurrogate(value[length - 1])) length--;
            var piece = value[..length];
            if (piece.IndexOfAny(NeedsEscape) is >= 0 and var next) WriteEscaped(piece, next);
            else WriteReserved(piece);
            value = value[length..];
        }

        WriteByte((byte)'"');
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
        CheckLength();
        var length = (int)Math.Max(BitOperations.RoundUpToPowerOf2((uint)(_length + needed)), (uint)_buffer.Length * 2);

        // Room that is never filled is not taken.
        if (length > LargestPooled && length > _maxLength) length = Math.Max(_maxLength, _length + needed);
        if (_memory?.TryTake(length) == false) throw ResponseRefusedException.NoRoom();
        var larger = length > LargestPooled ? GC.AllocateUninitializedArray<byte>(length) : ArrayPool<byte>.Shared.Rent(length);
        WrittenSpan.CopyTo(larger);
        Return(_buffer);
        _buffer = larger;
    }

    private void Return(byte[] buffer)
    {
        if (buffer.Length == 0) return;
        _memory?.GiveBack(buffer.Length);
        if (buffer.Length <= LargestPooled) ArrayPool<byte>.Shared.Return(buffer);
    }
}
