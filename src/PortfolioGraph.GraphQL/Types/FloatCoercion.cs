using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using PortfolioGraph.GraphQL.Language;

namespace PortfolioGraph.GraphQL.Types;

/// <summary><c>Float</c>: finite IEEE 754 numbers, as <see cref="double"/>; integers are taken too (spec section 3.5.2). Never used for amounts.</summary>
internal sealed class FloatCoercion : ScalarCoercion
{
    public override bool TryCoerce(JsonElement value, [NotNullWhen(true)] out object? result, [NotNullWhen(false)] out string? reason)
    {
        if (value.ValueKind == JsonValueKind.Number) return Check(value.GetRawText(), out result, out reason);
        result = null;
        reason = $"Float cannot represent non numeric value: {ValueText.Of(value)}";
        return false;
    }

    public override bool TryCoerce(ValueNode literal, [NotNullWhen(true)] out object? result, [NotNullWhen(false)] out string? reason)
    {
        var text = literal switch
        {
            IntValueNode i => i.Value,
            FloatValueNode f => f.Value,
            _ => null,
        };
        if (text is not null) return Check(text, out result, out reason);
        result = null;
        reason = $"Float cannot represent non numeric value: {ValueText.Of(literal)}";
        return false;
    }

    private static bool Check(string text, [NotNullWhen(true)] out object? result, [NotNullWhen(false)] out string? reason)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
        {
            result = number;
            reason = null;
            return true;
        }

        result = null;
        reason = $"Float cannot represent non numeric value: {text}";
        return false;
    }
}
