using System.Text.Json;
using PortfolioGraph.GraphQL.SchemaBuilding;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.Tests.Execution;

/// <summary>A random schema, data for it with nulls, errors and values that do not fit, and a document; the same for the same seed.</summary>
internal sealed class RandomCase
{
    private static readonly string[] Composites = ["A", "B", "C", "I", "U"];
    private readonly Random _random;
    private readonly Dictionary<string, List<(string Name, string Type)>> _fields = [];
    private readonly bool _defers;
    private int _budget = 40;

    public RandomCase(int seed, bool defers = false)
    {
        _defers = defers;
        _random = new Random(seed);
        var shared = Fields("i", 2);
        _fields["I"] = shared;
        _fields["A"] = [.. shared, .. Fields("f", 3)];
        _fields["B"] = [.. shared, .. Fields("f", 3)];
        _fields["C"] = Fields("f", 3);
        _fields["Query"] = Fields("q", 4);
        Schema = SchemaBuilder.Parse(string.Join('\n', _fields.Select(t =>
            $"{(t.Key == "I" ? "interface" : "type")} {t.Key}{(t.Key is "A" or "B" ? " implements I" : "")} {{ {string.Join(' ', t.Value.Select(f => $"{f.Name}: {f.Type}"))} }}")) + " union U = A | C" + (defers ? " directive @defer(if: Boolean! = true, label: String) on FRAGMENT_SPREAD | INLINE_FRAGMENT" : ""));
        Root = JsonDocument.Parse(Object("Query", 4)).RootElement;
        Document = $"query ($v: Boolean = {(_random.Next(2) == 0 ? "true" : "false")}) {{ {Selection("Query", 4)} n: __typename @skip(if: $v) }}";
    }

    public Schema Schema { get; }

    public JsonElement Root { get; }

    public string Document { get; }

    private List<(string Name, string Type)> Fields(string prefix, int count) => [.. Enumerable.Range(0, count).Select(i => ($"{prefix}{i}", Type(2)))];

    private string Type(int lists)
    {
        var inner = lists > 0 && _random.Next(3) == 0
            ? $"[{Type(lists - 1)}]"
            : _random.Next(2) == 0 ? Composites[_random.Next(Composites.Length)] : new[] { "Int", "String", "Boolean" }[_random.Next(3)];
        return _random.Next(3) == 0 ? inner + "!" : inner;
    }

    private string Selection(string type, int depth)
    {
        var parts = new List<string> { "__typename" };
        for (var i = 0; i < 4 && _budget-- > 0; i++)
        {
            if (_defers && depth > 0 && _random.Next(3) == 0)
            {
                parts.Add($"... @defer{(_random.Next(6) == 0 ? "(if: $v)" : "")} {{ {Selection(type, depth)} }}");
                continue;
            }

            var fields = _fields.GetValueOrDefault(type, []);
            if (fields.Count > 0 && _random.Next(4) > 0)
            {
                var (name, fieldType) = fields[_random.Next(fields.Count)];
                var inner = fieldType.Trim('[', ']', '!');
                if (Array.IndexOf(Composites, inner) < 0) parts.Add(name + (_random.Next(8) == 0 ? " @include(if: $v)" : ""));
                else if (depth > 0) parts.Add($"{name} {{ {Selection(inner, depth - 1)} }}");
            }
            else if (depth > 0)
            {
                var on = type switch
                {
                    "I" => new[] { "A", "B", "I", "U" }[_random.Next(4)],
                    "U" => new[] { "A", "C", "I" }[_random.Next(3)],
                    _ => type,
                };

                // Fields of the same name in another type may not merge: those of concrete types get aliases.
                parts.Add($"... on {on} {{ {string.Join(' ', _fields.GetValueOrDefault(on, []).Where(f => Array.IndexOf(Composites, f.Type.Trim('[', ']', '!')) < 0).Select(f => $"{on}{f.Name}: {f.Name}"))} __typename }}");
            }
        }

        return string.Join(' ', parts);
    }

    private string Object(string type, int depth) =>
        $"{{\"__typename\":\"{type}\"{string.Concat(_fields[type].Where(_ => _random.Next(20) > 0).Select(f => $",\"{f.Name}\":{Value(f.Type, depth, inList: false)}"))}}}";

    private string Value(string type, int depth, bool inList)
    {
        if (!inList && _random.Next(25) == 0) return """{"__error":"failed"}""";
        if (_random.Next(type.EndsWith('!') ? 25 : 8) == 0) return "null";
        if (_random.Next(40) == 0) return """["odd"]""";
        type = type.TrimEnd('!');
        if (type[0] == '[') return $"[{string.Join(',', Enumerable.Range(0, _random.Next(4)).Select(_ => Value(type[1..^1], depth, inList: true)))}]";
        return type switch
        {
            "Int" => _random.Next(100).ToString(System.Globalization.CultureInfo.InvariantCulture),
            "String" => $"\"s{_random.Next(10)}\"",
            "Boolean" => "true",
            _ when depth == 0 => "null",
            "I" => Object(_random.Next(2) == 0 ? "A" : "B", depth - 1),
            "U" => _random.Next(12) == 0 ? Object("B", depth - 1) : Object(_random.Next(2) == 0 ? "A" : "C", depth - 1),
            _ => Object(type, depth - 1),
        };
    }
}
