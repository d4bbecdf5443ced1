using PortfolioGraph.Gateway.Access;
using PortfolioGraph.Gateway.Configuration;
using PortfolioGraph.Gateway.Errors;
using PortfolioGraph.GraphQL.Errors;

namespace PortfolioGraph.Gateway.Admission;

/// <summary>Answers no request for another host, by HTTP or for a socket. Health is told to everybody: orchestrators ask for it by address.</summary>
internal sealed class HostCheck(CurrentSettings settings)
{
    private const int MostQuoted = 100;

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        // As it came: what .NET makes of it has the names of other scripts in their own letters.
        var host = context.Request.Headers.Host.ToString();
        if (string.IsNullOrEmpty(host)) return RefuseAsync("The request needs a header Host.");
        if (settings.Value.Hosts.Allows(host)) return next(context);
        var quoted = host.Length <= MostQuoted ? host : $"{host[..MostQuoted]}…";
        if (!AllowedHosts.IsValid(host)) return RefuseAsync($"\"{quoted}\" is no host.");
        return context.Request.Path.StartsWithSegments("/health")
            ? next(context)
            : Answers.RefuseAsync(context, StatusCodes.Status421MisdirectedRequest,
                $"\"{quoted}\" is no host that is answered for here. Ask for localhost, or name it in Http:AllowedHosts.", GatewayErrorCodes.HostNotAllowed);

        Task RefuseAsync(string message) => Answers.RefuseAsync(context, StatusCodes.Status400BadRequest, message, ErrorCodes.BadRequest);
    }
}
