using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Platforms;

namespace PortfolioGraph.Gateway.Graph.Ids;

/// <summary>The global id of a platform carries its name: no provider can be asked for a platform alone.</summary>
internal static class PlatformIdText
{
    public static string Of(Platform platform) => new GlobalId("Platform", IdText.Join('|', platform.Id, platform.Name)).ToString();

    public static Platform? Parse(string text)
    {
        if (!IdText.TrySplit('|', text, out var parts) || parts is not [{ Length: > 0 } id, var name]) return null;

        // What is behind the provider's name is its code, where there is one.
        return new Platform(id, IdText.TrySplit(':', id, out var ofId) && ofId is [_, var code] ? code : "", name);
    }
}
