using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using PortfolioGraph.GraphQL.Language;

namespace PortfolioGraph.GraphQL.Types;

/// <summary>The coercion of a custom scalar that says nothing of its values. Literals become the JSON they correspond to, enum values strings.</summary>
internal sealed class AnyScalarCoercion : ScalarCoercion
{
    public override bool TryCoerce(JsonElement value, [NotNullWhen(true)] out object? result, [NotNullWhen(false)] out string? reason)
    {
        result = value;
        reason = null;
        return true;
    }

    public override bool TryCoerce(ValueNode literal, [NotNullWhen(true)] out object? result, [NotNullWhen(false)] out string? reason)
    {
        result = ToJson(literal, variables: null);
        reason = null;
        return true;
    }

    /// <summary>The JSON that a literal corresponds to. Variables inside are replaced; those without a value are null, and left out of objects.</summary>
    public static JsonElement ToJson(ValueNode literal, Func<string, JsonElement?>? variables)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true, MaxDepth = int.MaxValue }))
        {
            Write(writer, literal, variables);
        }

        using var document = JsonDocument.Parse(buffer.WrittenMemory, new JsonDocumentOptions { MaxDepth = int.MaxValue });
        return document.RootElement.Clone();
    }

    private static void Write(Utf8JsonWriter writer, ValueNode literal, Func<string, JsonElement?>? variables)
    {
        switch (literal)
        {
            case IntValueNode i: writer.WriteRawValue(i.Value); break;
            case FloatValueNode f: writer.WriteRawValue(f.Value); break;
            case StringValueNode s: writer.WriteStringValue(s.Value); break;
            case BooleanValueNode b: writer.WriteBooleanValue(b.Value); break;
            case EnumValueNode e: writer.WriteStringValue(e.Value); break;
            case VariableNode v when variables?.Invoke(v.Name.Value) is { } value: writer.WriteRawValue(value.GetRawText(), skipInputValidation: true); break;
            case ListValueNode list:
                writer.WriteStartArray();
                foreach (var item in list.Values) Write(writer, item, variables);
                writer.WriteEndArray();
                break;
            case ObjectValueNode obj:
                writer.WriteStartObject();
                foreach (var field in obj.Fields)
                {
                    if (field.Value is VariableNode v && variables?.Invoke(v.Name.Value) is null) continue;
                    writer.WritePropertyName(field.Name.Value);
                    Write(writer, field.Value, variables);
                }

                writer.WriteEndObject();
                break;
            default: writer.WriteNullValue(); break;
        }
    }
}
