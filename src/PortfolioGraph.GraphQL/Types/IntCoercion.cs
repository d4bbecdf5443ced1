using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using PortfolioGraph.GraphQL.Language;

namespace PortfolioGraph.GraphQL.Types;

/// <summary><c>Int</c>: 32-bit signed integers, as <see cref="int"/> (spec section 3.5.1).</summary>
internal sealed class IntCoercion : ScalarCoercion
{
    public override bool TryCoerce(JsonElement value, [NotNullWhen(true)] out object? result, [NotNullWhen(false)] out string? reason)
    {
        if (value.ValueKind == JsonValueKind.Number)
        {
            // 1, 1.0 and 1e2 are the same kind of number in JSON: only a fractional part makes it no integer.
            if (JsonIntegers.TryParse(value.GetRawText(), out var integer)) return Check(integer, value.GetRawText(), out result, out reason);
        }

        result = null;
        reason = $"Int cannot represent non-integer value: {ValueText.Of(value)}";
        return false;
    }

    public override bool TryCoerce(ValueNode literal, [NotNullWhen(true)] out object? result, [NotNullWhen(false)] out string? reason)
    {
        if (literal is IntValueNode node)
            return Check(long.TryParse(node.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer) ? integer : long.MaxValue, node.Value, out result, out reason);
        result = null;
        reason = $"Int cannot represent non-integer value: {ValueText.Of(literal)}";
        return false;
    }

    private static bool Check(long integer, string text, [NotNullWhen(true)] out object? result, [NotNullWhen(false)] out string? reason)
    {
        if (integer is >= int.MinValue and <= int.MaxValue)
        {
            result = (int)integer;
            reason = null;
            return true;
        }

        result = null;
        reason = $"Int cannot represent non 32-bit signed integer value: {text}";
        return false;
    }
}
