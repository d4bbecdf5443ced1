using System.Numerics;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PortfolioGraph.Holdings.Numbers;

namespace PortfolioGraph.Holdings.Tests.Numbers;

/// <summary>Holds the arithmetic to fractions of integers, over sizes on both sides of the inline bound.</summary>
public sealed class BigDecimalProperties
{
    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(2_000);

    private static readonly Gen<Sample> Samples =
        from digits in Gen.Choose(1, 90)
        from text in Gen.Choose(0, 9).ArrayOf(digits)
        from negative in Gen.Elements(true, false)
        from scale in Gen.Choose(0, 60)
        select new Sample((negative ? -1 : 1) * BigInteger.Parse(string.Concat(text)), scale);

    [Fact]
    public void Text_RoundTrips() => ForAll(a =>
    {
        var text = a.Value.ToString();
        var back = BigDecimal.Parse(text);
        var utf8 = new byte[text.Length];
        return back == a.Value && back.Scale == a.Value.Scale
            && Enumerable.Range(0, 3).All(_ => back.ToString() == text)
            && a.Value.TryFormat(utf8, out _) && Encoding.ASCII.GetString(utf8) == text
            && BigDecimal.Parse(utf8) == a.Value
            && BigInteger.Parse(text.Replace(".", "")) == a.Unscaled;
    });

    [Fact]
    public void Exponent_ShiftsThePoint() => ForAll((a, b) =>
        BigDecimal.Parse($"{a.Unscaled}e-{b.Scale}") == BigDecimal.FromRaw(a.Unscaled, b.Scale)
        && BigDecimal.Parse($"{a.Unscaled}E+{b.Scale}") == a.Unscaled * BigInteger.Pow(10, b.Scale));

    [Fact]
    public void Add_IsTheSumOfTheFractions() => ForAll((a, b) =>
        Same(a.Value + b.Value, a.Unscaled * b.Denominator + b.Unscaled * a.Denominator, a.Denominator * b.Denominator)
        && (a.Value + b.Value).Scale == Math.Max(a.Scale, b.Scale));

    [Fact]
    public void Subtract_IsTheDifferenceOfTheFractions() => ForAll((a, b) =>
        Same(a.Value - b.Value, a.Unscaled * b.Denominator - b.Unscaled * a.Denominator, a.Denominator * b.Denominator));

    [Fact]
    public void Multiply_IsTheProductOfTheFractions() => ForAll((a, b) =>
        Same(a.Value * b.Value, a.Unscaled * b.Unscaled, a.Denominator * b.Denominator)
        && (a.Value * b.Value).Scale == a.Scale + b.Scale);

    [Fact]
    public void Compare_IsTheOrderOfTheFractions() => ForAll((a, b) =>
        Math.Sign(a.Value.CompareTo(b.Value)) == (a.Unscaled * b.Denominator).CompareTo(b.Unscaled * a.Denominator)
        && (a.Value == b.Value) == (a.Unscaled * b.Denominator == b.Unscaled * a.Denominator));

    [Fact]
    public void Equality_OfAPaddedValue_HoldsAndHashesAlike() => ForAll((a, b) =>
    {
        var padded = BigDecimal.FromRaw(a.Unscaled * b.Denominator, a.Scale + b.Scale);
        return padded == a.Value && padded.GetHashCode() == a.Value.GetHashCode()
            && padded.WithoutTrailingZeros().ToString() == a.Value.WithoutTrailingZeros().ToString();
    });

    [Fact]
    public void Divide_Down_IsTheGreatestQuotientThatIsNotBeyond() => ForAll((a, b) =>
    {
        if (b.Unscaled.IsZero)
            return true;
        var quotient = BigDecimal.Divide(a.Value, b.Value, 12, Rounding.Down);
        var rest = BigDecimal.Abs(a.Value) - BigDecimal.Abs(quotient * b.Value);
        return quotient.Scale == 12 && rest.Sign >= 0 && rest < BigDecimal.Abs(b.Value) * BigDecimal.Parse("1e-12");
    });

    [Fact]
    public void Divide_HalfEven_IsWithinHalfAUnitAndEvenOnATie() => ForAll((a, b) =>
    {
        if (b.Unscaled.IsZero)
            return true;
        var quotient = BigDecimal.Divide(a.Value, b.Value, 6, Rounding.HalfEven);
        var off = BigDecimal.Abs(a.Value - quotient * b.Value);
        var half = BigDecimal.Abs(b.Value) * BigDecimal.Parse("5e-7");
        return off < half || (off == half && quotient.UnscaledValue.IsEven);
    });

    [Fact]
    public void BaseUnits_RoundTrip() => ForAll(a => a.Value.ToBaseUnits(a.Scale) == a.Unscaled);

    private static bool Same(BigDecimal value, BigInteger numerator, BigInteger denominator) =>
        value.UnscaledValue * denominator == numerator * BigInteger.Pow(10, value.Scale);

    private static void ForAll(Func<Sample, bool> holds) =>
        Prop.ForAll(Samples.ToArbitrary(), holds).Check(Runs);

    private static void ForAll(Func<Sample, Sample, bool> holds) =>
        Prop.ForAll(Samples.Two().ToArbitrary(), pair => holds(pair.Item1, pair.Item2)).Check(Runs);

    private sealed record Sample(BigInteger Unscaled, int Scale)
    {
        public BigDecimal Value => BigDecimal.FromRaw(Unscaled, Scale);

        public BigInteger Denominator => BigInteger.Pow(10, Scale);
    }
}
