using System.Globalization;
using System.Numerics;

namespace PortfolioGraph.Gateway.Tests.Harness;

/// <summary>An exact number, worked out here without the code under test: units of ten to the minus scale.</summary>
internal readonly record struct Exact(BigInteger Units, int Scale)
{
    public static Exact Zero => new(0, 0);

    public static Exact operator +(Exact a, Exact b)
    {
        var scale = Math.Max(a.Scale, b.Scale);
        return new Exact(a.At(scale) + b.At(scale), scale);
    }

    public static Exact operator *(Exact a, Exact b) => new(a.Units * b.Units, a.Scale + b.Scale);

    public static Exact Parse(string text) => TryParse(text, out var value) ? value : throw new FormatException(text);

    public static bool TryParse(string text, out Exact value)
    {
        value = default;
        var parts = text.Split(['e', 'E'], 2);
        var point = parts[0].IndexOf('.', StringComparison.Ordinal);
        var exponent = 0;
        if (parts.Length == 2 && !int.TryParse(parts[1], CultureInfo.InvariantCulture, out exponent)) return false;
        if (!BigInteger.TryParse(parts[0].Replace(".", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var units)) return false;
        var scale = (point < 0 ? 0 : parts[0].Length - point - 1) - exponent;
        value = scale < 0 ? new Exact(units * BigInteger.Pow(10, -scale), 0) : new Exact(units, scale);
        return true;
    }

    /// <summary>Plain notation without trailing zeros.</summary>
    public override string ToString()
    {
        var (units, scale) = (Units, Scale);
        while (scale > 0 && units % 10 == 0) (units, scale) = (units / 10, scale - 1);
        var digits = BigInteger.Abs(units).ToString(CultureInfo.InvariantCulture).PadLeft(scale + 1, '0');
        return $"{(units.Sign < 0 ? "-" : "")}{digits[..^scale]}{(scale > 0 ? $".{digits[^scale..]}" : "")}";
    }

    private BigInteger At(int scale) => Units * BigInteger.Pow(10, scale - Scale);
}
