using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace PortfolioGraph.Holdings.Numbers;

public readonly partial struct BigDecimal
{
    private const int MaxStackText = 128;

    /// <summary>The plain notation: every digit, no exponent, no grouping.</summary>
    public override string ToString()
    {
        var digits = Digits(stackalloc byte[MaxStackText]);
        var length = LengthFor(digits.Length);
        var text = length <= MaxStackText ? stackalloc char[length] : new char[length];
        Write<char>(digits, text);
        return new string(text);
    }

    /// <inheritdoc cref="ToString()"/>
    /// <exception cref="FormatException">A format is given: there is only the plain notation.</exception>
    public string ToString(string? format, IFormatProvider? formatProvider)
    {
        ThrowIfFormat(format);
        return ToString();
    }

    /// <summary>Writes the plain notation; false where there is no room for it.</summary>
    /// <exception cref="FormatException">A format is given: there is only the plain notation.</exception>
    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default, IFormatProvider? provider = null) =>
        TryFormat<char>(destination, out charsWritten, format);

    /// <summary>Writes the plain notation as UTF-8; false where there is no room for it.</summary>
    /// <exception cref="FormatException">A format is given: there is only the plain notation.</exception>
    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format = default, IFormatProvider? provider = null) =>
        TryFormat<byte>(utf8Destination, out bytesWritten, format);

    private bool TryFormat<T>(Span<T> destination, out int written, ReadOnlySpan<char> format)
        where T : unmanaged, IBinaryInteger<T>
    {
        ThrowIfFormat(format);
        var digits = Digits(stackalloc byte[MaxStackText]);
        var length = LengthFor(digits.Length);
        written = length <= destination.Length ? length : 0;
        if (written == 0)
            return false;
        Write(digits, destination[..length]);
        return true;
    }

    /// <summary>The digits of the unscaled value without a sign: in <paramref name="buffer"/> where they fit and are not kept.</summary>
    private ReadOnlySpan<byte> Digits(Span<byte> buffer)
    {
        if (_heap is not null)
            return _heap.Digits(buffer);
        var magnitude = (UInt128)Int128.Abs(Inline);
        int length;
        if (magnitude <= ulong.MaxValue)
            ((ulong)magnitude).TryFormat(buffer, out length, default, CultureInfo.InvariantCulture);
        else
            magnitude.TryFormat(buffer, out length, default, CultureInfo.InvariantCulture);
        return buffer[..length];
    }

    private int LengthFor(int digits)
    {
        var sign = Sign < 0 ? 1 : 0;
        return _scale == 0 ? sign + digits : sign + Math.Max(digits, _scale + 1) + 1;
    }

    private void Write<T>(ReadOnlySpan<byte> digits, Span<T> target)
        where T : unmanaged, IBinaryInteger<T>
    {
        if (Sign < 0)
        {
            target[0] = T.CreateTruncating((byte)'-');
            target = target[1..];
        }

        // Digits from the right, zeros where they run out, and the point in its place.
        var whole = Math.Max(digits.Length - _scale, 0);
        Copy(digits[..whole], target);
        if (_scale == 0)
            return;
        if (whole == 0)
            target[0] = T.CreateTruncating((byte)'0');
        target[^(_scale + 1)] = T.CreateTruncating((byte)'.');
        var fraction = digits[whole..];
        target[^_scale..].Fill(T.CreateTruncating((byte)'0'));
        Copy(fraction, target[^fraction.Length..]);
    }

    private static void Copy<T>(ReadOnlySpan<byte> digits, Span<T> target)
        where T : unmanaged, IBinaryInteger<T>
    {
        if (typeof(T) == typeof(byte))
            digits.CopyTo(MemoryMarshal.AsBytes(target));
        else
            Ascii.ToUtf16(digits, MemoryMarshal.Cast<T, char>(target), out _);
    }

    private static void ThrowIfFormat(ReadOnlySpan<char> format)
    {
        if (!format.IsEmpty)
            throw new FormatException("A BigDecimal has no formats: it is always written in plain notation.");
    }
}
