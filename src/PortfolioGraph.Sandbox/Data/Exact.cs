using System.Numerics;

namespace PortfolioGraph.Sandbox.Data;

/// <summary>A decimal number of any size: <c>Unscaled</c> over ten to the power of <c>Scale</c>. Adds and multiplies without rounding.</summary>
internal readonly record struct Exact(BigInteger Unscaled, int Scale)
{
    public static readonly Exact Zero = new(BigInteger.Zero, 0);

    /// <summary>Reads plain notation: an optional minus, digits, and at most one point.</summary>
    public static Exact Parse(string text)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        return point < 0
            ? new Exact(BigInteger.Parse(text), 0)
            : new Exact(BigInteger.Parse(text.Remove(point, 1)), text.Length - point - 1);
    }

    public static Exact operator +(Exact a, Exact b)
    {
        var scale = Math.Max(a.Scale, b.Scale);
        return new Exact(a.At(scale) + b.At(scale), scale);
    }

    public static Exact operator -(Exact a) => a with { Unscaled = -a.Unscaled };

    public static Exact operator -(Exact a, Exact b) => a + -b;

    public static Exact operator *(Exact a, Exact b) => new(a.Unscaled * b.Unscaled, a.Scale + b.Scale);

    public static Exact Sum(IEnumerable<Exact> items) => items.Aggregate(Zero, (sum, item) => sum + item);

    /// <summary>Drops the digits after so many decimal places (towards zero).</summary>
    public Exact Cut(int places) =>
        Scale <= places ? this : new Exact(BigInteger.Divide(Unscaled, BigInteger.Pow(10, Scale - places)), places);

    /// <summary>A quotient cut to so many decimal places.</summary>
    public Exact Over(Exact divisor, int places) =>
        new(BigInteger.Divide(Unscaled * BigInteger.Pow(10, places + divisor.Scale), divisor.Unscaled * BigInteger.Pow(10, Scale)), places);

    /// <summary>Plain notation without needless zeros: <c>-0.5</c>, <c>120</c>.</summary>
    public override string ToString()
    {
        var digits = BigInteger.Abs(Unscaled).ToString().PadLeft(Scale + 1, '0');
        var text = Scale == 0 ? digits : $"{digits[..^Scale]}.{digits[^Scale..]}".TrimEnd('0').TrimEnd('.');
        return Unscaled.Sign < 0 ? "-" + text : text;
    }

    /// <summary>Cut to so many places, with thousands separated: how Neptune writes text.</summary>
    public string ToText(int places)
    {
        var cut = Cut(places);
        var digits = BigInteger.Abs(cut.At(places)).ToString().PadLeft(places + 1, '0');
        var whole = digits[..^places];
        for (var i = whole.Length - 3; i > 0; i -= 3)
            whole = whole.Insert(i, ",");
        return (cut.Unscaled.Sign < 0 ? "-" : "") + whole + (places > 0 ? "." + digits[^places..] : "");
    }

    private BigInteger At(int scale) => Unscaled * BigInteger.Pow(10, scale - Scale);
}
