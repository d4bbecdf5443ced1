using PortfolioGraph.Holdings;
using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Networks;
using PortfolioGraph.Holdings.Numbers;
using PortfolioGraph.Holdings.Platforms;
using PortfolioGraph.Holdings.Positions;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Holdings.Wallets;
using PortfolioGraph.Providers.Http;

namespace PortfolioGraph.Providers.Okx;

public sealed partial class OkxProvider
{
    /// <summary>
    /// Wallets of one address family. 1: their platforms, in calls of 50 addresses. 2: one call a platform for the positions of all wallets that have it,
    /// again at most 50.
    /// </summary>
    private async Task LoadDefiAsync(IReadOnlyList<OkxWalletLoad> family, CallBudget budget)
    {
        foreach (var load in family)
        {
            load.PlatformOutcome.Lacks(load.Scope.Missing);
            load.PositionOutcome.Lacks(load.Scope.Missing);
        }

        // 1
        var batches = Batches(family.Where(load => load.Scope.Chains.Count > 0), load => load.Scope);
        await Task.WhenAll(batches.Select(batch => LoadPlatformsAsync(batch, budget)));

        // 2
        var held =
            from load in family
            where load.NeedsPositions
            from holding in load.Platforms
            select new Held(load, holding, ScopeOf(load, holding));
        var loaded = await Task.WhenAll(
            from onPlatform in held.GroupBy(h => h.Holding.Platform.Id)
            from batch in Batches(onPlatform, h => h.Scope)
            select LoadHeldAsync(batch, budget));
        foreach (var ofWallet in loaded.SelectMany(l => l).GroupBy(l => l.Held.Load))
        {
            var load = ofWallet.Key;
            var receipts = new OkxReceipts();
            foreach (var (ofPlatform, answer) in ofWallet)
            {
                load.PositionOutcome.Lacks(answer.Error);
                if (answer.Positions is not null)
                    load.PositionOutcome.Answered(answer.FetchedAt, answer.AsOf);
                load.PositionOutcome.Lacks(AddReceipts(receipts, ofPlatform, answer));
            }
            load.Positions = [.. ofWallet.SelectMany(l => l.Answer.Positions ?? [])];
            load.ReceiptTokenIds = receipts.Among(load.ListedReceipts);
        }
    }

    /// <summary>One <c>platform/list</c> call; by version 6, which takes one address a chain, one for each wallet.</summary>
    private async Task LoadPlatformsAsync(IReadOnlyList<OkxWalletLoad> batch, CallBudget budget, int tries = 0)
    {
        var version = await _api.VersionAsync(OkxEndpoint.PlatformList, budget);
        if (version == OkxApiVersion.V6 && batch.Count > 1)
        {
            await Task.WhenAll(batch.Select(load => LoadPlatformsAsync([load], budget, tries)));
            return;
        }
        OkxScope[] scopes = [.. batch.Select(load => load.Scope)];
        var answer = await _api.AskAsync(
            OkxEndpoint.PlatformList, version, OkxScope.ChainsOf(scopes),
            chains => OkxCalls.PlatformList(version, OkxScope.On(scopes, chains)), budget, tries);
        if (answer.HasEnded)
        {
            await LoadPlatformsAsync(batch, budget, tries + 1);
            return;
        }
        // A wallet without any network that is covered was not asked about.
        IReadOnlyList<OkxWalletLoad> asked = answer.Chains.Count == 0
            ? [] : [.. batch.Where(load => load.Scope.Chains.Any(answer.Chains.Contains))];
        foreach (var load in batch)
        {
            var mine = answer.On(load.Scope.Chains);
            Note(mine, load.PlatformOutcome);
            Note(mine, load.PositionOutcome);
        }
        if (answer.Result.Value is { } lists)
            ReadPlatforms(asked, version, lists, answer.Result.FetchedAt);
    }

    private void ReadPlatforms(
        IReadOnlyList<OkxWalletLoad> batch, OkxApiVersion version, IReadOnlyList<OkxPlatformList> lists, DateTimeOffset fetchedAt)
    {
        OkxWalletPlatforms[] all = [.. lists.SelectMany(list => list.WalletIdPlatformList)];
        // By version 6 there is but one wallet in a call.
        var entries = version == OkxApiVersion.V6 ? [all] : OkxWalletMatch.Match(
            all, entry => (entry.WalletId, entry.WalletAddress), [.. batch.Select(load => load.Wallet)]);
        var error = entries is not null
            ? null : OkxErrors.Malformed("OKX's answer does not say which wallet each list of platforms belongs to");
        var asOf = lists.Min(list => list.UpdateAt);
        var source = OkxMapping.SourceOf(fetchedAt, asOf);
        var receipts = lists.SelectMany(list => list.LpTokenAddressList)
            .Select(OkxMapping.Receipt).OfType<(Network? Network, string TokenId)>().Distinct().ToArray();

        foreach (var (index, load) in batch.Index())
        {
            if (error is not null)
            {
                load.LacksDefi(error);
                continue;
            }
            try
            {
                Take(load, entries![index]);
            }
#pragma warning disable CA1031 // One wallet's fault is no other's.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                load.LacksDefi(Fault(fault));
            }
        }

        void Take(OkxWalletLoad load, IReadOnlyList<OkxWalletPlatforms> mine)
        {
            var rows = OkxUnidentified.Named(
                [.. mine.SelectMany(entry => entry.PlatformList).Select(platform => OkxMapping.Platform(platform, load.Wallet, source))], load.Wallet);
            load.PlatformsAnywhere = rows.Where(row => row.Networks.Count == 0).Select(row => row.Platform.Id).ToHashSet();
            load.Platforms = OkxPlatformRows.Merged(rows);
            load.PlatformOutcome.Answered(fetchedAt, asOf);
            if (mine.Any(entry => WireList.IsAbsent(entry.PlatformList) && entry.TotalAssets is not (null or { IsZero: true })))
                load.LacksDefi(OkxErrors.Malformed("OKX's answer does not have the list of the wallet's platforms"));
            // No platforms, no positions: that is their answer. Otherwise the details are.
            if (load.Platforms.Count == 0)
                load.PositionOutcome.Answered(fetchedAt, asOf);
            foreach (var list in lists)
            {
                if (OkxErrors.OfAssetStatus(list.AssetStatus) is { } syncing)
                    load.LacksDefi(syncing);
            }
            load.ListedReceipts = receipts;
            var onList = new OkxReceipts();
            foreach (var holding in load.Platforms)
                onList.AddListed(holding, load.PlatformsAnywhere.Contains(holding.Platform.Id));
            load.ReceiptTokenIds = onList.Among(receipts);
            if (mine.Any(entry => entry.TotalAssets is not null))
                load.Reported = new ReportedTotals { Source = source, TotalUsd = BigDecimal.Sum(mine.Select(entry => entry.TotalAssets ?? BigDecimal.Zero)) };
        }
    }

    /// <summary>Receipts are where the details have positions. Where they fail the list decides, and where they lack a stated value that is missing.</summary>
    private static SourceError? AddReceipts(OkxReceipts receipts, Held held, PlatformAnswer answer)
    {
        var (load, holding, scope) = held;
        if (answer.Positions is null || answer.Error is not null)
            receipts.AddListed(holding, load.PlatformsAnywhere.Contains(holding.Platform.Id));
        foreach (var position in answer.Positions ?? [])
            receipts.Add(position.Network);
        if (answer.Error is not null || answer.Positions is null || answer.Positions.Any(position => position.Network is null))
            return null;

        List<string>? lacking = null;
        foreach (var (network, value) in holding.Networks)
        {
            var isAsked = OkxChains.CodeOf(network) is not { } code || scope.Chains.Contains(code);
            if (!isAsked || value is null or { IsZero: true } || answer.Positions.Any(position => position.Network!.Id == network.Id))
                continue;
            receipts.Add(network);
            (lacking ??= []).Add(network.Name);
        }
        return lacking is null ? null : OkxErrors.Malformed(
            $"OKX lists a value of {holding.Platform.Name} on {string.Join(", ", lacking)}, and its details have no position there");
    }

    /// <summary>The positions of several wallets on the one platform that they hold.</summary>
    private async Task<IEnumerable<(Held Held, PlatformAnswer Answer)>> LoadHeldAsync(List<Held> batch, CallBudget budget)
    {
        var platform = batch[0].Holding.Platform;
        var answers = await LoadDetailAsync(platform.Code, platform, [.. batch.Select(h => h.Scope)], budget);
        return batch.Zip(answers);
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<ProviderResult<IReadOnlyList<DefiPosition>>>> LoadPositionsAsync(
        IReadOnlyList<PlatformKey> keys, CallBudget budget)
    {
        var results = new ProviderResult<IReadOnlyList<DefiPosition>>[keys.Count];
        var asked = new List<(int Index, string Platform, OkxScope Scope)>();
        foreach (var (index, key) in keys.Index())
        {
            var scope = OkxScope.Of(key.Wallet);
            if (scope.Chains.Count > 0)
                asked.Add((index, key.PlatformCode, scope));
            else
                results[index] = ProviderResult<IReadOnlyList<DefiPosition>>.Unsupported(scope.Missing!);
        }

        await Task.WhenAll(
            from call in asked.GroupBy(a => (a.Platform, a.Scope.Group))
            from batch in Batches(call, a => a.Scope)
            select AnswerAsync(call.Key.Platform, batch));
        return results;

        async Task AnswerAsync(string platform, IReadOnlyList<(int Index, string Platform, OkxScope Scope)> batch)
        {
            var details = await LoadDetailAsync(platform, null, [.. batch.Select(a => a.Scope)], budget);
            foreach (var ((index, _, scope), (positions, error, _, _)) in batch.Zip(details))
            {
                var lacking = error ?? scope.Missing;
                results[index] = positions is null ? Missing<IReadOnlyList<DefiPosition>>(error!)
                    : lacking is null ? ProviderResult<IReadOnlyList<DefiPosition>>.Ok(positions)
                    : ProviderResult<IReadOnlyList<DefiPosition>>.Partial(positions, lacking);
            }
        }
    }

    /// <summary>One <c>platform/detail</c> call; by version 6 one for each wallet. An answer for each scope, in their order.</summary>
    /// <param name="known">The platform as the list names it, where it has been asked for.</param>
    private async Task<IReadOnlyList<PlatformAnswer>> LoadDetailAsync(
        string code, Platform? known, IReadOnlyList<OkxScope> scopes, CallBudget budget, int tries = 0)
    {
        if (code.Length == 0)
            return Repeat(OkxErrors.Malformed($"OKX gives no id for {known?.Name ?? "the platform"}, so its positions can't be asked for"));

        // What is covered is a matter of each platform.
        var part = $"#{code}";
        var version = await _api.VersionAsync(OkxEndpoint.PlatformDetail, budget, part: part);
        if (version == OkxApiVersion.V6 && scopes.Count > 1)
        {
            var each = await Task.WhenAll(scopes.Select(scope => LoadDetailAsync(code, known, [scope], budget, tries)));
            return [.. each.SelectMany(answers => answers)];
        }
        var answer = await _api.AskAsync(
            OkxEndpoint.PlatformDetail, version, OkxScope.ChainsOf(scopes),
            chains => OkxCalls.PlatformDetail(version, code, OkxScope.On(scopes, chains)), budget, tries, part);
        if (answer.HasEnded)
            return await LoadDetailAsync(code, known, scopes, budget, tries + 1);

        var positions = Read(answer, version, code, known, [.. scopes.Where(scope => scope.Chains.Any(answer.Chains.Contains))]);
        return [.. scopes.Select(scope => WithLacking(positions.GetValueOrDefault(scope), answer, scope))];

        IReadOnlyList<PlatformAnswer> Repeat(SourceError error) => [.. scopes.Select(_ => new PlatformAnswer(null, error, default, null))];
    }

    /// <summary>The answer for one wallet, with what of its networks is not in it. OKX lists the platform there: something is missing.</summary>
    private static PlatformAnswer WithLacking(PlatformAnswer? read, OkxAnswer<OkxPlatformDetail> answer, OkxScope scope)
    {
        answer = answer.On(scope.Chains);
        var lacking = answer.LeftOut.Count > 0 ? OkxErrors.LeftOut(answer.LeftOutFor!, answer.LeftOut)
            : answer.Refused.Count > 0 ? OkxErrors.NotCovered("OKX lists no DeFi positions on", answer.Refused) : null;
        return read is null
            ? new PlatformAnswer(null, lacking ?? answer.Result.Error!, default, null)
            : read with { Error = read.Error ?? lacking };
    }

    private Dictionary<OkxScope, PlatformAnswer> Read(
        OkxAnswer<OkxPlatformDetail> answer, OkxApiVersion version, string code, Platform? known, IReadOnlyList<OkxScope> scopes)
    {
        if (answer.Result.Value is not { } details)
            return [];
        var fetchedAt = answer.Result.FetchedAt;
        var entries = version == OkxApiVersion.V6 ? [OkxMapping.OncePerNetwork(details)] : OkxWalletMatch.Match(
            [.. details.SelectMany(detail => detail.WalletIdPlatformDetailList)], entry => (entry.AccountId, entry.WalletAddress),
            [.. scopes.Select(scope => scope.Wallet)]);
        if (entries is null)
        {
            var error = OkxErrors.Malformed("OKX's answer does not say which wallet each list of positions belongs to");
            return scopes.ToDictionary(scope => scope, _ => new PlatformAnswer(null, error, default, null));
        }

        var named = details.FirstOrDefault(detail => !string.IsNullOrWhiteSpace(detail.PlatformName));
        var platform = named is null
            ? known ?? OkxMapping.PlatformOf(code, null, null, null)
            : OkxMapping.PlatformOf(code, named.PlatformName, named.PlatformUrl, named.PlatformLogo);
        var asOf = details.Min(detail => detail.UpdateAt);
        var source = OkxMapping.SourceOf(fetchedAt, asOf);
        var syncing = details.Select(detail => OkxErrors.OfAssetStatus(detail.AssetStatus)).FirstOrDefault(error => error is not null);
        return scopes.Zip(entries).ToDictionary(pair => pair.First, pair => Mapped(pair.Second, pair.First.Wallet));

        PlatformAnswer Mapped(IReadOnlyList<OkxWalletDetail> mine, WalletKey wallet)
        {
            try
            {
                var positions = OkxMapping.Positions(mine, platform, wallet, source);
                return new PlatformAnswer(positions, OkxErrors.OfPositions(mine, positions) ?? syncing, fetchedAt, asOf)
                {
                    Find = id => OkxMapping.Investment(mine, id, platform, wallet, source),
                };
            }
#pragma warning disable CA1031 // One wallet's fault is no other's.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                return new PlatformAnswer(null, Fault(fault), default, null);
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<ProviderResult<DefiPosition?>>> LoadInvestmentsAsync(
        IReadOnlyList<InvestmentKey> keys, CallBudget budget) =>
        await Task.WhenAll(keys.Select(key => LoadInvestmentAsync(key, budget)));

    private async Task<ProviderResult<DefiPosition?>> LoadInvestmentAsync(InvestmentKey key, CallBudget budget, int tries = 0)
    {
        if (key.Wallet.Kind != WalletKind.Address)
            return ProviderResult<DefiPosition?>.Unsupported(OkxScope.Of(key.Wallet).Missing!);
        var network = key.Network ?? (key.Wallet.Networks is [var only] ? only : null);
        var chain = network is { } asked ? OkxChains.Find(asked) : null;
        if (network is not null && chain is null)
            return ProviderResult<DefiPosition?>.Unsupported(OkxErrors.Unsupported($"OKX does not cover {network}"));

        var endpoint = key.InvestmentId is null ? OkxEndpoint.PoolInvestment : OkxEndpoint.Investment;
        var version = await _api.VersionAsync(endpoint, budget);
        if (version == OkxApiVersion.V6)
            return await FindInvestmentAsync(key, chain, budget, tries);
        var request = new OkxInvestmentRequest(key.Wallet.Value, chain?.Code, key.InvestmentId, key.PoolId, key.FarmInvestmentId);
        var answer = await _api.AskAsync(endpoint, version, [], _ => OkxCalls.Investment(request), budget, tries);
        if (answer.HasEnded)
            return await LoadInvestmentAsync(key, budget, tries + 1);
        var result = answer.Result;
        if (result.Value is not { } found)
            return Missing<DefiPosition?>(result.Error!);

        // OKX may answer with the investment that the one asked for belongs to; several that are all others are no answer.
        var wire = found.FirstOrDefault(i => key.InvestmentId is { } id && (i.InvestmentId == id || i.SourceInvestmentId == id))
            ?? (found.Count == 1 ? found[0] : null);
        if (wire is null)
        {
            return found.Count == 0
                ? ProviderResult<DefiPosition?>.Ok(null)
                : ProviderResult<DefiPosition?>.Failed(OkxErrors.Malformed("OKX answered with several investments, none of which was asked for"));
        }
        return ProviderResult<DefiPosition?>.Ok(OkxUnidentified.Named(
            OkxMapping.Position(wire, KeyOf(key, chain), null, chain, key.Wallet, OkxMapping.SourceOf(result.FetchedAt, null))));
    }

    private static string KeyOf(InvestmentKey key, OkxChain? chain) => IdText.JoinBounded(
        ':', OkxMapping.ProviderId, "investment", chain?.Code ?? "", key.InvestmentId ?? "", key.PoolId ?? "", key.FarmInvestmentId ?? "");

    /// <summary>By version 6: among the positions of the wallet's platforms, one after the other until it is there.</summary>
    private async Task<ProviderResult<DefiPosition?>> FindInvestmentAsync(InvestmentKey key, OkxChain? chain, CallBudget budget, int tries)
    {
        var load = new OkxWalletLoad(new WalletRequest(key.Wallet, HoldingsNeeds.Platforms));
        if (chain is not null)
            load.Scope = load.Scope with { Chains = [chain.Code], Missing = null };
        if (load.Scope.Chains.Count == 0)
            return ProviderResult<DefiPosition?>.Unsupported(load.Scope.Missing!);
        await LoadPlatformsAsync([load], budget, tries);
        var report = load.PlatformOutcome.Report(Capability.Platforms);
        var lacking = report.LacksUncoveredOnly ? null : report.Error;
        foreach (var holding in load.Platforms)
        {
            var answer = (await LoadDetailAsync(holding.Platform.Code, holding.Platform, [ScopeOf(load, holding)], budget))[0];
            if (answer.Find(key.InvestmentId!) is { } found)
                return ProviderResult<DefiPosition?>.Ok(OkxUnidentified.Named(found with { Key = KeyOf(key, chain) }));
            lacking ??= answer.Error;
        }
        // It may be where OKX did not answer.
        return lacking is null ? ProviderResult<DefiPosition?>.Ok(null) : Missing<DefiPosition?>(lacking);
    }

    /// <summary>Calls of at most 50 wallets. An address that is asked for twice, on other networks, is in another call: answers are matched by address.</summary>
    private static List<List<T>> Batches<T>(IEnumerable<T> wallets, Func<T, OkxScope> scopeOf)
    {
        var batches = new List<(List<T> Items, HashSet<string> Addresses)>();
        foreach (var wallet in wallets)
        {
            var address = scopeOf(wallet).Wallet.Value;
            var batch = batches.Find(b => b.Items.Count < OkxCalls.MaxAddresses && !b.Addresses.Contains(address));
            if (batch.Items is null)
                batches.Add(batch = ([], []));
            batch.Items.Add(wallet);
            batch.Addresses.Add(address);
        }
        return [.. batches.Select(b => b.Items)];
    }

    private static OkxScope ScopeOf(OkxWalletLoad load, PlatformHolding holding) =>
        load.PlatformsAnywhere.Contains(holding.Platform.Id) ? load.Scope : Narrowed(load.Scope, holding);

    /// <summary>
    /// The chains on which the wallet has the platform, as the list says: also ones that we have no id for, if the wallet is not limited to others.
    /// All of the wallet's where the list does not say.
    /// </summary>
    private static OkxScope Narrowed(OkxScope scope, PlatformHolding holding)
    {
        var chains = new List<string>(holding.Networks.Count);
        foreach (var network in holding.Networks)
        {
            if (OkxChains.CodeOf(network.Network) is not { } code)
                return scope;
            if (!chains.Contains(code) && (scope.Wallet.Networks is null || scope.Chains.Contains(code)))
                chains.Add(code);
        }
        return chains.Count == 0 ? scope : scope with { Chains = chains };
    }

    /// <summary>A platform that a wallet has, and where it is asked about.</summary>
    private sealed record Held(OkxWalletLoad Load, PlatformHolding Holding, OkxScope Scope);

    /// <summary>The positions of one wallet on one platform; null, or not all, where there is an error.</summary>
    private sealed record PlatformAnswer(
        IReadOnlyList<DefiPosition>? Positions, SourceError? Error, DateTimeOffset FetchedAt, DateTimeOffset? AsOf)
    {
        /// <summary>The investment with an id among them; null where it is not.</summary>
        public Func<string, DefiPosition?> Find { get; init; } = _ => null;
    }
}
