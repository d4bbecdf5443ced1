using System.Text.Json;
using PortfolioGraph.GraphQL.DataLoading;
using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Execution.Inputs;
using PortfolioGraph.GraphQL.Execution.Resolvers;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.Execution.Binding;

/// <summary>
/// Resolves every field of any schema to JSON. The engine checks each value against the field's type, position by position:
/// arrays for lists, what a scalar takes as input for its output, names for enums, anything for objects.
/// </summary>
public interface IJsonResolver
{
    /// <summary>A value for each of all parents. Null is no value; never JSON null.</summary>
    ValueTask<IReadOnlyList<Result<JsonElement?>>> ResolveAsync(OutputField field, BatchContext<object, InputObject> context);

    /// <summary>The object type of a value of an interface or union. Throwing <see cref="GraphQLException"/> reports an error at its position.</summary>
    ObjectType TypeOf(JsonElement value, NamedType type);

    /// <summary>The events of a field of the subscription type, each of them the parent that the field is then resolved on. None by default.</summary>
    ValueTask<IAsyncEnumerable<object>> SubscribeAsync(OutputField field, SubscribeContext<InputObject> context) =>
        throw new GraphQLException($"{field} has no source of events.", ErrorCodes.OperationResolution);
}
