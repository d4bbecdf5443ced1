using System.Runtime.CompilerServices;
using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Execution.Inputs;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.Execution.Binding;

/// <summary>Where the events of a subscription field come from (spec section 6.2.3.1).</summary>
internal abstract class SubscriptionSource(OutputField definition, bool changesOnly)
{
    public OutputField Definition { get; } = definition;

    /// <summary>Leaves out an event whose response is the same as the one before.</summary>
    public bool ChangesOnly { get; } = changesOnly;

    /// <exception cref="GraphQLException">The arguments are wrong, or the source wants none of it.</exception>
    public abstract ValueTask<IAsyncEnumerable<object>> SubscribeAsync(
        PlanField field, VariableValues variables, IServiceProvider services, CancellationToken cancellationToken);
}

/// <inheritdoc/>
/// <typeparam name="TEvent">What each event is, and so the parent of the field.</typeparam>
/// <typeparam name="TArguments">What the arguments of the field are read into.</typeparam>
internal sealed class SubscriptionSource<TEvent, TArguments>(
    OutputField definition, Func<InputObject, TArguments> arguments,
    Func<SubscribeContext<TArguments>, ValueTask<IAsyncEnumerable<TEvent>>> subscribe, bool changesOnly) : SubscriptionSource(definition, changesOnly)
{
    public override async ValueTask<IAsyncEnumerable<object>> SubscribeAsync(
        PlanField field, VariableValues variables, IServiceProvider services, CancellationToken cancellationToken)
    {
        var values = field.Schema.Coercer.CoerceArguments(Definition, field.Nodes[0].Arguments, variables);
        var events = await subscribe(new SubscribeContext<TArguments>(arguments(values), field.Selection(variables), services, cancellationToken));
        return events as IAsyncEnumerable<object> ?? Boxed(events, cancellationToken);
    }

    private static async IAsyncEnumerable<object> Boxed(IAsyncEnumerable<TEvent> events, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in events.WithCancellation(cancellationToken)) yield return item!;
    }
}
