using PortfolioGraph.GraphQL.DataLoading;
using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Execution.Inputs;
using PortfolioGraph.GraphQL.Execution.Resolvers;
using PortfolioGraph.GraphQL.Json;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.Execution.Binding;

/// <summary>Binds the fields of an object type to C#. <typeparamref name="TParent"/> is what its objects are.</summary>
public sealed class ObjectBinding<TParent>
{
    private readonly SchemaBindings _bindings;
    private readonly ObjectType _type;

    internal ObjectBinding(SchemaBindings bindings, ObjectType type)
    {
        _bindings = bindings;
        _type = type;
    }

    /// <summary>A value that the parent has: a leaf or an object.</summary>
    public ObjectBinding<TParent> Field<TValue>(string name, Func<TParent, TValue> read)
    {
        var field = _bindings.Take(_type, name);
        return Bind(field, new PropertyResolver<TParent, TValue>(_bindings.Single<TValue>(field), read), null);
    }

    /// <summary>A list that the parent has.</summary>
    public ObjectBinding<TParent> List<TItem>(string name, Func<TParent, IReadOnlyList<TItem>?> read)
    {
        var field = _bindings.Take(_type, name);
        return Bind(field, new PropertyResolver<TParent, IReadOnlyList<TItem>?>(_bindings.List<TItem>(field), read), null);
    }

    /// <summary>A value worked out from the parent and the arguments. Throwing <see cref="GraphQLException"/> reports an error at this position.</summary>
    public ObjectBinding<TParent> Field<TArguments, TValue>(
        string name, Func<InputObject, TArguments> arguments, Func<TParent, TArguments, TValue> resolve)
    {
        var field = _bindings.Take(_type, name);
        return Bind(field, new ArgumentsResolver<TParent, TArguments, TValue>(_bindings.Single<TValue>(field), resolve), Boxed(arguments));
    }

    /// <summary>A list worked out from the parent and the arguments.</summary>
    public ObjectBinding<TParent> List<TArguments, TItem>(
        string name, Func<InputObject, TArguments> arguments, Func<TParent, TArguments, IReadOnlyList<TItem>?> resolve)
    {
        var field = _bindings.Take(_type, name);
        return Bind(field, new ArgumentsResolver<TParent, TArguments, IReadOnlyList<TItem>?>(_bindings.List<TItem>(field), resolve), Boxed(arguments));
    }

    /// <summary>A value for each of all parents, resolved in one go.</summary>
    public ObjectBinding<TParent> Batch<TArguments, TValue>(
        string name, Func<InputObject, TArguments> arguments, BatchResolve<TParent, TArguments, TValue> resolve)
    {
        var field = _bindings.Take(_type, name);
        return Bind(field, new BatchResolver<TParent, TArguments, TValue>(_bindings.Single<TValue>(field), resolve), Boxed(arguments));
    }

    /// <summary>A value for each of all parents, resolved in one go, without arguments.</summary>
    public ObjectBinding<TParent> Batch<TValue>(string name, BatchResolve<TParent, InputObject, TValue> resolve) => Batch(name, a => a, resolve);

    /// <summary>A list for each of all parents, resolved in one go.</summary>
    public ObjectBinding<TParent> BatchList<TArguments, TItem>(
        string name, Func<InputObject, TArguments> arguments, BatchResolve<TParent, TArguments, IReadOnlyList<TItem>?> resolve)
    {
        var field = _bindings.Take(_type, name);
        return Bind(field, new BatchResolver<TParent, TArguments, IReadOnlyList<TItem>?>(_bindings.List<TItem>(field), resolve), Boxed(arguments));
    }

    /// <summary>A list for each of all parents, resolved in one go, without arguments.</summary>
    public ObjectBinding<TParent> BatchList<TItem>(string name, BatchResolve<TParent, InputObject, IReadOnlyList<TItem>?> resolve) =>
        BatchList(name, a => a, resolve);

    /// <summary>The loader's value for the parent's key; a parent with a null key has none.</summary>
    public ObjectBinding<TParent> Load<TKey, TValue>(
        string name, Func<ExecutionContext, DataLoader<TKey, TValue>> loader, Func<TParent, TKey?> key)
        where TKey : notnull
    {
        var field = _bindings.Take(_type, name);
        return Bind(field, new LoadResolver<TParent, TKey, TValue>(_bindings.Single<TValue>(field), loader, key), null);
    }

    /// <summary>The loader's list for the parent's key; a parent with a null key has none.</summary>
    public ObjectBinding<TParent> LoadList<TKey, TItem>(
        string name, Func<ExecutionContext, DataLoader<TKey, IReadOnlyList<TItem>?>> loader, Func<TParent, TKey?> key)
        where TKey : notnull
    {
        var field = _bindings.Take(_type, name);
        return Bind(field, new LoadResolver<TParent, TKey, IReadOnlyList<TItem>?>(_bindings.List<TItem>(field), loader, key), null);
    }

    /// <summary>
    /// Where the events of a subscription field come from. Each is the parent that the field is resolved on, in an execution of its own. Throwing
    /// <see cref="GraphQLException"/> refuses the subscription; from the sequence, it ends it with that error.
    /// </summary>
    /// <param name="name">The field, which needs a resolver as well.</param>
    /// <param name="arguments">Reads its arguments.</param>
    /// <param name="subscribe">Begins the sequence. It is disposed of when the client goes.</param>
    /// <param name="changesOnly">Leaves out an event whose response is the same as the one before, apart from what is passing (<see cref="Utf8ResponseWriter.MarkPassing"/>).</param>
    public ObjectBinding<TParent> Subscribe<TArguments>(
        string name, Func<InputObject, TArguments> arguments, Func<SubscribeContext<TArguments>, ValueTask<IAsyncEnumerable<TParent>>> subscribe,
        bool changesOnly = false)
    {
        var field = _bindings.Take(_type, name);
        _bindings.BindSource(_type, new SubscriptionSource<TParent, TArguments>(field, arguments, subscribe, changesOnly));
        return this;
    }

    /// <summary>
    /// Says something about a field that is bound, for resolvers above it: <see cref="FieldSelection"/> tells them which annotated fields are selected.
    /// The engine makes nothing of it.
    /// </summary>
    public ObjectBinding<TParent> Annotate(string name, object annotation)
    {
        _bindings.Annotate(_type, name, annotation);
        return this;
    }

    private ObjectBinding<TParent> Bind(OutputField field, FieldResolver resolver, Func<InputObject, object?>? arguments)
    {
        _bindings.Bind(_type, new FieldBinding(field, resolver, arguments));
        return this;
    }

    private static Func<InputObject, object?> Boxed<TArguments>(Func<InputObject, TArguments> arguments) => values => arguments(values);
}
