using System.Diagnostics;

namespace PortfolioGraph.GraphQL.Errors;

/// <summary>By what a masked error is found in the log: <c>extensions.correlationId</c>.</summary>
public static class CorrelationId
{
    /// <summary>The id of the trace that this is part of, which is the same for all of a request; a new one where there is no trace. 32 hexadecimal digits.</summary>
    public static string Current =>
        Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity ? activity.TraceId.ToHexString() : Guid.NewGuid().ToString("N");
}
