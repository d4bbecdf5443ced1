using System.Text;

namespace PortfolioGraph.GraphQL.Execution.Inputs;

/// <summary>The coerced fields of an input object, or the coerced arguments of a field: those given or with a default, in the order of the definition.</summary>
public sealed class InputObject
{
    private readonly OrderedDictionary<string, object?> _values;
    private readonly Func<string, bool> _isDefined;

    internal InputObject(string typeName, OrderedDictionary<string, object?> values, Func<string, bool> isDefined)
    {
        TypeName = typeName;
        _values = values;
        _isDefined = isDefined;
    }

    /// <summary>The input type, or the coordinate of the field whose arguments these are.</summary>
    public string TypeName { get; }

    public IEnumerable<KeyValuePair<string, object?>> Values => _values;

    /// <summary>Whether a value was given, null included.</summary>
    public bool Has(string name)
    {
        CheckDefined(name);
        return _values.ContainsKey(name);
    }

    /// <summary>The value, or the default of <typeparamref name="T"/> when it is null or was not given.</summary>
    public T? Get<T>(string name)
    {
        CheckDefined(name);
        return _values.TryGetValue(name, out var value) && value is not null ? (T)value : default;
    }

    /// <summary>The items of a list, or null when it is null or was not given.</summary>
    public IReadOnlyList<T>? List<T>(string name)
    {
        CheckDefined(name);
        if (!_values.TryGetValue(name, out var value) || value is null) return null;
        var items = (object?[])value;
        var typed = new T[items.Length];
        for (var i = 0; i < items.Length; i++) typed[i] = (T)items[i]!;
        return typed;
    }

    /// <summary>The values as a JSON object. Only where no value was made into a C# object of its own.</summary>
    public string ToJson()
    {
        using var writer = new Utf8ResponseWriter();
        InputJson.Write(writer, this, _ => null);
        return Encoding.UTF8.GetString(writer.WrittenSpan);
    }

    private void CheckDefined(string name)
    {
        if (!_isDefined(name)) throw new InvalidOperationException($"{TypeName} has no input '{name}'.");
    }
}
