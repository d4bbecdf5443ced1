using PortfolioGraph.Gateway.Graph.Loading;
using PortfolioGraph.Gateway.Graph.Nodes;
using PortfolioGraph.GraphQL.Execution.Binding;
using PortfolioGraph.GraphQL.Execution.Inputs;
using PortfolioGraph.GraphQL.Execution.Resolvers;
using PortfolioGraph.Holdings.Accounting;

namespace PortfolioGraph.Gateway.Graph.Bindings;

/// <summary>Fields of holdings, and those of wallets and portfolios, which are read once the providers have answered.</summary>
internal static class WalletGroupBindings
{
    public static HoldingsBinding<TParent> Holdings<TParent>(this SchemaBindings bindings, string type) => new(bindings.Object<TParent>(type));

    /// <summary>
    /// No field of what reads the ledger can do without needs, even if it needs nothing: it would be asked for by chance.
    /// </summary>
    public static void RequireNeeds(this SchemaBindings bindings) =>
        bindings.RequireAnnotations(typeof(ILedgerReader).IsAssignableFrom, "declares no needs.");

    public static HoldingsBinding<TParent> Loaded<TParent, TArguments, TValue>(
        this HoldingsBinding<TParent> binding, string name, FieldNeeds needs, Func<InputObject, TArguments> arguments, Func<TParent, TArguments, TValue> resolve)
        where TParent : IWalletGroup => binding.Batch<TArguments, TValue>(name, needs, arguments, async c =>
        {
            await c.LoadAsync();
            return Results.Of(c.Parents, p => resolve(p, c.Arguments));
        });

    public static HoldingsBinding<TParent> Loaded<TParent, TValue>(
        this HoldingsBinding<TParent> binding, string name, FieldNeeds needs, Func<TParent, TValue> resolve)
        where TParent : IWalletGroup => binding.Batch<TValue>(name, needs, async c =>
        {
            await c.LoadAsync();
            return Results.Of(c.Parents, resolve);
        });

    public static HoldingsBinding<TParent> LoadedList<TParent, TItem>(
        this HoldingsBinding<TParent> binding, string name, FieldNeeds needs, Func<TParent, IReadOnlyList<TItem>?> resolve)
        where TParent : IWalletGroup => binding.BatchList<TItem>(name, needs, async c =>
        {
            await c.LoadAsync();
            return Results.Of(c.Parents, resolve);
        });

    public static HoldingsBinding<TParent> LoadedList<TParent, TArguments, TItem>(
        this HoldingsBinding<TParent> binding, string name, FieldNeeds needs, Func<InputObject, TArguments> arguments,
        Func<TParent, TArguments, IReadOnlyList<TItem>?> resolve)
        where TParent : IWalletGroup => binding.BatchList<TArguments, TItem>(name, needs, arguments, async c =>
        {
            await c.LoadAsync();
            return Results.Of(c.Parents, p => resolve(p, c.Arguments));
        });

    /// <summary>Waits until the providers have answered for the wallets of all parents.</summary>
    public static ValueTask LoadAsync<TParent, TArguments>(this BatchContext<TParent, TArguments> c)
        where TParent : IWalletGroup =>
        RequestHoldings.LoadAsync(
            c.Execution, c.Parents as IReadOnlyList<WalletNode> ?? (c.Parents is [var only] ? only.Distinct : [.. c.Parents.SelectMany(p => p.Distinct)]));
}
