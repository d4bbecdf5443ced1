using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using PortfolioGraph.GraphQL.Language;

namespace PortfolioGraph.GraphQL.Types;

/// <summary><c>Boolean</c>, as <see cref="bool"/> (spec section 3.5.4).</summary>
internal sealed class BooleanCoercion : ScalarCoercion
{
    public override bool TryCoerce(JsonElement value, [NotNullWhen(true)] out object? result, [NotNullWhen(false)] out string? reason)
    {
        result = value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : null;
        reason = result is null ? $"Boolean cannot represent a non boolean value: {ValueText.Of(value)}" : null;
        return reason is null;
    }

    public override bool TryCoerce(ValueNode literal, [NotNullWhen(true)] out object? result, [NotNullWhen(false)] out string? reason)
    {
        result = (literal as BooleanValueNode)?.Value;
        reason = result is null ? $"Boolean cannot represent a non boolean value: {ValueText.Of(literal)}" : null;
        return reason is null;
    }
}
