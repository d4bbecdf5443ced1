using System.Numerics;

namespace PortfolioGraph.Holdings.Numbers;

/// <summary>
/// An exact decimal number of any size: an integer divided by ten to the power of <see cref="Scale"/>.
/// The scale that was read is kept (<c>12.50</c> prints as <c>12.50</c>); equality, order and hash go by value (<c>1.0</c> equals <c>1.00</c>).
/// </summary>
/// <remarks>
/// Token balances have up to 78 digits and valuations some 40, which <see cref="decimal"/> rounds silently.
/// Integers below 2^126 in magnitude (every number of 37 digits) are held in the struct; only greater ones are on the heap.
/// That bound leaves one bit to spare, so that the sum of two inline values never overflows <see cref="Int128"/>.
/// </remarks>
public readonly partial struct BigDecimal : IEquatable<BigDecimal>, IComparable<BigDecimal>, ISpanFormattable, IUtf8SpanFormattable
{
    /// <summary>The most digits a text may have, and the greatest exponent, positive or negative.</summary>
    public const int MaxDigits = 1_000;

    private const int MaxInlineBits = 126;
    private const int MaxInlinePower = 37;

    private static readonly Int128[] InlinePowers = CreatePowers();

    // Two halves and not one Int128, which is aligned to 16 bytes: that takes 8 more in every holding that may lack the number.
    private readonly ulong _upper;
    private readonly ulong _lower;
    private readonly Heap? _heap;
    private readonly int _scale;

    private BigDecimal(Int128 unscaled, int scale)
    {
        _scale = scale;
        if (BitLength(unscaled) <= MaxInlineBits)
            (_upper, _lower) = Halves(unscaled);
        else
            _heap = new Heap(unscaled);
    }

    private BigDecimal(BigInteger unscaled, int scale)
    {
        _scale = scale;
        if (BigInteger.Abs(unscaled).GetBitLength() <= MaxInlineBits)
            (_upper, _lower) = Halves((Int128)unscaled);
        else
            _heap = new Heap(unscaled);
    }

    private Int128 Inline => new(_upper, _lower);

    /// <summary>0.</summary>
    public static BigDecimal Zero => default;

    /// <summary>1.</summary>
    public static BigDecimal One => new(Int128.One, 0);

    /// <summary>The number of digits after the point, never negative.</summary>
    public int Scale => _scale;

    /// <summary>All digits as one integer: the value times ten to the power of <see cref="Scale"/>.</summary>
    public BigInteger UnscaledValue => _heap is null ? Inline : _heap.Value;

    /// <summary>-1, 0 or 1.</summary>
    public int Sign => _heap is null ? Int128.Sign(Inline) : _heap.Value.Sign;

    /// <summary>True for zero of any scale.</summary>
    public bool IsZero => _heap is null && Inline == 0;

    /// <summary>An integer is itself, with scale 0.</summary>
    public static implicit operator BigDecimal(int value) => new((Int128)value, 0);

    /// <summary>An integer is itself, with scale 0.</summary>
    public static implicit operator BigDecimal(long value) => new((Int128)value, 0);

    /// <summary>An integer is itself, with scale 0.</summary>
    public static implicit operator BigDecimal(BigInteger value) => new(value, 0);

    /// <summary>The plain notation, as <see cref="ToString()"/> gives it.</summary>
    public static explicit operator string(BigDecimal value) => value.ToString();

    public static bool operator ==(BigDecimal left, BigDecimal right) => left.Equals(right);

    public static bool operator !=(BigDecimal left, BigDecimal right) => !left.Equals(right);

    public static bool operator <(BigDecimal left, BigDecimal right) => left.CompareTo(right) < 0;

    public static bool operator >(BigDecimal left, BigDecimal right) => left.CompareTo(right) > 0;

    public static bool operator <=(BigDecimal left, BigDecimal right) => left.CompareTo(right) <= 0;

    public static bool operator >=(BigDecimal left, BigDecimal right) => left.CompareTo(right) >= 0;

    /// <summary>The amount that a count of base units stands for: 1500000 at 6 decimals is <c>1.500000</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="decimals"/> is negative or above <see cref="MaxDigits"/>.</exception>
    public static BigDecimal FromRaw(BigInteger baseUnits, int decimals)
    {
        ThrowIfBadScale(decimals, nameof(decimals));
        return new(baseUnits, decimals);
    }

    /// <summary>The count of base units that this amount is; null where it is not a whole number of them.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="decimals"/> is negative or above <see cref="MaxDigits"/>.</exception>
    public BigInteger? ToBaseUnits(int decimals)
    {
        ThrowIfBadScale(decimals, nameof(decimals));
        if (_scale == decimals)
            return UnscaledValue;
        if (_scale < decimals)
            return UnscaledValue * Power(decimals - _scale);
        var (quotient, remainder) = BigInteger.DivRem(UnscaledValue, Power(_scale - decimals));
        return remainder.IsZero ? quotient : null;
    }

    /// <summary>By value: <c>1.0</c> equals <c>1.00</c>.</summary>
    public bool Equals(BigDecimal other) => CompareTo(other) == 0;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is BigDecimal other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var plain = WithoutTrailingZeros();
        return HashCode.Combine(plain.Inline, plain._heap?.Value, plain._scale);
    }

    /// <summary>By value, whatever the scales.</summary>
    public int CompareTo(BigDecimal other)
    {
        if (Sign != other.Sign)
            return Sign.CompareTo(other.Sign);
        var scale = Math.Max(_scale, other._scale);
        return TryInline(this, scale, out var left) && TryInline(other, scale, out var right)
            ? left.CompareTo(right)
            : Unscaled(scale).CompareTo(other.Unscaled(scale));
    }

    /// <summary>The same value with the shortest scale: <c>12.50</c> becomes <c>12.5</c>, <c>100</c> stays.</summary>
    public BigDecimal WithoutTrailingZeros()
    {
        if (IsZero)
            return Zero;
        var scale = _scale;
        if (_heap is null)
        {
            var digits = Inline;
            while (scale > 0)
            {
                var (quotient, remainder) = Int128.DivRem(digits, 10);
                if (remainder != 0)
                    break;
                digits = quotient;
                scale--;
            }
            return new(digits, scale);
        }

        var unscaled = _heap.Value;
        while (scale > 0)
        {
            var (quotient, remainder) = BigInteger.DivRem(unscaled, 10);
            if (!remainder.IsZero)
                break;
            unscaled = quotient;
            scale--;
        }
        return new(unscaled, scale);
    }

    /// <summary>The unscaled value as it is at a scale that is not shorter, where it still fits in line.</summary>
    private static bool TryInline(in BigDecimal value, int scale, out Int128 unscaled)
    {
        unscaled = value.Inline;
        if (value._heap is not null)
            return false;
        var up = scale - value._scale;
        if (up == 0 || unscaled == 0)
            return true;
        if (up > MaxInlinePower || BitLength(unscaled) + BitLength(InlinePowers[up]) > MaxInlineBits)
            return false;
        unscaled *= InlinePowers[up];
        return true;
    }

    private static (ulong Upper, ulong Lower) Halves(Int128 value) => ((ulong)(value >> 64), (ulong)value);

    private BigInteger Unscaled(int scale) => scale == _scale ? UnscaledValue : UnscaledValue * Power(scale - _scale);

    private static int BitLength(Int128 value) =>
        128 - (int)UInt128.LeadingZeroCount((UInt128)(value < 0 ? -value : value));

    private static BigInteger Power(int exponent) =>
        exponent <= MaxInlinePower ? InlinePowers[exponent] : BigInteger.Pow(10, exponent);

    private static Int128[] CreatePowers()
    {
        var powers = new Int128[MaxInlinePower + 1];
        powers[0] = 1;
        for (var i = 1; i < powers.Length; i++)
            powers[i] = powers[i - 1] * 10;
        return powers;
    }

    private static void ThrowIfBadScale(int scale, string parameter)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(scale, parameter);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(scale, MaxDigits, parameter);
    }
}
