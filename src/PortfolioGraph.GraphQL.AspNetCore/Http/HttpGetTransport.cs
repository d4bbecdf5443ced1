using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PortfolioGraph.GraphQL.AspNetCore.Requests;
using PortfolioGraph.GraphQL.AspNetCore.Settings;
using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Requests;

namespace PortfolioGraph.GraphQL.AspNetCore.Http;

/// <summary>Requests in the URL of a GET. Queries only: a GET must not change anything. An empty parameter is absent.</summary>
internal sealed class HttpGetTransport(GraphQLHttpOptions options)
{
    private const string PreflightHeader = "GraphQL-Require-Preflight";

    public ParsedRequests Read(HttpContext context)
    {
        var request = context.Request;
        if (request.ContentType is { } contentType && !JsonContent.Is(contentType))
        {
            return new Refusal(StatusCodes.Status415UnsupportedMediaType, "A GET has no content type, or application/json.");
        }

        if (options.RequirePreflightOnGet && request.ContentType is null && !request.Headers.ContainsKey(PreflightHeader))
        {
            return new Refusal(
                StatusCodes.Status400BadRequest, $"A GET needs a {PreflightHeader} header, or \"Content-Type: application/json\", so that no other site can send it.");
        }

        var parameters = request.Query;
        if (options.MaxGetCharacters > 0 && Characters(parameters) > options.MaxGetCharacters)
        {
            return new Refusal(
                StatusCodes.Status414UriTooLong, $"The parameters have more than {options.MaxGetCharacters} characters; send the request by POST.", ErrorCodes.LimitExceeded);
        }

        if (Single(parameters, "query", out var query) is { } badQuery) return badQuery;
        if (Single(parameters, "operationName", out var operationName) is { } badName) return badName;
        if (Object(parameters, "variables", out var variables) is { } badVariables) return badVariables;
        if (Object(parameters, "extensions", out var extensions) is { } badExtensions) return badExtensions;

        return query is null
            ? Refusal.NotARequest("The request has no \"query\".")
            : new GraphQLRequest
            {
                Query = query, OperationName = operationName, Variables = variables, Extensions = extensions, QueriesOnly = true, Services = context.RequestServices,
                MaxResponseBytes = options.MaxGetResponseBytes > 0 ? options.MaxGetResponseBytes : null,
            };
    }

    // Any page can have a browser send a GET, so that less is read of it than of a POST.
    private static int Characters(IQueryCollection parameters)
    {
        var characters = 0;
        foreach (var (name, values) in parameters)
        {
            characters += name.Length;
            foreach (var value in values) characters += value?.Length ?? 0;
        }

        return characters;
    }

    private Refusal? Object(IQueryCollection parameters, string name, out JsonElement? value)
    {
        value = null;
        return Single(parameters, name, out var text) ?? (text is null ? null : RequestJson.ParseObject(name, text, options, out value));
    }

    // Which of several would count differs from server to server, so none does.
    private static Refusal? Single(IQueryCollection parameters, string name, out string? value)
    {
        var values = parameters[name];
        value = values.Count == 1 && values[0]!.Length > 0 ? values[0] : null;
        return values.Count > 1 ? Refusal.NotARequest($"\"{name}\" is given more than once.") : null;
    }
}
