using System.Numerics;
using System.Text;
using PortfolioGraph.Holdings.Numbers;

namespace PortfolioGraph.Holdings.Tests.Numbers;

public sealed class BigDecimalTests
{
    private static readonly string UInt256Max = (BigInteger.Pow(2, 256) - 1).ToString();

    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0", "0")]
    [InlineData("-0.00", "0.00")]
    [InlineData("12.50", "12.50")]
    [InlineData("+12.50", "12.50")]
    [InlineData("-12.50", "-12.50")]
    [InlineData("0.000000000000000001", "0.000000000000000001")]
    [InlineData("1e-7", "0.0000001")]
    [InlineData("1E+3", "1000")]
    [InlineData("1e3", "1000")]
    [InlineData("1.50e1", "15.0")]
    [InlineData("1.5e-1", "0.15")]
    [InlineData("-1.5e2", "-150")]
    [InlineData("1e0000000003", "1000")]
    [InlineData("0e1000", "0")]
    [InlineData("1172.895057177065864522056725546579939398", "1172.895057177065864522056725546579939398")]
    [InlineData("375.425343522854919091", "375.425343522854919091")]
    [InlineData("9999999999999999999999999999999999999", "9999999999999999999999999999999999999")]
    [InlineData("85070591730234615865843651857942052863", "85070591730234615865843651857942052863")]
    [InlineData("85070591730234615865843651857942052864", "85070591730234615865843651857942052864")]
    [InlineData("-170141183460469231731687303715884105728", "-170141183460469231731687303715884105728")]
    [InlineData("1e37", "10000000000000000000000000000000000000")]
    [InlineData("1e40", "10000000000000000000000000000000000000000")]
    public void Parse_Number_PrintsItsDigitsInPlainNotation(string text, string expected)
    {
        BigDecimal.Parse(text).ToString().ShouldBe(expected);
        BigDecimal.Parse(Encoding.UTF8.GetBytes(text)).ToString().ShouldBe(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("1\n")]
    [InlineData("-")]
    [InlineData("+")]
    [InlineData("+-1")]
    [InlineData("--1")]
    [InlineData(".5")]
    [InlineData("1.")]
    [InlineData("1.e3")]
    [InlineData("1..2")]
    [InlineData("1.2.3")]
    [InlineData("01")]
    [InlineData("-01")]
    [InlineData("00")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("1e-")]
    [InlineData("1e1.5")]
    [InlineData("1e+-1")]
    [InlineData("e5")]
    [InlineData("0x10")]
    [InlineData("1,000")]
    [InlineData("1_000")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("null")]
    [InlineData("٣")]
    [InlineData("1٣")]
    [InlineData("$1")]
    [InlineData("1e999999999")]
    [InlineData("1e-999999999")]
    [InlineData("1e1001")]
    [InlineData("1e99999999999999999999999999999999")]
    public void TryParse_NotANumber_IsFalse(string text)
    {
        BigDecimal.TryParse(text, out var value).ShouldBeFalse();
        value.IsZero.ShouldBeTrue();
        BigDecimal.TryParse(Encoding.UTF8.GetBytes(text), out _).ShouldBeFalse();
        Should.Throw<FormatException>(() => BigDecimal.Parse(text));
    }

    [Fact]
    public void TryParse_AtTheBounds_IsTrueAndBeyondThemFalse()
    {
        BigDecimal.TryParse(new string('9', 1_000), out var widest).ShouldBeTrue();
        widest.ToString().ShouldBe(new string('9', 1_000));
        BigDecimal.TryParse(new string('9', 1_001), out _).ShouldBeFalse();
        BigDecimal.TryParse("1e1000", out var greatest).ShouldBeTrue();
        greatest.ToString().ShouldBe("1" + new string('0', 1_000));
        BigDecimal.TryParse("1e-1000", out var least).ShouldBeTrue();
        least.ToString().ShouldBe("0." + new string('0', 999) + "1");
    }

    [Fact]
    public void Text_AroundEachPowerOfTwoAndTen_IsThatOfBigInteger_WithThePointInItsPlace()
    {
        var powers = Enumerable.Range(0, 520).Select(i => BigInteger.Pow(2, i)).Concat(Enumerable.Range(0, 160).Select(i => BigInteger.Pow(10, i)));
        foreach (var whole in powers.SelectMany(p => new[] { p - 1, p, p + 1, -p }))
        {
            var value = (BigDecimal)whole;
            value.ToString().ShouldBe(whole.ToString());

            var digits = BigInteger.Abs(whole).ToString().PadLeft(21, '0');
            var scaled = value * BigDecimal.Parse("0.00000000000000000001");
            var expected = $"{(whole.Sign < 0 ? "-" : "")}{digits[..^20]}.{digits[^20..]}";
            scaled.ToString().ShouldBe(expected);
            var utf8 = new byte[expected.Length];
            scaled.TryFormat(utf8, out var written).ShouldBeTrue();
            Encoding.UTF8.GetString(utf8, 0, written).ShouldBe(expected);
        }
    }

    [Fact]
    public void Default_IsZero()
    {
        default(BigDecimal).ShouldBe(BigDecimal.Zero);
        default(BigDecimal).ToString().ShouldBe("0");
        BigDecimal.One.ToString().ShouldBe("1");
    }

    [Theory]
    [InlineData("1.0", "1.00")]
    [InlineData("0", "0.000")]
    [InlineData("-0", "0")]
    [InlineData("100", "1e2")]
    [InlineData("85070591730234615865843651857942052864", "85070591730234615865843651857942052864.000")]
    [InlineData("85070591730234615865843651857942052863", "85070591730234615865843651857942052863.0")]
    public void Equals_SameValueOfAnotherScale_IsTrueAndHashesAlike(string left, string right)
    {
        var a = BigDecimal.Parse(left);
        var b = BigDecimal.Parse(right);
        (a == b).ShouldBeTrue();
        a.Equals((object)b).ShouldBeTrue();
        a.CompareTo(b).ShouldBe(0);
        a.GetHashCode().ShouldBe(b.GetHashCode());
    }

    [Theory]
    [InlineData("1", "2")]
    [InlineData("-2", "-1")]
    [InlineData("-1", "0.5")]
    [InlineData("0.99", "1")]
    [InlineData("0.0000000000000000000000000000000000000000001", "1e-20")]
    [InlineData("1", "1e40")]
    [InlineData("-1e40", "1")]
    [InlineData("0", "1e-1000")]
    public void Compare_LesserWithGreater_OrdersThem(string lesser, string greater)
    {
        var a = BigDecimal.Parse(lesser);
        var b = BigDecimal.Parse(greater);
        (a < b).ShouldBeTrue();
        (b > a).ShouldBeTrue();
        (a <= b).ShouldBeTrue();
        (a >= b).ShouldBeFalse();
        (a != b).ShouldBeTrue();
    }

    [Theory]
    [InlineData("1.50", "2.5", "4.00")]
    [InlineData("0.1", "0.2", "0.3")]
    [InlineData("1", "-1.00", "0.00")]
    [InlineData("85070591730234615865843651857942052863", "1", "85070591730234615865843651857942052864")]
    [InlineData("85070591730234615865843651857942052864", "-1", "85070591730234615865843651857942052863")]
    [InlineData("1e37", "1e-37", "10000000000000000000000000000000000000.0000000000000000000000000000000000001")]
    public void Add_TwoNumbers_GivesTheExactSumAtTheLongerScale(string left, string right, string sum)
    {
        (BigDecimal.Parse(left) + BigDecimal.Parse(right)).ToString().ShouldBe(sum);
        (BigDecimal.Parse(sum) - BigDecimal.Parse(right)).ShouldBe(BigDecimal.Parse(left));
    }

    [Theory]
    [InlineData("1.50", "2.0", "3.000")]
    [InlineData("-1.5", "0.5", "-0.75")]
    [InlineData("9223372036854775808", "9223372036854775808", "85070591730234615865843651857942052864")]
    [InlineData("375.425343522854919091", "2616.345678901234567890123456", "982242.475276033059029598850555348254164881298496")]
    public void Multiply_TwoNumbers_GivesTheExactProduct(string left, string right, string product) =>
        (BigDecimal.Parse(left) * BigDecimal.Parse(right)).ToString().ShouldBe(product);

    [Theory]
    [InlineData("1", "3", 4, Rounding.HalfEven, "0.3333")]
    [InlineData("2", "3", 4, Rounding.HalfEven, "0.6667")]
    [InlineData("2", "3", 4, Rounding.Down, "0.6666")]
    [InlineData("-2", "3", 4, Rounding.HalfEven, "-0.6667")]
    [InlineData("-2", "3", 4, Rounding.Down, "-0.6666")]
    [InlineData("2", "-3", 0, Rounding.HalfEven, "-1")]
    [InlineData("1", "8", 2, Rounding.HalfEven, "0.12")]
    [InlineData("3", "8", 2, Rounding.HalfEven, "0.38")]
    [InlineData("-1", "8", 2, Rounding.HalfEven, "-0.12")]
    [InlineData("1", "2", 0, Rounding.HalfEven, "0")]
    [InlineData("3", "2", 0, Rounding.HalfEven, "2")]
    [InlineData("1.00", "0.5", 2, Rounding.HalfEven, "2.00")]
    [InlineData("0.000001", "1e20", 30, Rounding.Down, "0.000000000000000000000000010000")]
    public void Divide_StatedScaleAndRounding_HasExactlyThatScale(string dividend, string divisor, int scale, Rounding rounding, string quotient) =>
        BigDecimal.Divide(BigDecimal.Parse(dividend), BigDecimal.Parse(divisor), scale, rounding).ToString().ShouldBe(quotient);

    [Fact]
    public void Divide_ByZero_Throws() =>
        Should.Throw<DivideByZeroException>(() => BigDecimal.Divide(1, BigDecimal.Parse("0.00"), 2, Rounding.Down));

    [Theory]
    [InlineData("2.345", 2, Rounding.HalfEven, "2.34")]
    [InlineData("2.355", 2, Rounding.HalfEven, "2.36")]
    [InlineData("2.3451", 2, Rounding.HalfEven, "2.35")]
    [InlineData("-2.355", 2, Rounding.HalfEven, "-2.36")]
    [InlineData("2.359", 2, Rounding.Down, "2.35")]
    [InlineData("-0.001", 2, Rounding.Down, "0.00")]
    [InlineData("2.3", 5, Rounding.HalfEven, "2.3")]
    public void Round_ShorterScale_Rounds(string text, int scale, Rounding rounding, string expected) =>
        BigDecimal.Parse(text).Round(scale, rounding).ToString().ShouldBe(expected);

    [Fact]
    public void Truncate_CutsTowardsZero()
    {
        BigDecimal.Parse("1.999").Truncate(1).ToString().ShouldBe("1.9");
        BigDecimal.Parse("-1.999").Truncate(0).ToString().ShouldBe("-1");
    }

    [Theory]
    [InlineData("12.500", "12.5")]
    [InlineData("100", "100")]
    [InlineData("0.000", "0")]
    [InlineData("-7.0", "-7")]
    [InlineData("100000000000000000000000000000000000000000.10", "100000000000000000000000000000000000000000.1")]
    [InlineData("1.0000000000000000000000000000000000000000000", "1")]
    public void WithoutTrailingZeros_DropsThemAfterThePointOnly(string text, string expected) =>
        BigDecimal.Parse(text).WithoutTrailingZeros().ToString().ShouldBe(expected);

    [Theory]
    [InlineData("1500000", 6, "1.500000")]
    [InlineData("1", 18, "0.000000000000000001")]
    [InlineData("-25", 1, "-2.5")]
    [InlineData("7", 0, "7")]
    public void FromRaw_BaseUnits_AreTheAmountAndBack(string units, int decimals, string amount)
    {
        var value = BigDecimal.FromRaw(BigInteger.Parse(units), decimals);
        value.ToString().ShouldBe(amount);
        value.ToBaseUnits(decimals).ShouldBe(BigInteger.Parse(units));
    }

    [Fact]
    public void FromRaw_LargestUInt256_IsExact()
    {
        var value = BigDecimal.FromRaw(BigInteger.Parse(UInt256Max), 18);
        value.ToString().ShouldBe($"{UInt256Max[..^18]}.{UInt256Max[^18..]}");
        value.ToBaseUnits(18).ShouldBe(BigInteger.Parse(UInt256Max));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1_001)]
    [InlineData(int.MaxValue)]
    public void FromRaw_DecimalsOutOfRange_Throws(int decimals) =>
        Should.Throw<ArgumentOutOfRangeException>(() => BigDecimal.FromRaw(1, decimals));

    [Fact]
    public void ToBaseUnits_FractionOfAUnit_IsNull()
    {
        BigDecimal.Parse("1.25").ToBaseUnits(1).ShouldBeNull();
        BigDecimal.Parse("1.250").ToBaseUnits(2).ShouldBe(125);
        BigDecimal.Parse("3").ToBaseUnits(6).ShouldBe(3_000_000);
    }

    [Fact]
    public void Conversions_Integers_AreThemselves()
    {
        BigDecimal small = -5;
        BigDecimal wide = long.MinValue;
        BigDecimal huge = BigInteger.Pow(10, 60);
        small.ToString().ShouldBe("-5");
        wide.ToString().ShouldBe("-9223372036854775808");
        ((string)huge).ShouldBe("1" + new string('0', 60));
    }

    [Fact]
    public void SignAndAbs_FollowTheValue()
    {
        BigDecimal.Parse("-0.1").Sign.ShouldBe(-1);
        BigDecimal.Parse("0.0").Sign.ShouldBe(0);
        BigDecimal.Parse("1e60").Sign.ShouldBe(1);
        BigDecimal.Abs(BigDecimal.Parse("-1e60")).ShouldBe(BigDecimal.Parse("1e60"));
        BigDecimal.Abs(BigDecimal.Parse("-3.50")).ToString().ShouldBe("3.50");
    }

    [Fact]
    public void Sum_OfValues_IsExact()
    {
        BigDecimal.Sum().ShouldBe(BigDecimal.Zero);
        BigDecimal.Sum(BigDecimal.Parse("0.1"), BigDecimal.Parse("0.2"), BigDecimal.Parse("-0.30")).IsZero.ShouldBeTrue();
        BigDecimal.Sum(new List<BigDecimal> { 1, BigDecimal.Parse("2.5") }).ToString().ShouldBe("3.5");
    }

    [Theory]
    [InlineData("-12.50")]
    [InlineData("0.00")]
    [InlineData("-1172.895057177065864522056725546579939398")]
    public void TryFormat_RoomOrNone_WritesAllOrNothing(string text)
    {
        var value = BigDecimal.Parse(text);
        var utf8 = new byte[text.Length];
        value.TryFormat(utf8, out var bytes).ShouldBeTrue();
        bytes.ShouldBe(text.Length);
        Encoding.UTF8.GetString(utf8).ShouldBe(text);
        $"<{value}>".ShouldBe($"<{text}>");

        var tooShort = new char[text.Length - 1];
        value.TryFormat(tooShort, out var chars).ShouldBeFalse();
        chars.ShouldBe(0);
        tooShort.ShouldAllBe(c => c == '\0');
    }

    [Fact]
    public void Format_Any_IsRefused() =>
        Should.Throw<FormatException>(() => BigDecimal.One.ToString("N2", null));

    [Fact]
    public void ParseAndTryFormat_InlineValue_AllocatesNothing()
    {
        var text = "123456789.123456789012345678"u8.ToArray();
        var buffer = new byte[64];
        Run();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run();
        GC.GetAllocatedBytesForCurrentThread().ShouldBe(before);

        void Run()
        {
            var value = BigDecimal.Parse(text);
            value = value + value * 2 - 1;
            value.TryFormat(buffer, out _);
        }
    }
}
