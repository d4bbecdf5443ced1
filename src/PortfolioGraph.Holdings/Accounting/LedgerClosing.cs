using System.Runtime.InteropServices;
using PortfolioGraph.Holdings.Numbers;
using PortfolioGraph.Holdings.Positions;
using PortfolioGraph.Holdings.Wallets;

namespace PortfolioGraph.Holdings.Accounting;

/// <summary>Decides for each row whether it is counted. Linear in the number of rows.</summary>
/// <remarks>
/// The steps, in this order; the first reason that applies to a row stands:
/// <list type="number">
/// <item>A row that two wallets of the portfolio have in common is one row.</item>
/// <item>A token that a provider lists as a receipt of a position, or that a position names as its receipt, is left out.</item>
/// <item>One token in one account from two providers is one holding; so are a lender's positions that an indexer sees too.</item>
/// <item>A custodian's sum and the accounts that it is distributed over are counted once.</item>
/// <item>Tokens flagged as risky are left out.</item>
/// </list>
/// </remarks>
internal sealed class LedgerClosing
{
    private const string InjectiveId = "cosmos:injective-1";

    private readonly Dictionary<(string Holder, string Token), Report> _holdings;
    private readonly Dictionary<string, Owner> _owners = [];
    private readonly Dictionary<(string Owner, string Key), Report> _positions = [];
    private readonly Dictionary<(string Owner, string Currency), Report> _cash = [];
    private readonly HashSet<(string Owner, string Token)> _receipts = [];

    /// <summary>First reports of what one provider reports in several answers, or in several rows.</summary>
    private readonly List<Report> _repeated = [];

    public List<Entry> Balances { get; }

    public List<Entry> Positions { get; } = [];

    public List<Entry> Cash { get; } = [];

    public LedgerClosing(IReadOnlyList<WalletAnswer> answers)
    {
        var rows = answers.Sum(a => a.TokenBalances.Count);
        _holdings = new(rows);
        Balances = new(rows);
        for (var i = 0; i < answers.Count; i++)
            Add(answers[i], i);
        KeepOneReport();
        LeaveOutReceipts();
        LeaveOutRepeatedBalances();
        LeaveOutLenderPositionsOfOthers();
        CountDistributedSumsOnce();
        LeaveOutRiskTokens();
    }

    /// <summary>1. Which rows are about the same thing.</summary>
    private void Add(WalletAnswer answer, int index)
    {
        var owner = OwnerOf(answer.Wallet);
        foreach (var balance in answer.TokenBalances)
        {
            var holder = balance.Account?.Address ?? owner.Id;
            Add(_holdings, (holder, balance.Token.Id), new Entry(balance, holder, owner), index, Balances);
        }
        foreach (var position in answer.Positions)
            Add(_positions, (owner.Id, position.Key), new Entry(position, owner), index, Positions);
        foreach (var cash in answer.Cash)
            Add(_cash, (owner.Id, cash.Currency), new Entry(cash, answer.Wallet, owner), index, Cash);
        AddReceipts(answer, owner);
    }

    /// <summary>A receipt is one in the accounts that its provider sees it in, whichever row of it is kept.</summary>
    private void AddReceipts(WalletAnswer answer, Owner owner)
    {
        if (answer.ReceiptTokenIds.Count == 0)
            return;
        var receipts = answer.ReceiptTokenIds.ToHashSet();
        foreach (var receipt in receipts)
            _receipts.Add((owner.Id, receipt));
        foreach (var balance in answer.TokenBalances)
        {
            if (balance.Account is { } account && receipts.Contains(balance.Token.Id))
                _receipts.Add((account.Address, balance.Token.Id));
        }
    }

    private void Add(Dictionary<(string, string), Report> reports, (string, string) thing, Entry entry, int answer, List<Entry> rows)
    {
        rows.Add(entry);
        ref var first = ref CollectionsMarshal.GetValueRefOrAddDefault(reports, thing, out var isKnown);
        if (!isKnown)
        {
            first = new Report(entry, answer);
            return;
        }

        var last = first!;
        for (var report = first; report is not null; last = report, report = report.Next)
        {
            if (report.Provider != entry.ProviderId)
                continue;
            if (!first!.IsRepeated)
            {
                first.IsRepeated = true;
                _repeated.Add(first);
            }
            if (report.Answer == answer)
            {
                report.Add(entry);
                return;
            }
        }
        last.Next = new Report(entry, answer);
    }

    private Owner OwnerOf(WalletKey wallet)
    {
        var id = Owner.IdOf(wallet);
        if (!_owners.TryGetValue(id, out var owner))
            _owners.Add(id, owner = new Owner(id));
        return owner;
    }

    /// <summary>1. The same row twice is one row: of each provider's reports on one thing the best is kept.</summary>
    private void KeepOneReport()
    {
        if (_repeated.Count == 0)
            return;
        foreach (var first in _repeated)
        {
            for (var report = first; report is not null; report = report.Next)
                report.NumberRows();
            for (var report = first; report is not null; report = report.Next)
                ReplaceWorse(report);
        }
        Balances.RemoveAll(entry => entry.IsReplaced);
        Positions.RemoveAll(entry => entry.IsReplaced);
        Cash.RemoveAll(entry => entry.IsReplaced);
    }

    private static void ReplaceWorse(Report report)
    {
        for (var other = report.Next; other is not null && !report.IsReplaced; other = other.Next)
        {
            if (other.Provider == report.Provider && !other.IsReplaced)
                (report.IsBetterThan(other) ? other : report).Replace();
        }
    }

    /// <summary>2. Receipts of positions.</summary>
    private void LeaveOutReceipts()
    {
        var positionOf = new Dictionary<(string Owner, string Token), Entry>();
        foreach (var entry in Positions)
        {
            if (entry.Position is not DefiPosition position)
                continue;
            foreach (var receipt in position.ReceiptTokenIds)
            {
                var key = (entry.Holder, receipt);
                if (!positionOf.TryGetValue(key, out var other) || IsMoreSpecific(entry, other))
                    positionOf[key] = entry;
            }
        }
        if (positionOf.Count == 0 && _receipts.Count == 0)
            return;

        foreach (var entry in Balances)
        {
            var key = (entry.Holder, entry.Balance!.Token.Id);
            if (positionOf.TryGetValue(key, out var position))
                entry.Exclude(ExclusionReason.ReceiptOfAPosition, $"{NameOf(entry)} is a receipt of the position {position.Position!.Name}, which is counted.", position);
            else if (_receipts.Contains(key) || _receipts.Contains((entry.Owner.Id, entry.Balance.Token.Id)))
                entry.Exclude(ExclusionReason.ReceiptOfAPosition, $"{NameOf(entry)} is a receipt of a position, and is counted as that position.", null);
        }
    }

    /// <summary>3. One token in one account, reported by several providers.</summary>
    private void LeaveOutRepeatedBalances()
    {
        foreach (var report in _holdings.Values)
        {
            if (report.Next is not null)
                KeepOneProvider(report);
        }
    }

    /// <summary>The most specific provider's rows stay, unless they lack a value that another provider has.</summary>
    private static void KeepOneProvider(Report first)
    {
        Report? kept = null;
        for (var report = first; report is not null; report = report.Next)
        {
            if (report.IsReplaced)
                continue;
            var byPrice = kept is null ? 1 : report.Known.CompareTo(kept.Known);
            if (byPrice > 0 || (byPrice == 0 && Specificity.Compare(report.Provider, kept!.Provider) < 0))
                kept = report;
        }
        for (var report = first; report is not null; report = report.Next)
        {
            if (report == kept || report.IsReplaced)
                continue;
            for (var i = 0; i < report.Count; i++)
            {
                report[i].Exclude(
                    ExclusionReason.SameHoldingFromAnotherProvider,
                    $"{NameOf(report[i])} in this account is reported by {kept!.Provider} too, and is counted as reported there.",
                    kept[0]);
            }
        }
    }

    /// <summary>3. Positions at a lender that answers for itself.</summary>
    private void LeaveOutLenderPositionsOfOthers()
    {
        var lenders = new Dictionary<string, List<Entry>>();
        foreach (var entry in Positions)
        {
            if (entry.ProviderId != Specificity.Neptune)
                continue;
            if (!lenders.TryGetValue(entry.Holder, out var own))
                lenders.Add(entry.Holder, own = []);
            own.Add(entry);
        }
        if (lenders.Count == 0)
            return;

        foreach (var entry in Positions)
        {
            if (entry.ProviderId != Specificity.Neptune && entry.Position is DefiPosition position && IsAtNeptune(position)
                && lenders.TryGetValue(entry.Holder, out var own))
            {
                entry.Exclude(
                    ExclusionReason.SameHoldingFromAnotherProvider,
                    $"{position.Name} is a position at Neptune, which reports its positions itself; those are counted.",
                    Counterpart(position, own));
            }
        }
    }

    private static bool IsAtNeptune(DefiPosition position) =>
        position.Network?.Id == InjectiveId && position.Platform?.Name.Contains(Specificity.Neptune, StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>The only position, or the only one of the same kind with a token in common; null rather than a guess.</summary>
    private static Entry? Counterpart(DefiPosition position, List<Entry> candidates)
    {
        if (candidates.Count == 1)
            return candidates[0];
        var tokens = new HashSet<string>();
        foreach (var asset in position.Assets)
            tokens.Add(asset.Token.Id);
        var owes = HasDebt(position);
        Entry? found = null;
        foreach (var candidate in candidates)
        {
            if (candidate.Position is not DefiPosition other || HasDebt(other) != owes || !other.Assets.Any(a => tokens.Contains(a.Token.Id)))
                continue;
            if (found is not null)
                return null;
            found = candidate;
        }
        return found;
    }

    private static bool HasDebt(DefiPosition position) => position.DebtUsd is { Sign: < 0 } || position.Assets.Any(a => a.Amount is { Sign: < 0 });

    /// <summary>4. A custodian's sum over accounts that are in the portfolio too.</summary>
    /// <remarks>
    /// Where the accounts' own rows are the whole of the sum, they stay, being more specific. Where they are a part of it (or have no value
    /// and the sum has one), the sum stays and they are left out. A sum without a value takes nothing away from what is known.
    /// </remarks>
    private void CountDistributedSumsOnce()
    {
        var sums = Balances.FindAll(e => e.IsCounted && e.Balance is { Network: null, IsRisk: false, Token.Symbol: not null, Distribution.Count: > 0 });
        if (sums.Count == 0)
            return;
        var kept = new List<(bool IsWhole, string Key, Entry Sum, List<Entry> Parts)>();
        foreach (var sum in sums)
        {
            var parts = PartsOf(sum.Balance!, out var isWhole);
            if (parts.Count == 0)
                continue;
            if (isWhole && (sum.Balance!.ValueUsd is null || parts.TrueForAll(p => p.Balance!.ValueUsd is not null)))
            {
                sum.Exclude(
                    ExclusionReason.SameHoldingFromAnotherProvider,
                    $"{sum.ProviderId}'s sum of {NameOf(sum)} lies in {AccountsText(parts.Count)} of this portfolio, whose own balances are counted.",
                    FirstOf(parts));
            }
            else if (sum.Balance!.ValueUsd is not null)
                kept.Add((isWhole, sum.Key, sum, parts));
        }

        // An account may be part of several sums. One that lies wholly in accounts can be left out for another: what else is in it has rows of its own.
        kept.Sort((a, b) => a.IsWhole.CompareTo(b.IsWhole) is not 0 and var byWhole ? byWhole : string.CompareOrdinal(a.Key, b.Key));
        foreach (var (isWhole, _, sum, parts) in kept)
        {
            if (isWhole && parts.Exists(p => !p.IsCounted))
            {
                sum.Exclude(
                    ExclusionReason.SameHoldingFromAnotherProvider,
                    $"{sum.ProviderId}'s sum of {NameOf(sum)} lies in accounts that are part of another sum, which is counted.",
                    FirstOf(parts));
                continue;
            }
            foreach (var part in parts)
            {
                part.Exclude(
                    ExclusionReason.SameHoldingFromAnotherProvider,
                    $"{NameOf(part)} in this account is part of the sum that {sum.ProviderId} reports, which is counted.",
                    sum);
            }
        }
        CountSumsWithoutRowsOnce(sums);
    }

    /// <summary>4. Sums that lie in the same accounts of the portfolio, where no row says what is there: one of them is counted.</summary>
    private void CountSumsWithoutRowsOnce(List<Entry> sums)
    {
        var counted = new Dictionary<(string Address, string Token), List<(Entry Sum, HashSet<(string, string)> Places)>>();
        var open = sums.Where(s => s.IsCounted).Select(s => (Sum: s, Places: PlacesWithoutRows(s.Balance!))).Where(s => s.Places.Count > 0);
        foreach (var (sum, places) in open.OrderBy(s => s.Sum.ValueUsd is null).ThenBy(s => s.Sum.Key, StringComparer.Ordinal))
        {
            var others = counted.GetValueOrDefault(places.First());
            if (others?.Find(other => places.IsSubsetOf(other.Places)).Sum is { } other)
            {
                sum.Exclude(
                    ExclusionReason.SameHoldingFromAnotherProvider,
                    $"{sum.ProviderId}'s sum of {NameOf(sum)} lies in accounts that are part of another sum, which is counted.",
                    other);
                continue;
            }
            foreach (var place in places)
            {
                if (!counted.TryGetValue(place, out var there))
                    counted.Add(place, there = []);
                there.Add((sum, places));
            }
        }
    }

    /// <summary>Where a sum lies, if all of that are accounts of the portfolio without a row of its token; else nothing.</summary>
    private HashSet<(string Address, string Token)> PlacesWithoutRows(TokenBalance sum)
    {
        var places = new HashSet<(string, string)>();
        foreach (var part in sum.Distribution)
        {
            if (part.Amount.IsZero)
                continue;
            if (part.Account is not { } account || !_owners.ContainsKey(account.Address)
                || KnownSymbols.TokenIdOf(sum.Token.Symbol!, account.Chain) is not { } token || _holdings.ContainsKey((account.Address, token)))
                return [];
            places.Add((account.Address, token));
        }
        return places;
    }

    /// <summary>One row to name for all that stand for another, always the same one.</summary>
    private static Entry? FirstOf(List<Entry> entries) => entries.MinBy(e => e.Key, StringComparer.Ordinal);

    /// <summary>The counted rows that a sum is made of, and whether they are all of it.</summary>
    private List<Entry> PartsOf(TokenBalance sum, out bool isWhole)
    {
        var parts = new List<Entry>();
        var found = BigDecimal.Zero;
        isWhole = true;
        foreach (var part in sum.Distribution)
        {
            if (part.Account is { } account
                && KnownSymbols.TokenIdOf(sum.Token.Symbol!, account.Chain) is { } token
                && CountedIn(account.Address, token, parts))
            {
                found += part.Amount;
            }
            else if (!part.Amount.IsZero)
                isWhole = false;
        }
        isWhole &= sum.Amount is not { } amount || found >= amount;
        return parts;
    }

    /// <summary>Adds the counted rows of a token in an account; false where there are none.</summary>
    private bool CountedIn(string address, string token, List<Entry> rows)
    {
        var before = rows.Count;
        for (var report = _holdings.GetValueOrDefault((address, token)); report is not null; report = report.Next)
        {
            for (var i = 0; i < report.Count; i++)
            {
                if (report[i] is { IsReplaced: false, IsCounted: true, Balance.IsRisk: false } row)
                    rows.Add(row);
            }
        }
        return rows.Count > before;
    }

    /// <summary>5. Risky airdrops.</summary>
    private void LeaveOutRiskTokens()
    {
        foreach (var entry in Balances)
        {
            if (entry.Balance!.IsRisk && entry.IsCounted)
                entry.Exclude(ExclusionReason.RiskToken, $"{entry.ProviderId} flags {NameOf(entry)} as risky: it is in no total.", null);
        }
    }

    private static bool IsMoreSpecific(Entry entry, Entry other)
    {
        var byProvider = Specificity.Compare(entry.ProviderId, other.ProviderId);
        return byProvider < 0 || (byProvider == 0 && string.CompareOrdinal(entry.Key, other.Key) < 0);
    }

    private static string NameOf(Entry entry) => entry.Balance!.Token is var token ? token.Symbol ?? token.Name ?? token.Id : "";

    private static string AccountsText(int count) => count == 1 ? "one account" : $"{count} accounts";
}
