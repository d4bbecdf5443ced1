using System.Text;
using PortfolioGraph.GraphQL.Json;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.Execution.Inputs;

/// <summary>The coerced fields of an input object, or the coerced arguments of a field: those given or with a default, in the order of the definition.</summary>
public sealed class InputObject
{
    private readonly object _definition;
    private readonly IReadOnlyList<InputValue> _fields;
    private readonly object?[] _values;

    /// <param name="definition">The input type, or the field whose arguments these are.</param>
    /// <param name="fields">What it defines.</param>
    /// <param name="values">Of each of them, in their order: <see cref="NotGiven"/> where there is none.</param>
    internal InputObject(object definition, IReadOnlyList<InputValue> fields, object?[] values) => (_definition, _fields, _values) = (definition, fields, values);

    /// <summary>In place of a value that was not given, where null is one.</summary>
    internal static object NotGiven { get; } = new();

    /// <summary>The input type, or the coordinate of the field whose arguments these are.</summary>
    public string TypeName => _definition.ToString()!;

    public IEnumerable<KeyValuePair<string, object?>> Values
    {
        get
        {
            for (var i = 0; i < _values.Length; i++)
                if (!ReferenceEquals(_values[i], NotGiven))
                    yield return new(_fields[i].Name, _values[i]);
        }
    }

    /// <summary>Whether a value was given, null included.</summary>
    public bool Has(string name) => !ReferenceEquals(Find(name), NotGiven);

    /// <summary>The value, or the default of <typeparamref name="T"/> when it is null or was not given.</summary>
    public T? Get<T>(string name) => Find(name) is { } value && !ReferenceEquals(value, NotGiven) ? (T)value : default;

    /// <summary>The items of a list, or null when it is null or was not given.</summary>
    public IReadOnlyList<T>? List<T>(string name)
    {
        if (Get<object?[]>(name) is not { } items) return null;
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

    private object? Find(string name)
    {
        for (var i = 0; i < _values.Length; i++)
            if (_fields[i].Name == name)
                return _values[i];
        throw new InvalidOperationException($"{TypeName} has no input '{name}'.");
    }
}
