using PortfolioGraph.Gateway.Settings;
using PortfolioGraph.GraphQL.AspNetCore.Ide;
using PortfolioGraph.GraphQL.AspNetCore.Settings;

namespace PortfolioGraph.Gateway.Configuration;

/// <summary>Reads the section <c>Http</c>: how the graph speaks HTTP.</summary>
internal static class HttpConfiguration
{
    /// <param name="isDevelopment">Who is not developing gets no page for browsers, unless it is switched on.</param>
    /// <exception cref="StartupException">A value is not one that the setting can have.</exception>
    public static GraphQLHttpOptions Apply(GraphQLHttpOptions options, IConfiguration configuration, bool isDevelopment)
    {
        var section = configuration.GetSection("Http");
        return options with
        {
            IdePage = SettingReader.ReadFlag(section, "Ide", otherwise: isDevelopment) ? BananaCakePop.Page(GatewayPaths.Graph) : null,
            AllowedOrigins = ReadOrigins(section["AllowedOrigins"]),
            RequirePreflightOnGet = SettingReader.ReadFlag(section, "RequirePreflightOnGet"),
            StatusProfile = section["StatusProfile"] switch
            {
                null or "" => options.StatusProfile,
                var text when Enum.TryParse<StatusProfile>(text, ignoreCase: true, out var profile) && Enum.IsDefined(profile) => profile,
                var text => throw new StartupException([$"Http:StatusProfile is \"{text}\"; it must be {string.Join(" or ", Enum.GetNames<StatusProfile>())}"]),
            },
        };
    }

    /// <returns>Whether the portfolio page is served.</returns>
    /// <exception cref="StartupException">As above.</exception>
    public static bool ReadPage(IConfiguration configuration, bool isDevelopment) =>
        SettingReader.ReadFlag(configuration.GetSection("Http"), "Page", otherwise: isDevelopment);

    private static string[] ReadOrigins(string? text)
    {
        var origins = (text ?? string.Empty).Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var origin in origins)
        {
            var isOrigin = Uri.TryCreate(origin, UriKind.Absolute, out var url)
                && url.Scheme is "http" or "https" && url.GetLeftPart(UriPartial.Authority) == origin;
            if (!isOrigin) throw new StartupException([$"Http:AllowedOrigins has \"{origin}\"; each must be an origin such as https://app.example, without a path"]);
        }

        return origins;
    }
}
