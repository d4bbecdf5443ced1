using FsCheck;
using FsCheck.Fluent;
using PortfolioGraph.Holdings.Accounting;
using PortfolioGraph.Holdings.Numbers;
using PortfolioGraph.Holdings.Positions;
using PortfolioGraph.Holdings.Tokens;
using PortfolioGraph.Holdings.Wallets;
using static PortfolioGraph.Holdings.Tests.Accounting.Books;

namespace PortfolioGraph.Holdings.Tests.Accounting;

/// <summary>What holds for every ledger, over portfolios small enough that rows meet in every way there is.</summary>
public sealed class LedgerProperties
{
    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(300);

    private static readonly WalletKey[] Addresses = [Wallet(Alice), Wallet(Alice, Ethereum), Wallet(Bob), Wallet(Inj)];
    private static readonly WalletKey[] Users = [WalletKey.ForMeshUser("u1"), WalletKey.ForMeshUser("u1", 60), WalletKey.ForMeshUser("u2")];

    private static readonly Gen<string?> Values = Gen.Elements<string?>(null, "0", "1", "2.5", "-3", "1000.000000000000000000000000000000000000001");

    private static readonly Gen<WalletAnswer[]> Portfolios =
        from okx in Gen.SubListOf(Addresses).SelectMany(ws => Gen.CollectToArray(ws, w => OnChain("okx", w)))
        from neptune in Gen.SubListOf(Addresses[3]).SelectMany(ws => Gen.CollectToArray(ws, w => OnChain("neptune", w)))
        from mesh in Gen.SubListOf(Users).SelectMany(ws => Gen.CollectToArray(ws, Custodian))
        select (WalletAnswer[])[.. okx, .. neptune, .. mesh];

    [Fact]
    public void CountedAndExcluded_AreEverythingReported() => ForAll(answers =>
    {
        var ledger = Ledger.Close(answers);
        var rows = ledger.Balances.Select(b => b.Balance.ValueUsd).Concat(ledger.Positions.Select(p => p.Position.ValueUsd));
        var cash = BigDecimal.Sum(ledger.Cash.Where(c => c.Currency == "USD").Select(c => c.Amount));
        var total = ledger.Total;
        return total.ValueUsd + total.ExcludedUsd == BigDecimal.Sum(rows.Select(v => v ?? BigDecimal.Zero)) + cash
            && total.ValueUsd == total.AssetsUsd + total.DebtsUsd
            && total.DebtsUsd.Sign <= 0 && total.AssetsUsd.Sign >= 0
            && Reported(answers).SetEquals(ledger.Balances.Select(b => Identity(b.Balance)).Concat(ledger.Positions.Select(p => Identity(p.Position))))
            && ledger.Exclusions.Count == ledger.Balances.Count(b => !b.IsCounted) + ledger.Positions.Count(p => !p.IsCounted);
    });

    [Fact]
    public void EveryOwnerOnce_EveryRowIsInTheLedger() => ForAll(answers =>
    {
        var once = answers.DistinctBy(a => (a.ProviderId, a.Wallet.Kind, a.Wallet.Value)).ToArray();
        var ledger = Ledger.Close(once);
        return ledger.Balances.Count == once.Sum(a => a.TokenBalances.Count) && ledger.Positions.Count == once.Sum(a => a.Positions.Count)
            && ledger.Cash.Count == once.Sum(a => a.Cash.Count);
    });

    [Fact]
    public void CountedAs_IsARowThatIsCounted() => ForAll(answers =>
    {
        var ledger = Ledger.Close(answers);
        var counted = ledger.Balances.Where(b => b.IsCounted).Select(b => b.Key).Concat(ledger.Positions.Where(p => p.IsCounted).Select(p => p.Key)).ToHashSet();
        return ledger.Exclusions.All(e => e.CountedAs is null || counted.Contains(e.CountedAs));
    });

    [Fact]
    public void Keys_AreUnique() => ForAll(answers =>
    {
        var ledger = Ledger.Close(answers);
        var keys = ledger.Balances.Select(b => b.Key).Concat(ledger.Positions.Select(p => p.Key)).ToList();
        return keys.Distinct().Count() == keys.Count;
    });

    [Fact]
    public void OrderOfAnswers_ChangesNothing() => ForAll(answers =>
    {
        var shuffled = answers.Reverse().OrderBy(a => a.TokenBalances.Count % 3).ToArray();
        return Summary(Ledger.Close(answers)) == Summary(Ledger.Close(shuffled));
    });

    [Fact]
    public void ProviderThatRepeatsWhatIsKnown_ChangesNoTotal() => ForAll(answers =>
    {
        var echo = answers.Select(a => a with
        {
            ProviderId = "like-" + a.ProviderId,
            TokenBalances = [.. a.TokenBalances.Select(b => b with { Source = b.Source with { ProviderId = "like-" + a.ProviderId } })],
            Positions = [],
            Cash = [],
        });
        var (before, after) = (Ledger.Close(answers).Total, Ledger.Close([.. answers, .. echo]).Total);
        return (before.ValueUsd, before.AssetsUsd, before.DebtsUsd, before.Unpriced) == (after.ValueUsd, after.AssetsUsd, after.DebtsUsd, after.Unpriced);
    });

    [Fact]
    public void Allocation_AddsUpToTheAssetsAndToAHundred() => ForAll(answers =>
    {
        var ledger = Ledger.Close(answers);
        return Enum.GetValues<AllocationDimension>().All(dimension =>
        {
            var slices = Allocation.By(ledger, dimension);
            return BigDecimal.Sum(slices.Select(s => s.ValueUsd)) == ledger.Total.AssetsUsd
                && BigDecimal.Sum(slices.Select(s => s.Percent)) == (slices.Count == 0 ? 0 : 100)
                && slices.Zip(slices.Skip(1)).All(pair => pair.First.ValueUsd >= pair.Second.ValueUsd && pair.First.Percent >= pair.Second.Percent);
        });
    });

    private static Gen<WalletAnswer> OnChain(string provider, WalletKey wallet)
    {
        var chains = wallet.Value == Inj ? [Injective] : new[] { Ethereum, Arbitrum };
        var row =
            from chain in Gen.Elements(chains)
            from token in Gen.Elements("", "0xaa", NInj)
            from value in Values
            from risk in Gen.Frequency((5, Gen.Constant(false)), (1, Gen.Constant(true)))
            select Balance(provider, wallet, chain, token, "1", value, isRisk: risk);
        var position =
            from key in Gen.Elements("p1", "p2", "p3")
            from value in Values
            from debt in Gen.Elements<string?>(null, "0", "-2")
            from platform in Gen.Elements("Aave", "Neptune")
            from receipts in Gen.SubListOf(TokenIds.For(chains[0], NInj))
            select Defi(provider, wallet, key, value, debt, chains[0], platform, receipts: provider == "neptune" ? [.. receipts] : []) as Position;
        return
            from rows in row.ListOf().Resize(5)
            from positions in position.ListOf().Resize(3)
            from receipts in Gen.SubListOf(TokenIds.For(chains[0], "0xaa"))
            select Answer(provider, wallet, [.. rows]) with { Positions = [.. positions], ReceiptTokenIds = [.. receipts] };
    }

    private static Gen<WalletAnswer> Custodian(WalletKey user)
    {
        var part =
            from chain in Gen.Elements(Ethereum, Arbitrum)
            from address in Gen.Elements(Alice, Bob, "0x3")
            select (chain, address, "1");
        var row =
            from symbol in Gen.Elements("ETH", "BTC")
            from amount in Gen.Elements("1", "2", "3")
            from value in Values
            from parts in part.ListOf().Resize(3)
            select Sum(user, symbol, amount, value, [.. parts]);
        var cash =
            from currency in Gen.Elements("USD", "EUR")
            from amount in Gen.Elements("5", "-7.25")
            select Cash(currency, amount);
        return
            from rows in row.ListOf().Resize(3)
            from money in cash.ListOf().Resize(2)
            from value in Values
            select Answer("mesh", user, [.. rows]) with { Cash = [.. money], Positions = [Equity(user, "AAPL", "1", value)] };
    }

    private static HashSet<string> Reported(WalletAnswer[] answers) =>
        [.. answers.SelectMany(a => a.TokenBalances).Select(Identity), .. answers.SelectMany(a => a.Positions).Select(Identity)];

    private static string Identity(TokenBalance balance) =>
        $"{balance.Source.ProviderId} {balance.Token.Id} {balance.Account?.Value ?? balance.Wallet.Value}";

    private static string Identity(Position position) => $"{position.Source.ProviderId} {position.Wallet.Value} {position.Key}";

    private static string Summary(Ledger ledger) => string.Join('\n',
        [
            ledger.Total.ToString(),
            .. ledger.Balances.Select(b => $"{b.Key} {b.Balance.ValueUsd} {b.SharePercent} {b.Exclusion?.Reason} {b.Exclusion?.CountedAs} {b.Exclusion?.Explanation}").Order(StringComparer.Ordinal),
            .. ledger.Positions.Select(p => $"{p.Key} {p.Position.ValueUsd} {p.SharePercent} {p.Exclusion?.Reason} {p.Exclusion?.CountedAs} {p.Exclusion?.Explanation}").Order(StringComparer.Ordinal),
            .. Enum.GetValues<AllocationDimension>().SelectMany(d => Allocation.By(ledger, d)).Select(s => s.ToString()),
            .. AssetHoldings.Of(ledger).Select(h => $"{h.Id} {h.Amount} {h.PriceUsd} {h.ValueUsd}"),
        ]);

    private static void ForAll(Func<WalletAnswer[], bool> holds) => Prop.ForAll(Portfolios.ToArbitrary(), holds).Check(Runs);
}
