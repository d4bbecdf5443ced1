namespace PortfolioGraph.GraphQL.Types;

/// <summary>JSON numbers that are integers, however they are written: <c>1</c>, <c>1.0</c>, <c>1e2</c>.</summary>
internal static class JsonIntegers
{
    /// <summary>
    /// The integer that a JSON number stands for, without going through binary floating point.
    /// A number too large for <see cref="long"/> is given as its nearest bound, which is out of range for every scalar that asks.
    /// </summary>
    /// <returns>False when the number has a fractional part.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out long integer)
    {
        integer = 0;
        var negative = text[0] == '-';
        if (negative) text = text[1..];
        var e = text.IndexOfAny('e', 'E');
        var mantissa = e < 0 ? text : text[..e];
        var dot = mantissa.IndexOf('.');
        var digits = dot < 0 ? mantissa.ToString() : string.Concat(mantissa[..dot], mantissa[(dot + 1)..]);
        var significant = digits.TrimEnd('0');
        if (significant.TrimStart('0').Length == 0) return true;

        // value = significant × 10^scale, and significant does not end in 0
        var scale = (long)(digits.Length - significant.Length) - (dot < 0 ? 0 : mantissa.Length - dot - 1);
        if (e >= 0 && !TryAddExponent(text[(e + 1)..], ref scale))
            scale = text[e + 1] == '-' ? long.MinValue : long.MaxValue;
        if (scale < 0) return false;

        if (scale > 18 || !long.TryParse(significant, out integer))
        {
            integer = long.MaxValue;
        }
        else
        {
            for (; scale > 0; scale--)
            {
                if (integer > long.MaxValue / 10)
                {
                    integer = long.MaxValue;
                    break;
                }

                integer *= 10;
            }
        }

        if (negative) integer = -integer;
        return true;
    }

    private static bool TryAddExponent(ReadOnlySpan<char> exponent, ref long scale)
    {
        if (!int.TryParse(exponent, System.Globalization.NumberStyles.AllowLeadingSign, null, out var value)) return false;
        scale += value;
        return true;
    }
}
