using Microsoft.AspNetCore.Http;
using PortfolioGraph.GraphQL.AspNetCore.Settings;
using PortfolioGraph.GraphQL.Requests;

namespace PortfolioGraph.GraphQL.AspNetCore.Requests;

/// <summary>The HTTP status of every kind of answer, by profile and media type. The only place that knows.</summary>
internal static class GraphQLStatusMap
{
    /// <summary>Draft of 2026: the answer has data, but errors too.</summary>
    public const int PartialSuccess = 294;

    public static int Of(RequestOutcome outcome, bool hasErrors, ResponseMediaType mediaType, StatusProfile profile) => outcome switch
    {
        RequestOutcome.Executed => hasErrors && profile == StatusProfile.Draft2026 ? PartialSuccess : StatusCodes.Status200OK,
        RequestOutcome.Overloaded => StatusCodes.Status503ServiceUnavailable,
        RequestOutcome.OperationNotAllowed => StatusCodes.Status405MethodNotAllowed,
        RequestOutcome.NotPaid => StatusCodes.Status429TooManyRequests,
        _ when profile == StatusProfile.Audit && mediaType == ResponseMediaType.Json => StatusCodes.Status200OK,
        RequestOutcome.SyntaxError => StatusCodes.Status400BadRequest,
        _ => Of(StatusCodes.Status422UnprocessableEntity, profile),
    };

    public static int Of(Refusal refusal, StatusProfile profile) => Of(refusal.Status, profile);

    /// <summary>The draft takes <c>application/json</c> away from answers that are not 2xx, because it does not say whose they are.</summary>
    public static string ContentType(int status, ResponseMediaType mediaType, StatusProfile profile) =>
        mediaType == ResponseMediaType.GraphQLResponse || (profile == StatusProfile.Draft2026 && status >= 300)
            ? "application/graphql-response+json; charset=utf-8"
            : "application/json; charset=utf-8";

    private static int Of(int status, StatusProfile profile) =>
        status == StatusCodes.Status422UnprocessableEntity && profile == StatusProfile.Audit ? StatusCodes.Status400BadRequest : status;
}
