using System.Globalization;
using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Json;
using PortfolioGraph.GraphQL.Telemetry;

namespace PortfolioGraph.GraphQL.Execution;

/// <summary>Writes the parts of a response around the data (spec section 7.1).</summary>
public static class ResponseWriting
{
    /// <summary>A response without data. Its errors are counted.</summary>
    public static void WriteErrors(Utf8ResponseWriter writer, IReadOnlyList<GraphQLError> errors) => WriteErrors(writer, errors, null);

    /// <param name="path">Where all of the errors belong; null where that is no place in the response.</param>
    internal static void WriteErrors(Utf8ResponseWriter writer, IReadOnlyList<GraphQLError> errors, object[]? path)
    {
        writer.WriteRaw("{\"errors\":["u8);
        for (var i = 0; i < errors.Count; i++)
        {
            if (i > 0) writer.WriteByte((byte)',');
            EngineTelemetry.CountError(errors[i].Code);
            WriteError(writer, errors[i], path);
        }

        writer.WriteRaw("]}"u8);
    }

    /// <summary>A response whose execution failed as a whole.</summary>
    internal static void WriteFailure(Utf8ResponseWriter writer, GraphQLError error)
    {
        WriteErrors(writer, [error]);
        writer.Truncate(writer.Length - 1);
        writer.WriteRaw(",\"data\":null}"u8);
    }

    /// <summary>The opening brace and the errors; the caller goes on with the data.</summary>
    internal static void BeginWithErrors(Utf8ResponseWriter writer, IReadOnlyList<ReportedError> errors)
    {
        writer.WriteByte((byte)'{');
        if (errors.Count == 0) return;
        writer.WriteRaw("\"errors\":["u8);
        for (var i = 0; i < errors.Count; i++)
        {
            if (i > 0) writer.WriteByte((byte)',');
            WriteError(writer, errors[i].Error, errors[i].Path);
        }

        writer.WriteRaw("],"u8);
    }

    internal static void WritePath(Utf8ResponseWriter writer, ReadOnlySpan<object> path)
    {
        writer.WriteByte((byte)'[');
        for (var i = 0; i < path.Length; i++)
        {
            if (i > 0) writer.WriteByte((byte)',');
            if (path[i] is int index) writer.WriteInt(index);
            else writer.WriteString((string)path[i]);
        }

        writer.WriteByte((byte)']');
    }

    private static void WriteError(Utf8ResponseWriter writer, GraphQLError error, object[]? path)
    {
        writer.NextItem();
        writer.WriteRaw("{\"message\":"u8);

        // What an error is, its code says and its place; the rest is for people, and may have a time or an id in it.
        var message = writer.Length;
        writer.WriteString(MessageText.Message(error.Message));
        writer.MarkPassing(message);
        if (error.Locations.Count > 0)
        {
            writer.WriteRaw(",\"locations\":["u8);
            for (var i = 0; i < error.Locations.Count; i++)
            {
                writer.WriteRaw(i > 0 ? ",{\"line\":"u8 : "{\"line\":"u8);
                writer.WriteInt(error.Locations[i].Line);
                writer.WriteRaw(",\"column\":"u8);
                writer.WriteInt(error.Locations[i].Column);
                writer.WriteByte((byte)'}');
            }

            writer.WriteByte((byte)']');
        }

        if (path is not null)
        {
            writer.WriteRaw(",\"path\":"u8);
            WritePath(writer, path);
        }

        writer.WriteRaw(",\"extensions\":{\"code\":"u8);
        writer.WriteString(error.Code);
        if (error.Extensions is { } extensions)
        {
            foreach (var (key, value) in extensions)
            {
                writer.WriteByte((byte)',');
                writer.WriteString(key);
                writer.WriteByte((byte)':');
                var start = writer.Length;
                switch (value)
                {
                    case null: writer.WriteNull(); break;
                    case int number: writer.WriteInt(number); break;
                    case bool flag: writer.WriteBoolean(flag); break;
                    default: writer.WriteString(MessageText.Message(Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty)); break;
                }

                writer.MarkPassing(start);
            }
        }

        writer.WriteRaw("}}"u8);
    }
}
