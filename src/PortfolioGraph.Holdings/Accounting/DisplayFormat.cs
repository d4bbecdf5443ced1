using System.Globalization;
using System.Text;
using PortfolioGraph.Holdings.Numbers;

namespace PortfolioGraph.Holdings.Accounting;

/// <summary>Numbers as a person would read them: cut, never rounded.</summary>
public static class DisplayFormat
{
    private const int Cents = 2;
    private const int GroupSize = 3;

    /// <summary>Digits of an amount where the token does not say how many to show: after the point, or below one from the first that is not zero.</summary>
    private const int UsualDigits = 4;

    /// <summary>Amount, price and value of a balance. The provider's own text stands where it gives one.</summary>
    public static DisplayText Of(TokenBalance balance)
    {
        ArgumentNullException.ThrowIfNull(balance);
        return new DisplayText(
            balance.Display?.Amount ?? AmountOf(balance),
            balance.Display?.PriceUsd ?? (balance.PriceUsd is { } price ? Usd(price) : null),
            balance.Display?.ValueUsd ?? (balance.ValueUsd is { } value ? Usd(value) : null));
    }

    /// <summary>
    /// Cut after <paramref name="displayDecimals"/> digits, with the symbol: <c>375.4253 INJ</c>. Where the number of digits is not known:
    /// 4, and below one as many as show 4 digits that count. No trailing zeros, no grouping.
    /// </summary>
    public static string Amount(BigDecimal amount, int? displayDecimals, string? symbol)
    {
        var number = amount.Truncate(displayDecimals is { } digits ? Math.Clamp(digits, 0, BigDecimal.MaxDigits) : UsualScale(amount)).WithoutTrailingZeros().ToString();
        return string.IsNullOrEmpty(symbol) ? number : $"{number} {symbol}";
    }

    /// <summary>Cut to cents, thousands grouped, sign first: <c>$1,125.65</c>, <c>-$5.00</c>. What is less than a cent is <c>$0.00</c>.</summary>
    public static string Usd(BigDecimal value)
    {
        var cut = value.Truncate(Cents);
        // Adding 0.00 pads to cents.
        var text = (BigDecimal.Abs(cut) + BigDecimal.FromRaw(0, Cents)).ToString();
        var whole = text.Length - Cents - 1;
        var grouped = new StringBuilder(text.Length + whole / GroupSize + 2);
        if (cut.Sign < 0)
            grouped.Append('-');
        grouped.Append('$');
        for (var i = 0; i < whole; i++)
        {
            if (i > 0 && (whole - i) % GroupSize == 0)
                grouped.Append(',');
            grouped.Append(text[i]);
        }
        return grouped.Append(text, whole, Cents + 1).ToString();
    }

    private static string AmountOf(TokenBalance balance)
    {
        var token = balance.Token;
        if (balance.Amount is { } amount)
            return Amount(amount, token.DisplayDecimals, token.Symbol);
        if (balance.RawAmount is { } raw)
            return raw.ToString(CultureInfo.InvariantCulture) + " " + (token.DenomSymbol ?? "base units");
        return "unknown";
    }

    private static int UsualScale(BigDecimal amount)
    {
        var magnitude = BigDecimal.Abs(amount);
        if (amount.IsZero || magnitude >= BigDecimal.One)
            return UsualDigits;
        var zeros = amount.Scale - magnitude.UnscaledValue.ToString(CultureInfo.InvariantCulture).Length;
        return Math.Min(zeros + UsualDigits, BigDecimal.MaxDigits);
    }
}
