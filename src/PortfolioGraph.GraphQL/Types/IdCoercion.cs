using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using PortfolioGraph.GraphQL.Language;

namespace PortfolioGraph.GraphQL.Types;

/// <summary><c>ID</c>: strings and integers, both as <see cref="string"/> (spec section 3.5.5).</summary>
internal sealed class IdCoercion : ScalarCoercion
{
    public override bool TryCoerce(JsonElement value, [NotNullWhen(true)] out object? result, [NotNullWhen(false)] out string? reason)
    {
        result = value.ValueKind switch
        {
            JsonValueKind.String => JsonText.Of(value),
            JsonValueKind.Number => IntegerText(value.GetRawText()),
            _ => null,
        };
        reason = result is null ? $"ID cannot represent value: {ValueText.Of(value)}" : null;
        return reason is null;
    }

    public override bool TryCoerce(ValueNode literal, [NotNullWhen(true)] out object? result, [NotNullWhen(false)] out string? reason)
    {
        result = literal switch
        {
            StringValueNode s => s.Value,
            IntValueNode i => i.Value,
            _ => null,
        };
        reason = result is null ? $"ID cannot represent a non-string and non-integer value: {ValueText.Of(literal)}" : null;
        return reason is null;
    }

    /// <summary>Plain digits are the id as they are, however many; <c>1.0</c> and <c>1e2</c> are integers too.</summary>
    private static string? IntegerText(string number)
    {
        if (BigInteger.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)) return number;
        return JsonIntegers.TryParse(number, out var integer) && integer is > -long.MaxValue and < long.MaxValue
            ? integer.ToString(CultureInfo.InvariantCulture)
            : null;
    }
}
