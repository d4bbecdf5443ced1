namespace PortfolioGraph.GraphQL.AspNetCore.Settings;

/// <summary>Which HTTP status codes answers have. The GraphQL-over-HTTP draft and its audit suite disagree.</summary>
public enum StatusProfile
{
    /// <summary>
    /// The codes that the audits of npm <c>graphql-http</c> ask for, and most clients know: 400 for whatever is wrong with a request, but 200
    /// where the client accepts <c>application/json</c> only and the request was at least well-formed; 200 for data with errors.
    /// </summary>
    Audit,

    /// <summary>
    /// The codes of the draft of 2026, whatever the client accepts: 422 for well-formed JSON that is no valid request, 294 (not registered)
    /// for data with errors. <c>application/json</c> is the content type of 2xx answers only.
    /// </summary>
    Draft2026,
}
