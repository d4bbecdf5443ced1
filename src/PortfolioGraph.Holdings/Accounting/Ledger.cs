using PortfolioGraph.Holdings.Numbers;
using PortfolioGraph.Holdings.Platforms;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Holdings.Wallets;

namespace PortfolioGraph.Holdings.Accounting;

/// <summary>
/// All that the providers answered for one wallet or several, with everything counted once: each row is counted, or has an
/// <see cref="Exclusion"/> that says why not. What is counted and what is excluded add up to what was reported, exactly.
/// </summary>
/// <remarks>The rules are in docs/accounting.md, the steps in <see cref="LedgerClosing"/>. The order of the answers changes no number.</remarks>
public sealed class Ledger
{
    private readonly IReadOnlyList<AllocationSlice>?[] _allocations = new IReadOnlyList<AllocationSlice>?[(int)AllocationDimension.Kind + 1];

    private readonly IReadOnlyList<WalletAnswer> _answers;

    private Ledger(IReadOnlyList<WalletAnswer> answers)
    {
        _answers = answers;
        var closing = new LedgerClosing(answers);
        Total = Sum(closing, answers);
        Balances = closing.Balances.ConvertAll(e => new LedgerBalance(e.Balance!, e.Occurrence, e.Owner.AssetsUsd, e.ToExclusion()));
        Positions = closing.Positions.ConvertAll(e => new LedgerPosition(e.Position!, e.Occurrence, e.Owner.AssetsUsd, e.ToExclusion()));
        Cash = closing.Cash.ConvertAll(e => e.Cash!);
        Exclusions = ExclusionsOf(Balances, Positions);
        CashByWallet = closing.Cash.ConvertAll(e => (e.Wallet, e.Cash!));
    }

    /// <summary>Every token balance once, counted or not, in the order of the answers.</summary>
    public IReadOnlyList<LedgerBalance> Balances { get; }

    /// <summary>Every position once, counted or not, in the order of the answers.</summary>
    public IReadOnlyList<LedgerPosition> Positions { get; }

    public IReadOnlyList<CashBalance> Cash { get; }

    /// <summary>As the providers state them; in no total. Worked out when they are first read.</summary>
    public IReadOnlyList<PlatformHolding> Platforms => field ??= PlatformRows.Distinct(_answers.SelectMany(a => a.Platforms));

    /// <summary>What providers state for platforms that they do not support, each network of a platform once.</summary>
    internal BigDecimal UnsupportedPlatformsUsd => PlatformRows.ValueOfUnsupported(_answers);

    /// <summary>What the total leaves out: balances, then positions.</summary>
    public IReadOnlyList<Exclusion> Exclusions { get; }

    public Total Total { get; }

    internal IReadOnlyList<(WalletKey Wallet, CashBalance Cash)> CashByWallet { get; }

    /// <summary>Closes the books over the answers of all providers for all wallets of a portfolio, or of one wallet.</summary>
    public static Ledger Close(IReadOnlyList<WalletAnswer> answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        return new Ledger(answers);
    }

    /// <summary>Worked out once: closed books do not change.</summary>
    internal IReadOnlyList<AllocationSlice> Allocation(AllocationDimension dimension, Func<Ledger, IReadOnlyList<AllocationSlice>> workOut)
    {
        ref var known = ref _allocations[(int)dimension];
        if (Volatile.Read(ref known) is { } slices)
            return slices;
        slices = workOut(this);
        Volatile.Write(ref known, slices);
        return slices;
    }

    private static Total Sum(LedgerClosing closing, IReadOnlyList<WalletAnswer> answers)
    {
        var owned = BigDecimal.Zero;
        var owed = BigDecimal.Zero;
        var excluded = BigDecimal.Zero;
        var unpriced = 0;
        DateTimeOffset? asOf = null;

        foreach (var entry in closing.Balances)
        {
            if (!entry.IsCounted)
                excluded += entry.Balance!.ValueUsd ?? BigDecimal.Zero;
            else
                Count(Worth.Of(entry.Balance!), entry.Owner, entry.Balance!.Source);
        }
        foreach (var entry in closing.Positions)
        {
            if (!entry.IsCounted)
                excluded += entry.Position!.ValueUsd ?? BigDecimal.Zero;
            else
                Count(Worth.Of(entry.Position!), entry.Owner, entry.Position!.Source);
        }
        foreach (var entry in closing.Cash)
            Count(Worth.Of(entry.Cash!), entry.Owner, entry.Source);

        return new Total
        {
            ValueUsd = owned + owed,
            AssetsUsd = owned,
            DebtsUsd = owed,
            IsComplete = Completeness.Of(answers),
            Unpriced = unpriced,
            ExcludedUsd = excluded,
            AsOf = asOf ?? Completeness.OldestAnswer(answers),
        };

        void Count(Worth? known, Owner owner, Source source)
        {
            if (known is not { } worth)
            {
                unpriced++;
                return;
            }
            owned += worth.Assets;
            owed += worth.Debts;
            asOf = Completeness.Older(asOf, source.AsOf ?? source.FetchedAt);
            owner.AssetsUsd += worth.Assets;
        }
    }

    private static List<Exclusion> ExclusionsOf(IReadOnlyList<LedgerBalance> balances, IReadOnlyList<LedgerPosition> positions)
    {
        var exclusions = new List<Exclusion>();
        foreach (var row in balances)
        {
            if (row.Exclusion is { } exclusion)
                exclusions.Add(exclusion);
        }
        foreach (var row in positions)
        {
            if (row.Exclusion is { } exclusion)
                exclusions.Add(exclusion);
        }
        return exclusions;
    }
}
