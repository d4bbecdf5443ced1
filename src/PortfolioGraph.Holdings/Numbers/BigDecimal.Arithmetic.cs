using System.Numerics;

namespace PortfolioGraph.Holdings.Numbers;

public readonly partial struct BigDecimal
{
    /// <summary>The exact sum, with the longer of the two scales.</summary>
    public static BigDecimal operator +(BigDecimal left, BigDecimal right)
    {
        var scale = Math.Max(left._scale, right._scale);
        return TryInline(left, scale, out var a) && TryInline(right, scale, out var b)
            ? new(a + b, scale)
            : new(left.Unscaled(scale) + right.Unscaled(scale), scale);
    }

    /// <summary>The exact difference, with the longer of the two scales.</summary>
    public static BigDecimal operator -(BigDecimal left, BigDecimal right) => left + -right;

    /// <summary>The exact product; the scales add up.</summary>
    public static BigDecimal operator *(BigDecimal left, BigDecimal right)
    {
        var scale = left._scale + right._scale;
        return left._heap is null && right._heap is null && BitLength(left.Inline) + BitLength(right.Inline) <= MaxInlineBits
            ? new(left.Inline * right.Inline, scale)
            : new(left.UnscaledValue * right.UnscaledValue, scale);
    }

    /// <summary>The same number with the other sign.</summary>
    public static BigDecimal operator -(BigDecimal value) =>
        value._heap is null ? new(-value.Inline, value._scale) : new(-value._heap.Value, value._scale);

    /// <summary>The distance from zero.</summary>
    public static BigDecimal Abs(BigDecimal value) => value.Sign < 0 ? -value : value;

    /// <summary>The exact sum of all values; zero for none.</summary>
    public static BigDecimal Sum(params ReadOnlySpan<BigDecimal> values)
    {
        var sum = Zero;
        foreach (var value in values)
            sum += value;
        return sum;
    }

    /// <summary>The exact sum of all values; zero for none.</summary>
    public static BigDecimal Sum(IEnumerable<BigDecimal> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var sum = Zero;
        foreach (var value in values)
            sum += value;
        return sum;
    }

    /// <summary>The quotient with exactly <paramref name="scale"/> digits after the point: division says how exact it is.</summary>
    /// <exception cref="DivideByZeroException"><paramref name="divisor"/> is zero.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="scale"/> is negative or above <see cref="MaxDigits"/>.</exception>
    public static BigDecimal Divide(BigDecimal dividend, BigDecimal divisor, int scale, Rounding rounding)
    {
        ThrowIfBadScale(scale, nameof(scale));
        var up = scale + divisor._scale - dividend._scale;
        var numerator = dividend.UnscaledValue;
        var denominator = divisor.UnscaledValue;
        if (up > 0)
            numerator *= Power(up);
        else if (up < 0)
            denominator *= Power(-up);
        return new(DivideInteger(numerator, denominator, rounding), scale);
    }

    /// <summary>At most <paramref name="scale"/> digits after the point; a number that has no more of them stays as it is.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="scale"/> is negative or above <see cref="MaxDigits"/>.</exception>
    public BigDecimal Round(int scale, Rounding rounding)
    {
        ThrowIfBadScale(scale, nameof(scale));
        return scale >= _scale ? this : new(DivideInteger(UnscaledValue, Power(_scale - scale), rounding), scale);
    }

    /// <summary>Cuts off what is beyond <paramref name="scale"/> digits after the point.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="scale"/> is negative or above <see cref="MaxDigits"/>.</exception>
    public BigDecimal Truncate(int scale) => Round(scale, Rounding.Down);

    private static BigInteger DivideInteger(BigInteger numerator, BigInteger denominator, Rounding rounding)
    {
        var (quotient, remainder) = BigInteger.DivRem(numerator, denominator);
        if (rounding == Rounding.Down || remainder.IsZero)
            return quotient;
        var half = (BigInteger.Abs(remainder) * 2).CompareTo(BigInteger.Abs(denominator));
        if (half < 0 || (half == 0 && quotient.IsEven))
            return quotient;
        return quotient + numerator.Sign * denominator.Sign;
    }
}
