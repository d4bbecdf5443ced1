using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Execution.Columns;
using PortfolioGraph.GraphQL.Execution.Inputs;
using PortfolioGraph.GraphQL.Execution.Introspection;
using PortfolioGraph.GraphQL.Execution.Resolvers;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.Execution.Binding;

/// <summary>
/// Ties a schema to C#. Everything is checked when it is built: a field without a resolver, a resolver without a field or with values that
/// the field's type cannot show, an enum member without a value are a <see cref="BindingException"/> that names <c>Type.field</c>.
/// </summary>
public sealed class SchemaBindings
{
    private readonly Dictionary<(ObjectType, string), FieldBinding> _fields = [];
    private readonly Dictionary<string, SubscriptionSource> _sources = [];
    private readonly Dictionary<(string, Type), object> _leaves = [];
    private readonly Dictionary<EnumType, FrozenDictionary<string, object>> _enums = [];
    private readonly Dictionary<InputObjectType, Func<InputObject, object>> _inputs = [];
    private readonly Dictionary<Type, ObjectType> _objectTypes = [];
    private readonly Dictionary<ObjectType, Type> _parentTypes = [];
    private readonly List<(OutputField Field, Type Value)> _composites = [];
    private readonly List<(Func<Type, bool> Of, string Lacks)> _annotated = [];
    private readonly List<string> _problems = [];

    private SchemaBindings(Schema schema)
    {
        Schema = schema;
        Scalar<string>("String", static (w, v) => w.WriteString(v));
        Scalar<string>("ID", static (w, v) => w.WriteString(v));
        Value<int>("Int", static (w, v) => w.WriteInt(v));
        Value<bool>("Boolean", static (w, v) => w.WriteBoolean(v));
        Value<double>("Float", static (w, v) => w.WriteDouble(double.IsFinite(v)
            ? v
            : throw new GraphQLException($"Float cannot represent non numeric value: {v}", ErrorCodes.InvalidResult)));
    }

    public Schema Schema { get; }

    /// <summary>Binds a schema, introspection included.</summary>
    /// <param name="root">The parent of the root fields.</param>
    /// <exception cref="BindingException">Schema and bindings do not fit; lists all that is wrong.</exception>
    public static BoundSchema Bind(Schema schema, object root, Action<SchemaBindings> configure)
    {
        var bindings = new SchemaBindings(schema);
        IntrospectionBindings.Add(bindings);
        configure(bindings);
        bindings.Check();
        return bindings._problems.Count > 0
            ? throw new BindingException(bindings._problems)
            : new BoundSchema(schema, bindings._fields, bindings._sources, bindings._enums, bindings._inputs, root);
    }

    /// <summary>Binds every field of a schema to one resolver over JSON, introspection as ever.</summary>
    /// <param name="root">The parent of the root fields, for the resolver to recognise.</param>
    public static BoundSchema BindJson(Schema schema, object root, IJsonResolver resolver) => Bind(schema, root, bindings =>
    {
        foreach (var type in schema.Types.OfType<ObjectType>().Where(t => !t.IsBuiltIn))
        {
            foreach (var field in type.Fields)
            {
                bindings.Bind(type, new FieldBinding(
                    field,
                    new BatchResolver<object, InputObject, JsonElement?>(Json(field.Type, resolver), c => resolver.ResolveAsync(field, c)),
                    arguments => arguments));
                if (type == schema.SubscriptionType)
                    bindings.BindSource(type, new SubscriptionSource<object, InputObject>(field, a => a, c => resolver.SubscribeAsync(field, c), changesOnly: false));
            }
        }
    });

    /// <summary>How values of a reference type are written for a scalar.</summary>
    public void Scalar<T>(string name, LeafWriter<T> write)
        where T : class => _leaves[(name, typeof(T))] = write;

    /// <summary>How values of a value type, nullable or not, are written for a scalar.</summary>
    public void Value<T>(string name, LeafWriter<T> write)
        where T : struct
    {
        _leaves[(name, typeof(T))] = write;
        _leaves[(name, typeof(T?))] = (LeafWriter<T?>)((w, v) => write(w, v!.Value));
    }

    /// <summary>Ties a GraphQL enum to a C# enum: <c>RISK_TOKEN</c> is <c>RiskToken</c>.</summary>
    public void Enum<T>(string name)
        where T : struct, Enum
    {
        if (Schema.FindType(name) is not EnumType type)
        {
            _problems.Add($"{name}: the schema has no such enum.");
            return;
        }

        var members = System.Enum.GetValues<T>();
        var json = new Dictionary<T, byte[]>();
        var values = new Dictionary<string, object>();
        foreach (var member in members)
        {
            var spelled = ScreamingSnakeCase(member.ToString());
            json[member] = Encoding.UTF8.GetBytes($"\"{spelled}\"");
            values[spelled] = member;
            if (type.FindValue(spelled) is null) _problems.Add($"{name}.{spelled}: {typeof(T).Name} has a member that the schema does not have.");
        }

        foreach (var value in type.Values)
            if (!values.ContainsKey(value.Name))
                _problems.Add($"{name}.{value.Name}: {typeof(T).Name} has no such member.");

        _enums[type] = values.ToFrozenDictionary();
        var frozen = json.ToFrozenDictionary();
        Value<T>(name, (w, v) => w.WriteRaw(frozen[v]));
    }

    /// <summary>How the fields of an input object become a C# object. Throwing <see cref="GraphQLException"/> is an error of the request.</summary>
    public void Input<T>(string name, Func<InputObject, T> create)
        where T : notnull
    {
        if (Schema.FindType(name) is InputObjectType type) _inputs[type] = values => create(values);
        else _problems.Add($"{name}: the schema has no such input object.");
    }

    /// <summary>Ties an object type to the C# type of its objects. Interfaces and unions tell their types apart by it.</summary>
    public ObjectBinding<T> Object<T>(string name)
    {
        if (Schema.FindType(name) is not ObjectType type)
        {
            throw new BindingException([$"{name}: the schema has no such object type."]);
        }

        if (!_parentTypes.TryAdd(type, typeof(T))) _problems.Add($"{name}: bound twice.");
        _objectTypes.TryAdd(typeof(T), type);
        return new ObjectBinding<T>(this, type);
    }

    /// <summary>Every field of some types has to be annotated. One that is not is a problem: its coordinate, and what it lacks.</summary>
    /// <param name="of">Whether the fields of objects of this C# type have to be.</param>
    /// <param name="lacks">Such as <c>declares no needs.</c></param>
    public void RequireAnnotations(Func<Type, bool> of, string lacks) => _annotated.Add((of, lacks));

    internal void Annotate(ObjectType type, string name, object annotation)
    {
        if (_fields.TryGetValue((type, name), out var field)) field.Annotation = annotation;
        else _problems.Add($"{type}.{name}: is annotated before it is bound.");
    }

    internal OutputField Take(ObjectType type, string name) =>
        Schema.FindField(type, name) ?? throw new BindingException([$"{type}.{name}: the schema has no such field."]);

    internal void Bind(ObjectType type, FieldBinding binding)
    {
        if (!_fields.TryAdd((type, binding.Definition.Name), binding)) _problems.Add($"{binding.Definition}: has two resolvers.");
    }

    internal void BindSource(ObjectType type, SubscriptionSource source)
    {
        if (type != Schema.SubscriptionType) _problems.Add($"{source.Definition}: has a source of events, but is no field of a subscription.");
        else if (!_sources.TryAdd(source.Definition.Name, source)) _problems.Add($"{source.Definition}: has two sources of events.");
    }

    internal ColumnFactory<T> Single<T>(OutputField field) => Shape<T>(field, field.Type);

    internal ColumnFactory<IReadOnlyList<T>?> List<T>(OutputField field)
    {
        if (field.Type.Nullable is not ListType list)
        {
            _problems.Add($"{field}: bound to a list, but its type is {field.Type}.");
            return (_, _) => throw new InvalidOperationException();
        }

        var items = Shape<T>(field, list.OfType);
        var nonNull = field.Type is NonNullType;
        return (state, planField) => new ListColumn<T>(state, planField, nonNull, items(state, planField));
    }

    private ColumnFactory<T> Shape<T>(OutputField field, GraphQLType type)
    {
        var nonNull = type is NonNullType;
        switch (type.Nullable)
        {
            case ScalarType or EnumType when _leaves.TryGetValue((type.Named.Name, typeof(T)), out var leaf):
                var write = (LeafWriter<T>)leaf;
                return (state, planField) => new LeafColumn<T>(state, planField, nonNull, write);
            case ObjectType obj:
                _composites.Add((field, typeof(T)));
                return (state, planField) => new ObjectColumn<T>(state, planField, nonNull, new ExecutionScope(planField.SelectionFor(obj)));
            case InterfaceType or UnionType:
                var resolve = TypeResolver(type.Named);
                return (state, planField) => new AbstractColumn<T>(state, planField, nonNull, resolve);
            default:
                _problems.Add($"{field}: values of {typeof(T)} cannot be shown as {type}.");
                return (_, _) => throw new InvalidOperationException();
        }
    }

    private static ColumnFactory<JsonElement?> Json(GraphQLType type, IJsonResolver resolver)
    {
        var nonNull = type is NonNullType;
        switch (type.Nullable)
        {
            case ListType list:
                var items = Json(list.OfType, resolver);
                return (state, field) => new JsonListColumn(state, field, nonNull, items(state, field));
            case ObjectType obj:
                return (state, field) => new ObjectColumn<JsonElement?>(state, field, nonNull, new ExecutionScope(field.SelectionFor(obj)));
            case InterfaceType or UnionType:
                return (state, field) => new AbstractColumn<JsonElement?>(state, field, nonNull, v => resolver.TypeOf((JsonElement)v, type.Named));
            default:
                return (state, field) => new JsonLeafColumn(state, field, nonNull, type.Named);
        }
    }

    private Func<object, ObjectType> TypeResolver(NamedType type) => value =>
        _objectTypes.TryGetValue(value.GetType(), out var found) && Schema.IsPossibleType(type, found)
            ? found
            : throw new InvalidOperationException($"An object of {value.GetType()} has no type of {type}.");

    private void Check()
    {
        foreach (var type in Schema.Types.OfType<ObjectType>())
        {
            Bind(type, new FieldBinding(Schema.FindField(type, "__typename")!, new TypeNameResolver(type.Name), null));
            foreach (var field in type.Fields)
                if (!_fields.ContainsKey((type, field.Name)))
                    _problems.Add($"{field}: has no resolver.");
        }

        foreach (var field in Schema.SubscriptionType?.Fields ?? [])
            if (!_sources.ContainsKey(field.Name))
                _problems.Add($"{field}: has no source of events.");

        foreach (var (of, lacks) in _annotated)
        {
            foreach (var (type, parent) in _parentTypes.Where(t => of(t.Value)))
            {
                foreach (var field in type.Fields.Where(f => _fields.GetValueOrDefault((type, f.Name)) is { Annotation: null }))
                    _problems.Add($"{field} {lacks}");
            }
        }

        foreach (var (field, value) in _composites)
        {
            if (field.Type.Named is ObjectType type && _parentTypes.TryGetValue(type, out var expected) && !expected.IsAssignableFrom(Nullable.GetUnderlyingType(value) ?? value))
            {
                _problems.Add($"{field}: gives {value}, but objects of {type} are {expected}.");
            }
        }
    }

    private static string ScreamingSnakeCase(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            var startsWord = char.IsUpper(name[i]) && i > 0 && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (startsWord) text.Append('_');
            text.Append(char.ToUpperInvariant(name[i]));
        }

        return text.ToString();
    }
}
