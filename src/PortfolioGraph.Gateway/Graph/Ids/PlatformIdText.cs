using PortfolioGraph.Holdings.Platforms;

namespace PortfolioGraph.Gateway.Graph.Ids;

/// <summary>The global id of a platform carries its name: no provider can be asked for a platform alone.</summary>
internal static class PlatformIdText
{
    public static string Of(Platform platform) => new GlobalId("Platform", $"{platform.Id}|{platform.Name}").ToString();

    public static Platform? Parse(string text) =>
        text.Split('|', 2) is [{ Length: > 0 } id, var name] && id.Split(':', 2) is [_, var code] ? new Platform(id, code, name) : null;
}
