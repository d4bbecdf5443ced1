using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using PortfolioGraph.GraphQL.Language;

namespace PortfolioGraph.GraphQL.Types;

/// <summary><c>String</c>, as <see cref="string"/> (spec section 3.5.3).</summary>
internal sealed class StringCoercion : ScalarCoercion
{
    public override bool TryCoerce(JsonElement value, [NotNullWhen(true)] out object? result, [NotNullWhen(false)] out string? reason)
    {
        result = value.ValueKind == JsonValueKind.String ? JsonText.Of(value) : null;
        reason = result is null ? $"String cannot represent a non string value: {ValueText.Of(value)}" : null;
        return reason is null;
    }

    public override bool TryCoerce(ValueNode literal, [NotNullWhen(true)] out object? result, [NotNullWhen(false)] out string? reason)
    {
        result = (literal as StringValueNode)?.Value;
        reason = result is null ? $"String cannot represent a non string value: {ValueText.Of(literal)}" : null;
        return reason is null;
    }
}
