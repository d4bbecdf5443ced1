using Microsoft.Net.Http.Headers;
using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Execution;
using PortfolioGraph.GraphQL.Json;

namespace PortfolioGraph.Gateway.Access;

/// <summary>Answers to requests that are not let in.</summary>
internal static class Answers
{
    /// <summary>Answers with an error, as the graph does.</summary>
    public static async Task RefuseAsync(
        HttpContext context, int status, string message, string code, IReadOnlyDictionary<string, object?>? extensions = null)
    {
        using var writer = new Utf8ResponseWriter();
        ResponseWriting.WriteErrors(writer, [new GraphQLError(message, [], code) { Extensions = extensions }]);
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = context.Request.Headers.Accept.ToString().Contains("application/graphql-response+json", StringComparison.OrdinalIgnoreCase)
            ? "application/graphql-response+json; charset=utf-8"
            : "application/json; charset=utf-8";
        response.ContentLength = writer.Length;
        response.Headers.CacheControl = "no-store";
        response.Headers.Append(HeaderNames.Vary, HeaderNames.Accept);
        await response.Body.WriteAsync(writer.WrittenMemory, context.RequestAborted);
    }
}
