using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace PortfolioGraph.Holdings.Numbers;

public readonly partial struct BigDecimal
{
    // All numbers of nine digits are in a word of 32 bits.
    private const int WordDigits = 9;

    /// <summary>
    /// Reads the number grammar of JSON (RFC 8259, section 6), with a leading <c>+</c> too: <c>12.50</c>, <c>-1e-7</c>, <c>1E+3</c>.
    /// False for anything else, and beyond <see cref="MaxDigits"/> digits or exponent.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, out BigDecimal value) => TryParse<char>(text, out value);

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, out BigDecimal)"/>
    public static bool TryParse(ReadOnlySpan<byte> utf8Text, out BigDecimal value) => TryParse<byte>(utf8Text, out value);

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, out BigDecimal)"/>
    /// <exception cref="FormatException">The text is no number, or too long a one.</exception>
    public static BigDecimal Parse(ReadOnlySpan<char> text) =>
        TryParse<char>(text, out var value) ? value : throw NotANumber();

    /// <inheritdoc cref="Parse(ReadOnlySpan{char})"/>
    public static BigDecimal Parse(ReadOnlySpan<byte> utf8Text) =>
        TryParse<byte>(utf8Text, out var value) ? value : throw NotANumber();

    private static FormatException NotANumber() =>
        new($"Not a decimal number of at most {MaxDigits} digits.");

    private static bool TryParse<T>(ReadOnlySpan<T> text, out BigDecimal value)
        where T : unmanaged, IBinaryInteger<T>
    {
        value = default;
        var at = 0;
        var negative = At(text, 0) == '-';
        if (negative || At(text, 0) == '+')
            at++;

        var whole = text[at..EndOfDigits(text, at)];
        at += whole.Length;
        if (whole.IsEmpty || (whole.Length > 1 && At(whole, 0) == '0'))
            return false;

        var fraction = ReadOnlySpan<T>.Empty;
        if (At(text, at) == '.')
        {
            fraction = text[(at + 1)..EndOfDigits(text, at + 1)];
            if (fraction.IsEmpty)
                return false;
            at += 1 + fraction.Length;
        }

        if (whole.Length + fraction.Length > MaxDigits || !TryReadExponent(text[at..], out var exponent))
            return false;

        var scale = fraction.Length - exponent;
        var digits = whole.Length + fraction.Length;
        if (digits <= MaxInlinePower)
        {
            var unscaled = Append(Append(0, whole), fraction);
            value = Scaled(negative ? -unscaled : unscaled, scale);
        }
        else
        {
            // Every chunk of up to nine digits takes at most one word more.
            Span<uint> words = stackalloc uint[digits / WordDigits + 2];
            var used = Append(words, Append(words, 0, whole), fraction);
            if (!BitConverter.IsLittleEndian)
                BinaryPrimitives.ReverseEndianness(words, words);
            var unscaled = new BigInteger(MemoryMarshal.AsBytes(words[..used]), isUnsigned: true);
            value = Scaled(negative ? -unscaled : unscaled, scale);
        }
        return true;
    }

    /// <summary>A negative scale is written out as zeros: there are no exponents in the plain notation.</summary>
    private static BigDecimal Scaled(Int128 unscaled, int scale) =>
        scale >= 0 ? new(unscaled, scale) : Scaled((BigInteger)unscaled, scale);

    private static BigDecimal Scaled(BigInteger unscaled, int scale) =>
        scale >= 0 ? new(unscaled, scale) : new(unscaled * Power(-scale), 0);

    /// <summary>Reads <c>e</c>, a sign and digits up to the end of the text. Never looks further than the bound allows a number to grow.</summary>
    private static bool TryReadExponent<T>(ReadOnlySpan<T> text, out int exponent)
        where T : unmanaged, IBinaryInteger<T>
    {
        exponent = 0;
        if (text.IsEmpty)
            return true;
        if (At(text, 0) is not ('e' or 'E'))
            return false;
        var negative = At(text, 1) == '-';
        var first = negative || At(text, 1) == '+' ? 2 : 1;
        if (first >= text.Length || EndOfDigits(text, first) != text.Length)
            return false;
        foreach (var digit in text[first..])
        {
            exponent = exponent * 10 + int.CreateTruncating(digit) - '0';
            if (exponent > MaxDigits)
                return false;
        }
        if (negative)
            exponent = -exponent;
        return true;
    }

    /// <summary>Digits go through 64-bit chunks of 18, which is much faster than 128-bit steps.</summary>
    private static Int128 Append<T>(Int128 value, ReadOnlySpan<T> digits)
        where T : unmanaged, IBinaryInteger<T>
    {
        while (!digits.IsEmpty)
        {
            var length = Math.Min(18, digits.Length);
            var chunk = 0L;
            foreach (var digit in digits[..length])
                chunk = chunk * 10 + int.CreateTruncating(digit) - '0';
            value = value == 0 ? chunk : value * InlinePowers[length] + chunk;
            digits = digits[length..];
        }
        return value;
    }

    /// <summary>Digits behind a number in words of 32 bits, the lowest first.</summary>
    /// <returns>The words that the number has now.</returns>
    private static int Append<T>(Span<uint> words, int used, ReadOnlySpan<T> digits)
        where T : unmanaged, IBinaryInteger<T>
    {
        while (!digits.IsEmpty)
        {
            var length = Math.Min(WordDigits, digits.Length);
            var (carry, power) = (0UL, 1UL);
            foreach (var digit in digits[..length])
                (carry, power) = (carry * 10 + ulong.CreateTruncating(digit) - '0', power * 10);
            for (var i = 0; i < used; i++)
            {
                carry += words[i] * power;
                words[i] = (uint)carry;
                carry >>= 32;
            }
            if (carry != 0)
                words[used++] = (uint)carry;
            digits = digits[length..];
        }
        return used;
    }

    /// <summary>The index after the digits that start at <paramref name="start"/>.</summary>
    private static int EndOfDigits<T>(ReadOnlySpan<T> text, int start)
        where T : unmanaged, IBinaryInteger<T>
    {
        while (At(text, start) is >= '0' and <= '9')
            start++;
        return start;
    }

    private static char At<T>(ReadOnlySpan<T> text, int index)
        where T : unmanaged, IBinaryInteger<T> =>
        (uint)index < (uint)text.Length ? (char)ushort.CreateTruncating(text[index]) : '\0';
}
