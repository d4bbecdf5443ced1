using PortfolioGraph.Holdings.Accounting;

namespace PortfolioGraph.Holdings.Tests.Accounting.Reference;

/// <summary>Step 3: the same holding from two providers.</summary>
internal static class OtherProviders
{
    private const string Injective = "cosmos:injective-1";

    public static void LeaveOut(IReadOnlyList<Row> rows)
    {
        Tokens(rows);
        PositionsAtNeptune(rows);
    }

    private static void Tokens(IReadOnlyList<Row> rows)
    {
        foreach (var holding in rows.Where(r => r.Balance is not null && r.IsCounted).GroupBy(r => (r.Holder, r.Balance!.Token.Id)))
        {
            var reports = holding.GroupBy(r => r.Source.ProviderId).Select(g => g.ToList()).ToList();
            var counted = reports.OrderBy(LackOfValue).ThenBy(Generality)
                .ThenBy(r => r[0].Source.ProviderId, StringComparer.Ordinal).First();
            foreach (var row in reports.Where(r => r != counted).SelectMany(r => r))
                row.Exclude(ExclusionReason.SameHoldingFromAnotherProvider, counted);
        }
    }

    /// <summary>A provider that lacks the value steps back for one that has it: all of it, or else some of it.</summary>
    private static int LackOfValue(List<Row> report) =>
        report.TrueForAll(r => r.Value is not null) ? 0 : report.Exists(r => r.Value is not null) ? 1 : 2;

    private static int Generality(List<Row> report) => report[0].Source.ProviderId switch
    {
        "neptune" => 0,
        "okx" => 1,
        _ => 2,
    };

    private static void PositionsAtNeptune(IReadOnlyList<Row> rows)
    {
        foreach (var row in rows.Where(r => r.Source.ProviderId == "okx" && r.Defi is { Platform.Name: "Neptune", Network.Id: Injective }))
        {
            var neptunes = rows.Where(r => r.Source.ProviderId == "neptune" && r.Defi is not null && r.Owner == row.Owner).ToList();
            if (neptunes.Count > 0)
                row.Exclude(ExclusionReason.SameHoldingFromAnotherProvider, neptunes);
        }
    }
}
