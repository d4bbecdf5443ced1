using PortfolioGraph.Holdings.Platforms;

namespace PortfolioGraph.Gateway.Graph.Objects;

/// <summary>Platforms.</summary>
internal sealed class PlatformRules : ObjectRules<Platform>
{
    public override string IdOf(Platform said) => said.Id;

    public override string TextOf(Platform said) => string.Join('\n', said.Name, said.Url, said.LogoUrl);

    public override Platform Fill(Platform first, Platform second)
    {
        if (ReferenceEquals(first, second) || (first.Url is not null && first.LogoUrl is not null)) return first;
        return first with { Url = first.Url ?? second.Url, LogoUrl = first.LogoUrl ?? second.LogoUrl };
    }

    public override bool Contradict(Platform left, Platform right) =>
        left.Name != right.Name
        || (left.Url is not null && right.Url is not null && left.Url != right.Url)
        || (left.LogoUrl is not null && right.LogoUrl is not null && left.LogoUrl != right.LogoUrl);

    public override Platform Complete(Platform merged) => merged;
}
