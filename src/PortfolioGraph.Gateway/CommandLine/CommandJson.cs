using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PortfolioGraph.Gateway.CommandLine;

/// <summary>JSON on the console: texts as they are, for no browser reads it.</summary>
internal static class CommandJson
{
    public static string Text(Action<Utf8JsonWriter> write, bool isIndented = false)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = isIndented }))
            write(writer);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }
}
