using PortfolioGraph.Holdings.Accounting;
using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Numbers;
using PortfolioGraph.Holdings.Positions;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Holdings.Wallets;

namespace PortfolioGraph.Holdings.Tests.Accounting.Reference;

/// <summary>What holds of every portfolio, whatever is in it.</summary>
public sealed class LedgerLawTests
{
    private const int Worlds = 200;

    [Fact]
    public void Close_AnyWorld_CountedAndExcludedAddUpToWhatWasReported() => ForEach(world =>
    {
        var ledger = world.Close();
        var reported = ReferenceLedger.Sum(ledger.Balances.Select(b => b.Balance.ValueUsd))
            + ReferenceLedger.Sum(ledger.Positions.Select(p => p.Position.ValueUsd))
            + ReferenceLedger.Sum(ledger.Cash.Where(c => c.Currency == "USD").Select(c => (BigDecimal?)c.Amount));

        return Same(ledger.Total.ValueUsd + ledger.Total.ExcludedUsd, reported)
            ?? Same(ledger.Total.AssetsUsd + ledger.Total.DebtsUsd, ledger.Total.ValueUsd);
    });

    [Fact]
    public void Close_AnyWorld_HasEachRowUnderAKeyOfItsOwn() => ForEach(world =>
    {
        var keys = KeysOf(world.Close());

        return Same(keys.Distinct().Count(), keys.Count);
    });

    [Fact]
    public void Close_AnyWorld_NamesOnlyCountedRowsInPlaceOfExcludedOnes() => ForEach(world =>
    {
        var ledger = world.Close();
        var counted = ledger.Balances.Where(b => b.IsCounted).Select(b => b.Key)
            .Concat(ledger.Positions.Where(p => p.IsCounted).Select(p => p.Key)).ToHashSet();

        return string.Join(", ", ledger.Exclusions.Select(e => e.CountedAs).OfType<string>().Except(counted)) is { Length: > 0 } others
            ? $"{others} is not counted"
            : null;
    });

    [Fact]
    public void Close_AnyWorld_SlicesAllAssets() => ForEach(world =>
    {
        var ledger = world.Close();
        return Enum.GetValues<AllocationDimension>().Select(dimension =>
        {
            var slices = Allocation.By(ledger, dimension);
            return slices.Count == 0
                ? Same(ledger.Total.AssetsUsd, BigDecimal.Zero)
                : Same(BigDecimal.Sum(slices.Select(s => s.ValueUsd)), ledger.Total.AssetsUsd)
                    ?? Same(BigDecimal.Sum(slices.Select(s => s.Percent)), 100);
        }).FirstOrDefault(failure => failure is not null);
    });

    [Fact]
    public void Close_AnyOrderOfAnswersAndRows_IsTheSame() => ForEach(world =>
    {
        var dice = new Dice(world.Seed);
        return Differences(world.Close(), Ledger.Close(dice.Shuffled(world.Answers.Select(a => Shuffled(a, dice)))));
    });

    [Fact]
    public void Close_AnyTimeOfArrival_IsTheSame() => ForEach(world =>
    {
        var dice = new Dice(world.Seed);
        var others = world.Answers.Select(a => Arrived(a, TimeSpan.FromMinutes(dice.Next(10_000))));
        return Differences(world.Close(), Ledger.Close([.. others]), withTimes: false);
    });

    [Fact]
    public void Close_WalletsAskedForTwice_AreTheSameAsOnce() => ForEach(world =>
        Differences(world.Close(), Ledger.Close([.. world.Answers, .. world.Answers])));

    [Fact]
    public void Close_OneWalletTwice_IsTheWallet() => ForEach(world =>
        world.Answers.GroupBy(a => a.Wallet).Select(g => Differences(Ledger.Close([.. g]), Ledger.Close([.. g, .. g])))
            .FirstOrDefault(d => d is not null));

    [Fact]
    public void Close_AddressAskedForAgainWithNetworks_ChangesNothing() => ForEach(world =>
    {
        var again = world.Answers.Where(a => a.Wallet is { Kind: WalletKind.Address, Networks: null })
            .GroupBy(a => a.Wallet).SelectMany(g => WithNetworks([.. g]));
        return Differences(world.Close(), Ledger.Close([.. again, .. world.Answers]));
    });

    [Fact]
    public void Close_ProviderThatRepeatsWhatIsKnown_ChangesNoTotal() => ForEach(world =>
    {
        var once = world.Close();
        var repeated = Ledger.Close([.. world.Answers, .. RepeatedBy("zulu", once)]);
        return Same(repeated.Total with { ExcludedUsd = once.Total.ExcludedUsd }, once.Total);
    });

    [Fact]
    public void Close_PortfoliosWithoutACommonAccount_AddUp() => ForEach(world =>
    {
        var other = WorldGenerator.Make(world.Seed + Worlds, number: 1);
        var (one, another, both) = (world.Close(), other.Close(), Ledger.Close([.. world.Answers, .. other.Answers]));
        var (risk, otherRisk, bothRisk) = (Risk.Of(one), Risk.Of(another), Risk.Of(both));
        return Same(both.Total.ValueUsd, one.Total.ValueUsd + another.Total.ValueUsd)
            ?? Same(both.Total.AssetsUsd, one.Total.AssetsUsd + another.Total.AssetsUsd)
            ?? Same(both.Total.DebtsUsd, one.Total.DebtsUsd + another.Total.DebtsUsd)
            ?? Same(both.Total.ExcludedUsd, one.Total.ExcludedUsd + another.Total.ExcludedUsd)
            ?? Same(both.Total.Unpriced, one.Total.Unpriced + another.Total.Unpriced)
            ?? Same(both.Total.IsComplete, one.Total.IsComplete && another.Total.IsComplete)
            ?? Same(both.Exclusions.Count, one.Exclusions.Count + another.Exclusions.Count)
            ?? Same(bothRisk.RiskTokensUsd, risk.RiskTokensUsd + otherRisk.RiskTokensUsd)
            ?? Same(bothRisk.UnsupportedPlatformsUsd, risk.UnsupportedPlatformsUsd + otherRisk.UnsupportedPlatformsUsd);
    });

    /// <param name="law">What is wrong with a world; null where the law holds.</param>
    private static void ForEach(Func<World, string?> law)
    {
        var broken = Enumerable.Range(0, Worlds).Select(seed => WorldGenerator.Make(seed)).Where(w => law(w) is not null).ToList();
        if (broken.Count == 0)
            return;
        var smallest = WorldShrinker.Shrink(broken[0], w => law(w) is not null);
        Assert.Fail($"Worlds {string.Join(", ", broken.Select(w => w.Seed))} break the law.\n\n{smallest}\n{law(smallest)}");
    }

    private static string? Same<T>(T actual, T expected) =>
        EqualityComparer<T>.Default.Equals(actual, expected) ? null : $"got      {actual}\nexpected {expected}";

    private static string? Differences(Ledger one, Ledger other, bool withTimes = true)
    {
        var (expected, actual) = (Statement.Of(one), Statement.Of(other));
        var differences = withTimes
            ? Statement.Differences(actual, expected)
            : Statement.Differences(actual.WithoutTimes(), expected.WithoutTimes());
        return differences.Count > 0 ? string.Join('\n', differences) : Same(RowsByKey(other), RowsByKey(one));
    }

    private static List<string> KeysOf(Ledger ledger) => [.. ledger.Balances.Select(b => b.Key), .. ledger.Positions.Select(p => p.Key)];

    /// <summary>Rows of one content are the same row, however they are named in a world.</summary>
    private static string RowsByKey(Ledger ledger) => string.Join('\n', ledger.Balances
        .Select(b => $"{b.Key} {b.Balance.Amount} {b.Balance.RawAmount} {b.Balance.PriceUsd} {b.Balance.ValueUsd} {b.Balance.IsRisk}")
        .Concat(ledger.Positions.Select(p => $"{p.Key} {(p.Position as EquityPosition)?.Amount} {p.Position.ValueUsd}"))
        .Order(StringComparer.Ordinal));

    private static WalletAnswer Shuffled(WalletAnswer answer, Dice dice) => answer with
    {
        TokenBalances = dice.Shuffled(answer.TokenBalances
            .Select(b => b.Distribution.Count == 0 ? b : b with { Distribution = dice.Shuffled(b.Distribution) })),
        Positions = dice.Shuffled(answer.Positions),
        Platforms = dice.Shuffled(answer.Platforms.Select(p => p with { Networks = dice.Shuffled(p.Networks) })),
        Cash = dice.Shuffled(answer.Cash),
        ReceiptTokenIds = dice.Shuffled(answer.ReceiptTokenIds),
        Sources = dice.Shuffled(answer.Sources),
    };

    private static WalletAnswer Arrived(WalletAnswer answer, TimeSpan later)
    {
        Source At(Source source) => source with { FetchedAt = source.FetchedAt + later };
        return answer with
        {
            TokenBalances = [.. answer.TokenBalances.Select(b => b with { Source = At(b.Source) })],
            Positions = [.. answer.Positions.Select(p => p with { Source = At(p.Source) })],
            Platforms = [.. answer.Platforms.Select(p => p with { Source = At(p.Source) })],
            Cash = [.. answer.Cash.Select(c => c with { Source = At(c.Source) })],
            Sources = [.. answer.Sources.Select(s => s with { FetchedAt = s.FetchedAt + later })],
        };
    }

    /// <summary>The same address, asked for on each network by name: the answers have all that is on these.</summary>
    private static IEnumerable<WalletAnswer> WithNetworks(IReadOnlyList<WalletAnswer> answers)
    {
        var networks = answers.SelectMany(a => a.TokenBalances.Select(b => b.Network)
            .Concat(a.Positions.Select(p => p.Network)).Concat(a.Platforms.SelectMany(p => p.Networks).Select(n => n.Network)));
        var key = answers[0].Wallet;
        var wallet = WalletKey.ForAddress(key.Value, key.Family, networks.Select(n => n?.ChainId).OfType<ChainId>());
        return answers.Select(answer => answer with
        {
            Wallet = wallet,
            TokenBalances = [.. answer.TokenBalances.Where(b => b.Network?.ChainId is not null).Select(b => b with { Wallet = wallet })],
            Positions = [.. answer.Positions.Where(p => p.Network?.ChainId is not null).Select(p => p with { Wallet = wallet })],
            Platforms = [.. answer.Platforms.Select(p => p with { Wallet = wallet })],
        });
    }

    /// <summary>The holdings that one provider reports, once more by another.</summary>
    private static IEnumerable<WalletAnswer> RepeatedBy(string provider, Ledger ledger) => ledger.Balances.Select(b => b.Balance)
        .Where(b => b.Distribution.Count == 0)
        .GroupBy(b => (Accounts.HolderOf(b), b.Token.Id))
        .Where(g => g.Select(b => b.Source.ProviderId).Distinct().Count() == 1)
        .SelectMany(g => g)
        .GroupBy(b => b.Wallet)
        .Select(g => new WalletAnswer
        {
            Wallet = g.Key,
            ProviderId = provider,
            TokenBalances = [.. g.Select(b => b with { Source = b.Source with { ProviderId = provider } })],
            Sources = [],
        });
}
