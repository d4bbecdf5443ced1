namespace PortfolioGraph.Gateway.Endpoints;

/// <summary>
/// What every answer tells browsers: to take it for what it says it is, to let no page frame it or load it as part of itself, to run and load
/// nothing that may be in it, and to tell nobody where the user came from. The page for queries replaces the policy with its own.
/// </summary>
internal static class SecurityHeaders
{
    public static void Set(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Referrer-Policy"] = "no-referrer";
    }
}
