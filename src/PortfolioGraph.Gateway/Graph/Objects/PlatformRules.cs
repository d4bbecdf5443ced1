using PortfolioGraph.Holdings.Platforms;

namespace PortfolioGraph.Gateway.Graph.Objects;

/// <summary>Platforms.</summary>
internal sealed class PlatformRules : ObjectRules<Platform>
{
    public override string IdOf(Platform said) => said.Id;

    // Without a code of the provider the id is made of a name or of a wallet.
    public override bool IsShared(Platform said) => said.Code.Length > 0;

    public override string TextOf(Platform said) => string.Join('\n', said.Name, said.Url, said.LogoUrl);

    public override Platform Fill(Platform first, Platform second)
    {
        if (ReferenceEquals(first, second) || (first.Url is not null && first.LogoUrl is not null)) return first;
        return first with { Url = first.Url ?? second.Url, LogoUrl = first.LogoUrl ?? second.LogoUrl };
    }

    public override Platform Complete(Platform merged) => merged;
}
