namespace PortfolioGraph.GraphQL.Execution.Binding;

/// <summary>What the source of a subscription field works with.</summary>
/// <param name="Arguments">The field's arguments, coerced.</param>
/// <param name="Selection">What is selected below.</param>
/// <param name="Services">Services of the request, for as long as the subscription lasts.</param>
/// <param name="CancellationToken">Cancelled when the client has gone.</param>
public readonly record struct SubscribeContext<TArguments>(
    TArguments Arguments, FieldSelection Selection, IServiceProvider Services, CancellationToken CancellationToken);
