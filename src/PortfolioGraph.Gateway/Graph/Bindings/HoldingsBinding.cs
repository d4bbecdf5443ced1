using PortfolioGraph.Gateway.Graph.Loading;
using PortfolioGraph.GraphQL.DataLoading;
using PortfolioGraph.GraphQL.Execution.Binding;
using PortfolioGraph.GraphQL.Execution.Inputs;
using PortfolioGraph.GraphQL.Execution.Resolvers;
using ExecutionContext = PortfolioGraph.GraphQL.Execution.ExecutionContext;

namespace PortfolioGraph.Gateway.Graph.Bindings;

/// <summary>Binds the fields of a type that reads the ledger. None can be bound without what it needs of the wallets.</summary>
internal sealed class HoldingsBinding<TParent>(ObjectBinding<TParent> binding)
{
    public HoldingsBinding<TParent> Field<TValue>(string name, FieldNeeds needs, Func<TParent, TValue> read) =>
        With(name, needs, binding.Field(name, read));

    public HoldingsBinding<TParent> List<TItem>(string name, FieldNeeds needs, Func<TParent, IReadOnlyList<TItem>?> read) =>
        With(name, needs, binding.List(name, read));

    public HoldingsBinding<TParent> Field<TArguments, TValue>(
        string name, FieldNeeds needs, Func<InputObject, TArguments> arguments, Func<TParent, TArguments, TValue> resolve) =>
        With(name, needs, binding.Field(name, arguments, resolve));

    public HoldingsBinding<TParent> Batch<TArguments, TValue>(
        string name, FieldNeeds needs, Func<InputObject, TArguments> arguments, BatchResolve<TParent, TArguments, TValue> resolve) =>
        With(name, needs, binding.Batch(name, arguments, resolve));

    public HoldingsBinding<TParent> Batch<TValue>(string name, FieldNeeds needs, BatchResolve<TParent, InputObject, TValue> resolve) =>
        With(name, needs, binding.Batch(name, resolve));

    public HoldingsBinding<TParent> BatchList<TArguments, TItem>(
        string name, FieldNeeds needs, Func<InputObject, TArguments> arguments, BatchResolve<TParent, TArguments, IReadOnlyList<TItem>?> resolve) =>
        With(name, needs, binding.BatchList(name, arguments, resolve));

    public HoldingsBinding<TParent> BatchList<TItem>(string name, FieldNeeds needs, BatchResolve<TParent, InputObject, IReadOnlyList<TItem>?> resolve) =>
        With(name, needs, binding.BatchList(name, resolve));

    public HoldingsBinding<TParent> Load<TKey, TValue>(
        string name, FieldNeeds needs, Func<ExecutionContext, DataLoader<TKey, TValue>> loader, Func<TParent, TKey?> key)
        where TKey : notnull => With(name, needs, binding.Load(name, loader, key));

    private HoldingsBinding<TParent> With(string name, FieldNeeds needs, ObjectBinding<TParent> bound)
    {
        bound.Annotate(name, needs);
        return this;
    }
}
