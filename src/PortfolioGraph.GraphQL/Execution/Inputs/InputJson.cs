using System.Runtime.CompilerServices;
using System.Text.Json;
using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Json;

namespace PortfolioGraph.GraphQL.Execution.Inputs;

/// <summary>Writes coerced input values as the JSON that they could have come from.</summary>
internal static class InputJson
{
    /// <param name="enumName">The name of the value of an enum that is tied to a C# enum.</param>
    public static void Write(Utf8ResponseWriter writer, object? value, Func<object, string?> enumName)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (value)
        {
            case null: writer.WriteNull(); break;
            case JsonElement json: writer.WriteJson(json); break;
            case string text: writer.WriteString(text); break;
            case bool flag: writer.WriteBoolean(flag); break;
            case int number: writer.WriteInt(number); break;
            case double number: writer.WriteDouble(number); break;
            case object?[] items:
                writer.WriteByte((byte)'[');
                for (var i = 0; i < items.Length; i++)
                {
                    if (i > 0) writer.WriteByte((byte)',');
                    Write(writer, items[i], enumName);
                }

                writer.WriteByte((byte)']');
                break;
            case InputObject obj:
                var separator = (byte)'{';
                foreach (var (name, item) in obj.Values)
                {
                    writer.WriteByte(separator);
                    writer.WriteString(name);
                    writer.WriteByte((byte)':');
                    Write(writer, item, enumName);
                    separator = (byte)',';
                }

                writer.WriteRaw(separator == '{' ? "{}"u8 : "}"u8);
                break;
            default:
                writer.WriteString(enumName(value)
                    ?? throw new GraphQLException("A value of this type cannot be shown as JSON.", ErrorCodes.BadUserInput));
                break;
        }
    }
}
