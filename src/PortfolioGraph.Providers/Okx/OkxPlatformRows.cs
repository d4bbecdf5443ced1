using PortfolioGraph.Holdings.Platforms;

namespace PortfolioGraph.Providers.Okx;

/// <summary>OKX may list a platform of a wallet in several rows, also in several entries: together they are what the wallet has on it.</summary>
internal static class OkxPlatformRows
{
    /// <summary>One row for each platform, in the order in which they are first listed.</summary>
    public static IReadOnlyList<PlatformHolding> Merged(IReadOnlyList<PlatformHolding> rows)
    {
        var places = new Dictionary<string, int>(rows.Count);
        var merged = new List<PlatformHolding>(rows.Count);
        foreach (var row in rows)
        {
            if (places.TryAdd(row.Platform.Id, merged.Count))
                merged.Add(row);
            else
                merged[places[row.Platform.Id]] = Sum(merged[places[row.Platform.Id]], row);
        }
        return merged.Count == rows.Count ? rows : merged;
    }

    /// <summary>A sum with an unknown part is unknown.</summary>
    private static PlatformHolding Sum(PlatformHolding first, PlatformHolding more) => first with
    {
        Platform = first.Platform with
        {
            Url = first.Platform.Url ?? more.Platform.Url,
            LogoUrl = first.Platform.LogoUrl ?? more.Platform.LogoUrl,
        },
        ValueUsd = first.ValueUsd + more.ValueUsd,
        IsInvestSupported = first.IsInvestSupported == false || more.IsInvestSupported == false
            ? false : first.IsInvestSupported ?? more.IsInvestSupported,
        InvestmentCount = (int)Math.Min(int.MaxValue, (long)first.InvestmentCount + more.InvestmentCount),
        Networks =
        [
            .. first.Networks.Concat(more.Networks).GroupBy(n => n.Network.Id).Select(
                same => same.Aggregate((sum, next) => sum with { ValueUsd = sum.ValueUsd + next.ValueUsd })),
        ],
    };
}
