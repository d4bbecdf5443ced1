using System.Text.Json;
using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Json;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.Execution.Columns;

/// <summary>Scalars and enum values that come as JSON, each checked when it is added.</summary>
internal sealed class JsonLeafColumn(ExecutionState state, PlanField field, bool nonNull, NamedType type)
    : LeafColumn<JsonElement?>(state, field, nonNull, (writer, value) => Write(writer, Coerce(type, value!.Value)))
{
    public override void Append(ReadOnlySpan<JsonElement?> values)
    {
        foreach (var value in values)
        {
            try
            {
                if (value is { } json) Coerce(type, json);
                base.Append([value]);
            }
            catch (GraphQLException e)
            {
                AppendError(e);
            }
        }
    }

    public override void Adopt(JsonElement?[] values, int count)
    {
        Append(values.AsSpan(0, count));
        Pooled.Return(values);
    }

    private static object Coerce(NamedType type, JsonElement value)
    {
        if (type is EnumType enumType)
        {
            return value.ValueKind == JsonValueKind.String && enumType.FindValue(JsonText.Of(value)) is { } known
                ? known.Name
                : throw new GraphQLException($"Enum \"{type}\" cannot represent value: {ValueText.Of(value)}", ErrorCodes.InvalidResult);
        }

        return ((ScalarType)type).Coercion.TryCoerce(value, out var result, out var reason)
            ? result
            : throw new GraphQLException(reason, ErrorCodes.InvalidResult);
    }

    private static void Write(Utf8ResponseWriter writer, object value)
    {
        switch (value)
        {
            case string text: writer.WriteString(text); break;
            case int number: writer.WriteInt(number); break;
            case double number: writer.WriteDouble(number); break;
            case bool flag: writer.WriteBoolean(flag); break;
            default: writer.WriteJson((JsonElement)value); break;
        }
    }
}
