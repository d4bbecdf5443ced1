using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Networks;
using PortfolioGraph.Holdings.Numbers;
using PortfolioGraph.Holdings.Platforms;
using PortfolioGraph.Holdings.Positions;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Holdings.Wallets;

namespace PortfolioGraph.Holdings.Tests.Accounting.Reference;

/// <summary>
/// Makes worlds in which few accounts are seen by many wallets and providers: reports overlap in all the ways that the rules are about.
/// A seed always makes the same world.
/// </summary>
internal sealed class WorldGenerator
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly Dice _dice;
    private readonly Neighbourhood _place;
    private int _labels;

    private WorldGenerator(int seed, int number)
    {
        _dice = new Dice(seed);
        _place = new Neighbourhood(_dice, number);
    }

    /// <param name="seed">What to make it from.</param>
    /// <param name="number">Worlds of different numbers have no account in common.</param>
    public static World Make(int seed, int number = 0)
    {
        var generator = new WorldGenerator(seed, number);
        var wallets = generator._place.Wallets();
        var answers = wallets.SelectMany(generator.AnswersFor).ToList();
        return new World(seed, generator._dice.Shuffled(answers));
    }

    private IEnumerable<WalletAnswer> AnswersFor(WalletKey wallet)
    {
        if (wallet.Kind == WalletKind.MeshUser)
            return [MeshAnswer(wallet)];
        List<WalletAnswer> answers = [];
        if (_dice.Chance(90))
            answers.Add(ChainAnswer(wallet, "okx"));
        if (wallet.Kind == WalletKind.Address)
        {
            if (wallet.Family == ChainFamily.Cosmos && _dice.Chance(80))
                answers.Add(ChainAnswer(wallet, "neptune"));
            if (_dice.Chance(35))
                answers.Add(ChainAnswer(wallet, "acme"));
            if (_dice.Chance(10))
                answers.Add(ChainAnswer(wallet, "zulu"));
        }
        return answers;
    }

    private WalletAnswer ChainAnswer(WalletKey wallet, string provider)
    {
        var source = SourceOf(provider);
        var namesAccounts = provider == "okx" && (wallet.Kind != WalletKind.Address || _dice.Chance(50));
        var things = _place.AccountsOf(wallet).SelectMany(account => _place.TokensIn(account))
            .Where(t => IsAskedFor(wallet, t.Token.Network!)).ToList();
        var positions = _dice.Shuffled(Positions(wallet, provider, source));
        IReadOnlyList<PlatformHolding> platforms = provider == "okx" ? [.. Platforms(wallet, source)] : [];
        var receipts = provider == "okx" && _dice.Chance(60) ? ReceiptsOf(positions, platforms) : [];
        return new WalletAnswer
        {
            Wallet = wallet,
            ProviderId = provider,
            TokenBalances = _dice.Shuffled(things.Where(_ => _dice.Chance(85)).SelectMany(t => Rows(wallet, source, t, namesAccounts))),
            Positions = positions,
            Platforms = platforms,
            ReceiptTokenIds = receipts,
            Sources = Reports(provider, source, Capability.TokenBalances, Capability.Platforms, Capability.DefiPositions, Capability.Nfts),
        };
    }

    /// <summary>OKX's list is that of a call: an answer has what is on a network where its wallet has a position or platform.</summary>
    private List<string> ReceiptsOf(IReadOnlyList<Position> positions, IReadOnlyList<PlatformHolding> platforms)
    {
        var networks = positions.OfType<DefiPosition>().Select(p => p.Network)
            .Concat(platforms.SelectMany(p => p.Networks).Select(n => n.Network)).ToList();
        return [.. _place.ListedReceipts.Where(r => networks.Contains(r.Network)).Select(r => r.Id)];
    }

    private static bool IsAskedFor(WalletKey wallet, Network network) =>
        wallet.Networks is not { } networks || (network.ChainId is { } chain && networks.Contains(chain));

    private IEnumerable<TokenBalance> Rows(WalletKey wallet, Source source, HeldToken held, bool namesAccounts)
    {
        var own = _dice.Chance(10) ? SourceOf(source.ProviderId) : source;
        var isRisk = held.IsRisk && _dice.Chance(85);
        var amounts = _dice.Chance(10) ? held.Amounts.Skip(1) : _dice.Chance(10) ? held.Amounts.Append("7") : held.Amounts;
        foreach (var amount in amounts)
        {
            var isPriced = held.Price is not null && _dice.Chance(80);
            var price = isPriced ? BigDecimal.Parse(_dice.Chance(75) ? held.Price! : _dice.Price()) : (BigDecimal?)null;
            var number = BigDecimal.Parse(_dice.Chance(4) ? "0" : _dice.Chance(4) ? $"-{amount}" : amount);
            var isRawOnly = !isPriced && _dice.Chance(15);
            yield return new TokenBalance
            {
                Wallet = wallet,
                Token = held.Token,
                Account = namesAccounts ? held.Account : null,
                Amount = isRawOnly ? null : number,
                RawAmount = isRawOnly ? number.ToBaseUnits(6) : null,
                PriceUsd = price,
                ValueUsd = _dice.Chance(4) ? BigDecimal.Parse(_dice.Price()) : price * number,
                SharePercent = _dice.Chance(5) ? BigDecimal.Parse("12.5") : null,
                IsRisk = isRisk,
                Performance = _dice.Chance(20) ? PerformanceOf() : null,
                Display = Label("t"),
                Source = own,
            };
        }
    }

    private IEnumerable<Position> Positions(WalletKey wallet, string provider, Source source)
    {
        var account = Neighbourhood.AccountOf(wallet);
        foreach (var held in _place.PositionsIn(account).Where(p => p.Provider == provider && IsAskedFor(wallet, p.Network)))
        {
            if (_dice.Chance(15))
                continue;
            var assets = held.Assets.Select(a => _dice.Chance(85) ? a : a with { ValueUsd = AnyValue() }).ToList();
            var debt = held.Assets.Where(a => a.ValueUsd < 0).Aggregate(BigDecimal.Zero, (sum, a) => sum + a.ValueUsd!.Value);
            var rewards = _dice.Chance(70) ? held.Rewards.SelectMany(r => r.Assets) : [];
            var value = held.Assets.Concat(rewards).Aggregate(BigDecimal.Zero, (sum, a) => sum + (a.ValueUsd ?? 0));
            yield return new DefiPosition
            {
                Key = held.Key,
                Wallet = wallet,
                Name = Label("p").Amount,
                Kind = held.Kind,
                Network = held.Network,
                Platform = held.Platform,
                ValueUsd = _dice.Chance(85) ? value : null,
                DebtUsd = _dice.Chance(85) ? debt : null,
                Assets = assets,
                Rewards = held.Rewards,
                ReceiptTokenIds = held.ReceiptTokenIds,
                SharePercent = _dice.Chance(5) ? BigDecimal.Parse("33") : null,
                Source = source,
            };
        }
        foreach (var (key, network) in _place.NftsIn(account).Where(n => n.Network is null || IsAskedFor(wallet, n.Network)))
        {
            if (provider == "okx" && _dice.Chance(70))
                yield return Nft(wallet, key, network, source);
        }
    }

    private BigDecimal? AnyValue() => _dice.Chance(50) ? null : BigDecimal.Parse(_dice.Price());

    private NftPosition Nft(WalletKey wallet, string key, Network? network, Source source) => new()
    {
        Key = key,
        Wallet = wallet,
        Name = Label("n").Amount,
        Kind = PositionKind.Nft,
        Network = network,
        Amount = 1,
        Collection = new NftCollection { Name = "Apes" },
        ValueUsd = _dice.Chance(60) ? BigDecimal.Parse(_dice.Price()) : null,
        Performance = _dice.Chance(30) ? PerformanceOf() : null,
        Source = source,
    };

    private IEnumerable<PlatformHolding> Platforms(WalletKey wallet, Source source)
    {
        foreach (var held in _place.PlatformsOf(Neighbourhood.AccountOf(wallet)))
        {
            var networks = held.Networks.Where(n => IsAskedFor(wallet, n.Network)).ToList();
            if (networks.Count == 0 || _dice.Chance(20))
                continue;
            var values = networks.ConvertAll(n => _dice.Chance(85) ? n : n with { ValueUsd = BigDecimal.Parse(_dice.Price()) });
            yield return new PlatformHolding
            {
                Wallet = wallet,
                Platform = held.Platform,
                IsInvestSupported = held.IsInvestSupported,
                InvestmentCount = 1,
                Networks = values,
                ValueUsd = values.Aggregate(BigDecimal.Zero, (sum, n) => sum + (n.ValueUsd ?? 0)),
                Source = source,
            };
        }
    }

    private WalletAnswer MeshAnswer(WalletKey wallet)
    {
        var source = SourceOf("mesh");
        return new WalletAnswer
        {
            Wallet = wallet,
            ProviderId = "mesh",
            TokenBalances = _dice.Shuffled(
                _place.SumsOf(wallet.Value).Where(_ => _dice.Chance(90)).Select(sum => MeshSum(wallet, sum, source))),
            Positions = _dice.Shuffled(MeshPositions(wallet, source)),
            Cash = _dice.Shuffled(Cash(source)),
            Sources = Reports(
                "mesh", source, Capability.TokenBalances, Capability.Equities, Capability.Nfts, Capability.Cash, Capability.Performance),
        };
    }

    private TokenBalance MeshSum(WalletKey wallet, HeldSum sum, Source source)
    {
        var value = _dice.Chance(70) ? BigDecimal.Parse(_dice.Chance(70) ? sum.Value : _dice.Price()) : (BigDecimal?)null;
        var amount = BigDecimal.Parse(sum.Amount);
        return new TokenBalance
        {
            Wallet = wallet,
            Token = sum.Token,
            Amount = amount,
            PriceUsd = value is null ? null : BigDecimal.Parse(sum.Price),
            ValueUsd = value,
            SharePercent = _dice.Chance(10) ? BigDecimal.Parse("11.4018") : null,
            Distribution = _dice.Shuffled(sum.Parts),
            Performance = _dice.Chance(70) ? PerformanceOf() : null,
            Display = Label("m"),
            Source = source,
        };
    }

    private IEnumerable<Position> MeshPositions(WalletKey wallet, Source source)
    {
        foreach (var ticker in _dice.Some("AAPL", "AAPL", "TSLA"))
        {
            var price = _dice.Chance(80) ? BigDecimal.Parse(_dice.Chance(60) ? "101.5" : _dice.Price()) : (BigDecimal?)null;
            var amount = BigDecimal.Parse(_dice.Amount());
            yield return new EquityPosition
            {
                Key = $"equity:{ticker}",
                Wallet = wallet,
                Name = Label("e").Amount,
                Kind = PositionKind.Equity,
                Symbol = ticker,
                Amount = amount,
                PriceUsd = price,
                ValueUsd = price * amount,
                Performance = _dice.Chance(70) ? PerformanceOf() : null,
                Source = source,
            };
        }
        (string, Network?)[] nfts = [("nft:1", Neighbourhood.Ethereum), ("nft:2", Network.Unmapped("mesh", "klay")), ("nft:3", null)];
        foreach (var (key, network) in _dice.Some(nfts))
            yield return Nft(wallet, key, network, source);
    }

    private IEnumerable<CashBalance> Cash(Source source)
    {
        foreach (var currency in _dice.Some("USD", "USD", "EUR"))
            yield return new CashBalance(currency, BigDecimal.Parse(_dice.Chance(70) ? _dice.Price() : "-5.5"), ++_labels, source);
    }

    private Source SourceOf(string provider) => new(
        provider,
        Noon.AddMinutes(_dice.Next(60)),
        _dice.Chance(35) ? Noon.AddYears(-1).AddDays(_dice.Next(3)) : null,
        _dice.Chance(20));

    private IReadOnlyList<SourceReport> Reports(string provider, Source source, params Capability[] capabilities)
    {
        var isFine = _dice.Chance(60);
        return [.. capabilities.Select(c => Report(provider, source, c, isFine))];
    }

    private SourceReport Report(string provider, Source source, Capability capability, bool isFine)
    {
        var status = !isFine && _dice.Chance(20)
            ? _dice.OneOf(SourceStatus.Partial, SourceStatus.Failed, SourceStatus.Unsupported, SourceStatus.Unsupported)
            : source.IsStale ? SourceStatus.Stale : SourceStatus.Ok;
        return status is SourceStatus.Failed or SourceStatus.Unsupported
            ? new SourceReport(provider, capability, status)
            : new SourceReport(provider, capability, status, source.FetchedAt, source.AsOf);
    }

    private Performance PerformanceOf() => new()
    {
        CostBasisUsd = _dice.Chance(85) ? BigDecimal.Parse(_dice.Price()) : null,
        UnitCostUsd = _dice.Chance(50) ? BigDecimal.Parse(_dice.Price()) : null,
        TotalReturnUsd = _dice.Chance(85) ? BigDecimal.Parse(_dice.Chance(50) ? _dice.Price() : "-12.34") : null,
        TotalReturnPercent = _dice.Chance(50) ? BigDecimal.Parse("3.21") : null,
        DailyReturnUsd = _dice.Chance(85) ? BigDecimal.Parse(_dice.Chance(50) ? "0.5" : "-0.25") : null,
        DailyReturnPercent = _dice.Chance(50) ? BigDecimal.Parse("-1.0162") : null,
    };

    /// <summary>A name by which a row is found again. It stands in a text for people, which no rule reads.</summary>
    private DisplayText Label(string kind) => new($"{kind}{++_labels}", null, null);
}
