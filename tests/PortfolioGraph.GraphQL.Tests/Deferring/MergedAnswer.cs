using System.Text.Json.Nodes;

namespace PortfolioGraph.GraphQL.Tests.Deferring;

/// <summary>
/// The payloads of one answer put together as a client does it. What a client relies on is checked on the way: ids are announced once and
/// before they are used, everything announced is completed, and nothing is delivered twice.
/// </summary>
internal sealed class MergedAnswer
{
    private readonly Dictionary<string, (object[] Path, string? Label)> _open = [];
    private readonly HashSet<string> _known = [];

    private MergedAnswer(JsonNode initial)
    {
        Data = initial["data"]?.DeepClone();
        Add(Errors, initial["errors"]);
        Begin(initial["pending"]);
    }

    public JsonNode? Data { get; }

    /// <summary>The paths of all errors but those that ended a fragment.</summary>
    public List<string> Errors { get; } = [];

    /// <summary>Each fragment that was announced: <c>path label</c>, and the paths of the errors that ended it.</summary>
    public List<(string Fragment, IReadOnlyList<string>? Failure)> Fragments { get; } = [];

    public static MergedAnswer Of(IReadOnlyList<string> payloads)
    {
        var parsed = payloads.Select(p => JsonNode.Parse(p)!).ToArray();
        var merged = new MergedAnswer(parsed[0]);
        if (parsed.Length == 1) parsed[0]["hasNext"].ShouldBeNull();
        for (var i = 1; i < parsed.Length; i++)
        {
            parsed[i - 1]["hasNext"]!.GetValue<bool>().ShouldBeTrue();
            merged.Add(parsed[i]);
        }

        if (parsed.Length > 1) parsed[^1]["hasNext"]!.GetValue<bool>().ShouldBeFalse();
        merged._open.ShouldBeEmpty();
        return merged;
    }

    private void Add(JsonNode payload)
    {
        Begin(payload["pending"]);
        foreach (var part in (JsonArray?)payload["incremental"] ?? [])
        {
            var target = Data!;
            var path = _open[part!["id"]!.GetValue<string>()].Path.Concat(((JsonArray?)part["subPath"] ?? []).Select(Step));
            foreach (var step in path) target = step is int index ? target[index]! : target[(string)step]!;
            Merge((JsonObject)target, (JsonObject)part["data"]!);
            Add(Errors, part["errors"]);
        }

        foreach (var completed in (JsonArray?)payload["completed"] ?? [])
        {
            var id = completed!["id"]!.GetValue<string>();
            var (path, label) = _open[id];
            List<string>? failure = null;
            if (completed["errors"] is { } errors) Add(failure = [], errors);
            Fragments.Add(($"{string.Join('/', path)} {label}", failure));
            _open.Remove(id);
        }
    }

    private void Begin(JsonNode? pending)
    {
        foreach (var fragment in (JsonArray?)pending ?? [])
        {
            var id = fragment!["id"]!.GetValue<string>();
            _known.Add(id).ShouldBeTrue();
            _open.Add(id, ([.. ((JsonArray)fragment["path"]!).Select(Step)], fragment["label"]?.GetValue<string>()));
        }
    }

    private static object Step(JsonNode? step) => step!.GetValueKind() == System.Text.Json.JsonValueKind.Number ? step.GetValue<int>() : step.GetValue<string>();

    private static void Merge(JsonObject target, JsonObject part)
    {
        foreach (var (key, value) in part)
        {
            target.ContainsKey(key).ShouldBeFalse(key);
            target[key] = value?.DeepClone();
        }
    }

    private static void Add(List<string> paths, JsonNode? errors) =>
        paths.AddRange(((JsonArray?)errors ?? []).Select(e => string.Join('/', ((JsonArray)e!["path"]!).Select(Step))));
}
