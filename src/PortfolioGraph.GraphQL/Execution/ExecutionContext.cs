using PortfolioGraph.GraphQL.DataLoading;
using PortfolioGraph.GraphQL.Requests;

namespace PortfolioGraph.GraphQL.Execution;

/// <summary>What resolvers of one request share: services, loaders, state of their own.</summary>
public sealed class ExecutionContext
{
    private readonly Dictionary<Type, object> _items = [];
    private readonly ExecutionState _state;

    internal ExecutionContext(ExecutionState state, GraphQLRequest request, CancellationToken cancellationToken)
    {
        _state = state;
        Services = request.Services;
        Received = request.Received;
        CancellationToken = cancellationToken;
    }

    public IServiceProvider Services { get; }

    /// <summary>When the request came in: <see cref="GraphQLRequest.Received"/>.</summary>
    public long? Received { get; }

    public CancellationToken CancellationToken { get; }

    /// <summary>The loader of a type for this request, made on first use. All positions of the document share it.</summary>
    public TLoader Loader<TLoader>(Func<ExecutionContext, TLoader> create)
        where TLoader : DataLoader =>
        Item(context =>
        {
            var loader = create(context);
            context._state.Register(loader);
            return loader;
        });

    /// <summary>An object of a type for this request, made on first use. Disposed at the end of the request where it can be.</summary>
    public T Item<T>(Func<ExecutionContext, T> create)
        where T : class
    {
        lock (_items)
        {
            if (_items.TryGetValue(typeof(T), out var item)) return (T)item;
            var created = create(this);
            _items.Add(typeof(T), created);
            return created;
        }
    }

    internal void DisposeItems()
    {
        foreach (var item in _items.Values) (item as IDisposable)?.Dispose();
    }
}
