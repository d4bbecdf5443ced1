using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.SchemaBuilding;

/// <summary>
/// Input objects that no finite value fits, because non-null fields lead back to them, and default values that never end, because
/// they lead back to themselves (spec section 3.10, Circular References and InputObjectDefaultValueHasCycle).
/// </summary>
internal sealed class InputCycles(SchemaAssembly assembly, SchemaErrors errors)
{
    private readonly HashSet<InputObjectType> _seenTypes = [];
    private readonly List<InputValue> _path = [];
    private readonly Dictionary<InputObjectType, int> _positions = [];
    private readonly HashSet<InputValue> _seenDefaults = [];
    private readonly List<(string Coordinate, InputValue Field)> _defaultPath = [];
    private readonly Dictionary<InputValue, int> _defaultPositions = [];

    public void Check(InputObjectType type)
    {
        CheckType(type);
        CheckDefaults(type, new ObjectValueNode { Start = 0, Fields = [] });
    }

    private void CheckType(InputObjectType type)
    {
        if (!_seenTypes.Add(type)) return;
        _positions[type] = _path.Count;
        foreach (var field in type.Fields)
        {
            if (field.Type is not NonNullType { OfType: InputObjectType inner }) continue;
            _path.Add(field);
            if (_positions.TryGetValue(inner, out var start))
            {
                var cycle = _path[start..];
                errors.Report(
                    $"Cannot reference Input Object \"{inner.Name}\" within itself through a series of non-null fields: \"{string.Join('.', cycle.Select(f => f.Name))}\".",
                    [.. cycle.Select(f => assembly.Nodes[f])]);
            }
            else
            {
                CheckType(inner);
            }

            _path.RemoveAt(_path.Count - 1);
        }

        _positions.Remove(type);
    }

    /// <summary>Fields that the value gives are followed into the value; those it leaves out into their own default.</summary>
    private void CheckDefaults(InputObjectType type, ValueNode value)
    {
        if (value is ListValueNode list)
        {
            foreach (var item in list.Values) CheckDefaults(type, item);
            return;
        }

        if (value is not ObjectValueNode obj) return;
        foreach (var field in type.Fields)
        {
            if (field.Type.Named is not InputObjectType inner) continue;
            if (obj.Fields.FirstOrDefault(f => f.Name.Value == field.Name) is { } given)
                CheckDefaults(inner, given.Value);
            else if (field.DefaultValue is not null)
                CheckDefault(type, field, inner);
        }
    }

    private void CheckDefault(InputObjectType type, InputValue field, InputObjectType inner)
    {
        if (_defaultPositions.TryGetValue(field, out var start))
        {
            var cycle = _defaultPath[start..];
            var via = cycle.Count == 1 ? "" : $" via the default values of: {string.Join(", ", cycle.Skip(1).Select(c => c.Coordinate))}";
            errors.Report(
                $"Invalid circular reference. The default value of Input Object field {type.Name}.{field.Name} references itself{via}.",
                [.. cycle.Select(c => (SyntaxNode)c.Field.DefaultValue!)]);
            return;
        }

        if (!_seenDefaults.Add(field)) return;
        _defaultPositions[field] = _defaultPath.Count;
        _defaultPath.Add(($"{type.Name}.{field.Name}", field));
        CheckDefaults(inner, field.DefaultValue!);
        _defaultPath.RemoveAt(_defaultPath.Count - 1);
        _defaultPositions.Remove(field);
    }
}
