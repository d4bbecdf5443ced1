using PortfolioGraph.Holdings.Accounting;
using PortfolioGraph.Holdings.Positions;
using PortfolioGraph.Holdings.Wallets;

namespace PortfolioGraph.Holdings.Tests.Accounting.Reference;

/// <summary>Worlds in which nothing happens would prove nothing.</summary>
public sealed class WorldGeneratorTests
{
    private const int AtLeast = 10;

    private static readonly List<ReferenceLedger> Ledgers =
        [.. Enumerable.Range(0, ReferenceLedgerTests.Worlds).Select(seed => new ReferenceLedger(WorldGenerator.Make(seed).Answers))];

    private static readonly Dictionary<string, Func<ReferenceLedger, bool>> Cases = new()
    {
        ["one row in two answers"] = l => l.Rows.Count < l.Answers.Sum(a => a.TokenBalances.Count + a.Positions.Count + a.Cash.Count),
        ["one address in two wallets"] = l => HasTwoWalletsOfOneOwner(l, WalletKind.Address),
        ["one Mesh user in two wallets"] = l => HasTwoWalletsOfOneOwner(l, WalletKind.MeshUser),
        ["an OKX account beside an address of its own"] = l => l.Answers.Any(a => a.Wallet.Kind == WalletKind.OkxAccount
            && a.TokenBalances.Any(b => l.Answers.Any(o => Accounts.OwnerOf(o.Wallet) == Accounts.HolderOf(b)))),
        ["two rows of one token in an answer"] = l => l.Rows.Any(r => r.Balance is not null && r.Occurrence > 1),
        ["two rows of one share in an answer"] = l => l.Rows.Any(r => r.Position is EquityPosition && r.Occurrence > 1),
        ["a listed receipt"] = l => l.Excluded.Any(r => r.Reason == ExclusionReason.ReceiptOfAPosition && r.InItsPlace.Count == 0),
        ["a receipt that a position names"] = l =>
            l.Excluded.Any(r => r.Reason == ExclusionReason.ReceiptOfAPosition && r.InItsPlace.Count > 0),
        ["a listed token that is no receipt of its wallet"] = l =>
            l.Counted.Any(r => r.Balance is { } balance && l.Answers.Any(a => a.ReceiptTokenIds.Contains(balance.Token.Id))),
        ["one token from two providers"] = l =>
            l.Excluded.Any(r => StandsForAnotherProvider(r) && r.InItsPlace[0].Balance!.Distribution.Count == 0),
        ["the general provider has the value"] = l =>
            l.Excluded.Any(r => StandsForAnotherProvider(r)
                && r.Source.ProviderId is "okx" or "neptune" && r.InItsPlace[0].Source.ProviderId == "acme"),
        ["a position at Neptune seen by OKX"] = l => l.Excluded.Any(r => r.Defi is not null),
        ["a sum that is all in the portfolio"] = l =>
            l.Excluded.Any(r => IsSum(r) && r.Value is not null && r.InItsPlace.All(o => o.IsCounted)),
        ["a sum without a value that is all in the portfolio"] = l => l.Excluded.Any(r => IsSum(r) && r.Value is null),
        ["a part of a sum"] = l => l.Excluded.Any(r => r.InItsPlace.Any(IsSum)),
        ["a sum of which a row is taken by another"] = l => l.Excluded.Any(r => IsSum(r) && r.InItsPlace.Any(o => !o.IsCounted)),
        ["a risky airdrop"] = l => l.Excluded.Any(r => r.Reason == ExclusionReason.RiskToken),
        ["a risky airdrop from two providers"] = l =>
            l.Excluded.Any(r => StandsForAnotherProvider(r) && r.InItsPlace.Any(o => o.Balance is { IsRisk: true })),
        ["a negative balance"] = l => l.Counted.Any(r => r.Balance is not null && r.Value < 0),
        ["a loan"] = l => l.Counted.Any(r => r.Defi is { DebtUsd.Sign: < 0 } && r.Value > 0),
        ["a loan greater than what is supplied"] = l => l.Counted.Any(r => r.Defi is not null && r.Value < 0),
        ["cash of several currencies"] = l => l.Counted.Where(r => r.Cash is not null).Select(r => r.Cash!.Currency).Distinct().Count() > 1,
        ["a platform in two wallets"] = l => l.Answers.SelectMany(a => a.Platforms).Where(p => p.IsInvestSupported == false)
            .GroupBy(p => (p.Platform.Id, Accounts.OwnerOf(p.Wallet))).Any(g => g.Count() > 1),
        ["an answer that is not complete"] = l => !ReferenceTotal.Of(l).IsComplete,
    };

    public static TheoryData<string> CaseNames => [.. Cases.Keys];

    [Theory, MemberData(nameof(CaseNames))]
    public void Make_ManySeeds_ReachesEachRule(string name) => Ledgers.Count(Cases[name]).ShouldBeGreaterThanOrEqualTo(AtLeast);

    [Fact]
    public void Make_SameSeed_IsTheSameWorld() => WorldGenerator.Make(7).ToString().ShouldBe(WorldGenerator.Make(7).ToString());

    private static bool HasTwoWalletsOfOneOwner(ReferenceLedger ledger, WalletKind kind) =>
        ledger.Answers.Select(a => a.Wallet).Where(w => w.Kind == kind).Distinct().GroupBy(Accounts.OwnerOf).Any(g => g.Count() > 1);

    private static bool StandsForAnotherProvider(Row row) =>
        row is { Reason: ExclusionReason.SameHoldingFromAnotherProvider, Balance: not null, InItsPlace: [{ Balance: not null }, ..] }
        && !IsSum(row);

    private static bool IsSum(Row row) => row.Balance is { Distribution.Count: > 0 };
}
