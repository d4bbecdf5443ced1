using System.Numerics;
using PortfolioGraph.Holdings.Numbers;

namespace PortfolioGraph.Holdings.Tests.Accounting.Reference;

/// <summary>An exact quotient, so that the only rounding is the one that the document names.</summary>
internal readonly record struct Fraction
{
    public static readonly Fraction Zero = Of(0);

    private Fraction(BigInteger numerator, BigInteger denominator)
    {
        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        Numerator = numerator / divisor;
        Denominator = denominator / divisor;
    }

    public BigInteger Numerator { get; }

    /// <summary>Above zero.</summary>
    public BigInteger Denominator { get; }

    public static Fraction Of(BigDecimal number) => new(number.UnscaledValue, BigInteger.Pow(10, number.Scale));

    public static Fraction operator +(Fraction left, Fraction right) =>
        new(left.Numerator * right.Denominator + right.Numerator * left.Denominator, left.Denominator * right.Denominator);

    public static Fraction operator -(Fraction left, Fraction right) =>
        new(left.Numerator * right.Denominator - right.Numerator * left.Denominator, left.Denominator * right.Denominator);

    public static Fraction operator *(Fraction left, Fraction right) =>
        new(left.Numerator * right.Numerator, left.Denominator * right.Denominator);

    public static Fraction operator /(Fraction left, Fraction right) =>
        new(left.Numerator * right.Denominator, left.Denominator * right.Numerator);

    public static bool operator >(Fraction left, Fraction right) => (left - right).Numerator.Sign > 0;

    public static bool operator <(Fraction left, Fraction right) => right > left;

    /// <summary>To so many decimals, half to even.</summary>
    public BigDecimal Round(int decimals)
    {
        var cut = Cut(decimals);
        var step = BigDecimal.FromRaw(Numerator.Sign, decimals);
        var lost = this - Of(cut);
        var twice = (lost + lost) / Of(BigDecimal.FromRaw(1, decimals));
        var size = BigInteger.Abs(twice.Numerator).CompareTo(twice.Denominator);
        var isOdd = !(cut.ToBaseUnits(decimals)!.Value % 2).IsZero;
        return size > 0 || (size == 0 && isOdd) ? cut + step : cut;
    }

    /// <summary>To so many decimals, the others cut off.</summary>
    public BigDecimal Cut(int decimals) => BigDecimal.FromRaw(Numerator * BigInteger.Pow(10, decimals) / Denominator, decimals);

    /// <summary>A part in percent of a whole, to 4 decimals, half to even; null where one is unknown, or there is no whole.</summary>
    public static BigDecimal? Percent(BigDecimal? part, BigDecimal? whole) =>
        part is not { } some || whole is not { IsZero: false } all ? null : (Of(some) * Of(100) / Of(all)).Round(4);
}
