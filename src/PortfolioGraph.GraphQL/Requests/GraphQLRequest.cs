using System.Text.Json;

namespace PortfolioGraph.GraphQL.Requests;

/// <summary>A request, whatever transport it came by.</summary>
public sealed record GraphQLRequest
{
    public required string Query { get; init; }

    /// <summary>Which operation of the document to run; may be null when there is one only.</summary>
    public string? OperationName { get; init; }

    /// <summary>A JSON object by variable name, without <c>$</c>.</summary>
    public JsonElement? Variables { get; init; }

    /// <summary>A JSON object that means what transport and client have agreed on; nothing to the engine.</summary>
    public JsonElement? Extensions { get; init; }

    /// <summary>Refuses operations that change something, as GET must.</summary>
    public bool QueriesOnly { get; init; }

    /// <summary>The longest answer in bytes, where it may be less long than answers of the server in general.</summary>
    public int? MaxResponseBytes { get; init; }

    /// <summary>Where the cost is added up; requests that share one share the limit.</summary>
    public CostMeter Cost { get; init; } = new();

    /// <summary>When it came in, as a timestamp of the transport's clock, for resolvers that have a deadline; null where none was taken.</summary>
    public long? Received { get; init; }

    /// <summary>Where it is noted how long each step took; null where nobody wants to know.</summary>
    public OperationTimings? Timings { get; init; }

    /// <summary>Services of the request, for resolvers.</summary>
    public required IServiceProvider Services { get; init; }
}
