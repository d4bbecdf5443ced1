using System.Runtime.InteropServices;
using PortfolioGraph.Holdings.Numbers;

namespace PortfolioGraph.Holdings.Accounting;

/// <summary>
/// Shares of the counted assets. Debts are no slices and reduce none: a pie of what is owned, not of what it would be after paying back.
/// </summary>
public static class Allocation
{
    /// <summary>The key of what has no network, or is on no platform.</summary>
    public const string NoKey = "none";

    /// <summary>The smallest step of a percent.</summary>
    private static readonly BigDecimal Unit = BigDecimal.FromRaw(1, Shares.Scale);

    /// <summary>Largest first, ties by key. Empty where no value is known. The percents have 4 decimals.</summary>
    public static IReadOnlyList<AllocationSlice> By(Ledger ledger, AllocationDimension dimension)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        return ledger.Allocation(dimension, closed => WorkOut(closed, dimension));
    }

    private static IReadOnlyList<AllocationSlice> WorkOut(Ledger ledger, AllocationDimension dimension)
    {
        var slices = Group(AssetPart.Of(ledger), dimension);
        var percents = LargestRemainder(slices);
        return [.. slices.Select((slice, i) => new AllocationSlice(slice.Key, slice.Label, slice.Value, percents[i]))];
    }

    /// <summary>Sums by key, largest first, ties by key.</summary>
    internal static List<(string Key, string Label, BigDecimal Value)> Group(IEnumerable<AssetPart> parts, AllocationDimension dimension)
    {
        var sums = new Dictionary<string, (string Label, BigDecimal Value)>();
        foreach (var part in parts)
        {
            var (key, label) = KeyOf(part, dimension);
            ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(sums, key, out var exists);
            // The least label, where providers spell one differently: the order of answers does not matter.
            sum = (exists && string.CompareOrdinal(sum.Label, label) <= 0 ? sum.Label : label, sum.Value + part.ValueUsd);
        }
        var slices = sums.Select(s => (s.Key, s.Value.Label, s.Value.Value)).ToList();
        slices.Sort((a, b) => b.Value.CompareTo(a.Value) is not 0 and var byValue ? byValue : string.CompareOrdinal(a.Key, b.Key));
        return slices;
    }

    /// <summary>
    /// Each percent is cut to 4 decimals; the ten-thousandths that are then missing from 100 go, one each,
    /// to the slices that lost most by the cut, ties in the order of the slices.
    /// </summary>
    private static BigDecimal[] LargestRemainder(List<(string Key, string Label, BigDecimal Value)> slices)
    {
        var total = BigDecimal.Zero;
        foreach (var slice in slices)
            total += slice.Value;

        var percents = new BigDecimal[slices.Count];
        var lost = new BigDecimal[slices.Count];
        BigDecimal missing = 100;
        for (var i = 0; i < percents.Length; i++)
        {
            var hundredfold = slices[i].Value * 100;
            percents[i] = BigDecimal.Divide(hundredfold, total, Shares.Scale, Rounding.Down);
            lost[i] = hundredfold - percents[i] * total;
            missing -= percents[i];
        }
        var order = Enumerable.Range(0, percents.Length).ToArray();
        Array.Sort(order, (a, b) => lost[b].CompareTo(lost[a]) is not 0 and var byLoss ? byLoss : a - b);

        // Fewer units are missing than there are slices, since each lost less than one.
        for (var i = 0; i < order.Length && missing.Sign > 0; i++)
        {
            percents[order[i]] += Unit;
            missing -= Unit;
        }
        return percents;
    }

    private static (string Key, string Label) KeyOf(AssetPart part, AllocationDimension dimension) => dimension switch
    {
        AllocationDimension.Asset => (part.AssetKey, part.AssetLabel),
        AllocationDimension.Network => part.Network is { } network ? (network.Id, network.Name) : (NoKey, "No network"),
        AllocationDimension.Platform => part.Platform is { } platform ? (platform.Id, platform.Name) : (NoKey, "No platform"),
        AllocationDimension.Provider => (part.ProviderId, part.ProviderId),
        AllocationDimension.Wallet => (part.Wallet.Text, part.Wallet.Value),
        AllocationDimension.Kind => (part.Kind, part.Kind[..1] + part.Kind[1..].ToLowerInvariant()),
        _ => throw new ArgumentOutOfRangeException(nameof(dimension), dimension, null),
    };
}
