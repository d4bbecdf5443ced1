using System.Collections.Frozen;
using PortfolioGraph.GraphQL.Execution.Inputs;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.Execution.Binding;

/// <summary>A schema whose every field has a resolver, every enum its values, every abstract type its types. Immutable; made by <see cref="SchemaBindings"/>.</summary>
public sealed class BoundSchema
{
    private readonly FrozenDictionary<(ObjectType, string), FieldBinding> _fields;
    private readonly FrozenDictionary<string, SubscriptionSource> _sources;
    private readonly FrozenDictionary<EnumType, FrozenDictionary<string, object>> _enums;
    private readonly FrozenDictionary<object, string> _enumNames;
    private readonly FrozenDictionary<InputObjectType, Func<InputObject, object>> _inputs;

    internal BoundSchema(
        Schema schema,
        IReadOnlyDictionary<(ObjectType, string), FieldBinding> fields,
        IReadOnlyDictionary<string, SubscriptionSource> sources,
        IReadOnlyDictionary<EnumType, FrozenDictionary<string, object>> enums,
        IReadOnlyDictionary<InputObjectType, Func<InputObject, object>> inputs,
        object root)
    {
        Schema = schema;
        _fields = fields.ToFrozenDictionary();
        _sources = sources.ToFrozenDictionary();
        _enums = enums.ToFrozenDictionary();
        _enumNames = enums.Values.SelectMany(e => e).DistinctBy(e => e.Value).ToFrozenDictionary(e => e.Value, e => e.Key);
        _inputs = inputs.ToFrozenDictionary();
        Root = root;
        Coercer = new InputCoercer(this);
    }

    public Schema Schema { get; }

    /// <summary>The parent of the root fields of queries and mutations.</summary>
    internal object Root { get; }

    internal InputCoercer Coercer { get; }

    internal FieldBinding FieldOf(ObjectType type, string name) => _fields[(type, name)];

    internal SubscriptionSource SourceOf(PlanField field) => _sources[field.Definition.Name];

    internal object EnumFromName(EnumType type, string name) => _enums.TryGetValue(type, out var values) ? values[name] : name;

    /// <summary>The name of a value that <see cref="EnumFromName"/> gave, or null.</summary>
    internal string? EnumName(object value) => _enumNames.GetValueOrDefault(value);

    internal object InputFrom(InputObjectType type, InputObject values) => _inputs.TryGetValue(type, out var create) ? create(values) : values;
}
