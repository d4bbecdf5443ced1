using System.Globalization;
using System.Text.Json;

namespace PortfolioGraph.Gateway.Tests.Harness;

/// <summary>Short ways into JSON.</summary>
internal static class JsonPaths
{
    /// <summary>The element at a path such as <c>wallet.positions.nodes.0.name</c>.</summary>
    public static JsonElement At(this JsonElement element, string path)
    {
        foreach (var step in path.Split('.'))
        {
            element = element.ValueKind == JsonValueKind.Array
                ? element[int.Parse(step, CultureInfo.InvariantCulture)]
                : element.TryGetProperty(step, out var found) ? found : throw new KeyNotFoundException($"No {step} of {path} in {element.GetRawText()}");
        }

        return element;
    }

    /// <summary>The text at a path; null where it is null.</summary>
    public static string? Text(this JsonElement element, string path)
    {
        var found = element.At(path);
        return found.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.String => found.GetString(),
            _ => found.GetRawText(),
        };
    }

    public static JsonElement[] List(this JsonElement element, string path) => [.. element.At(path).EnumerateArray()];

    public static bool IsNull(this JsonElement element, string path) => element.At(path).ValueKind == JsonValueKind.Null;

    /// <summary>Every value that is neither object nor list, with its path.</summary>
    public static IEnumerable<(string Path, JsonElement Value)> Leaves(this JsonElement element, string path = "") => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => p.Value.Leaves(path.Length == 0 ? p.Name : $"{path}.{p.Name}")),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(i => i.Leaves($"{path}[]")),
        _ => [(path, element)],
    };
}
