using System.Text.Json;

namespace PortfolioGraph.GraphQL.Conformance;

/// <summary>The data of a request, handed to the resolvers as its only service.</summary>
internal sealed class RootValue(JsonElement value) : IServiceProvider
{
    /// <summary>The parent of the root fields, which a schema is bound to once.</summary>
    public static object Placeholder { get; } = new();

    public JsonElement Value { get; } = value;

    public object? GetService(Type serviceType) => serviceType == typeof(RootValue) ? this : null;
}
