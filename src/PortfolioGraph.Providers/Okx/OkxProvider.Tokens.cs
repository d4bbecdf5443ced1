using PortfolioGraph.Holdings;
using PortfolioGraph.Holdings.Networks;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Holdings.Wallets;
using PortfolioGraph.Providers.Http;

namespace PortfolioGraph.Providers.Okx;

public sealed partial class OkxProvider
{
    /// <summary>All balances of one wallet, in calls of at most 50 chains. An account is asked for as a whole.</summary>
    private async Task LoadTokensAsync(OkxWalletLoad load, CallBudget budget)
    {
        var wallet = load.Wallet;
        OkxAnswer<OkxTokenAssets>[] answers;
        if (wallet.Kind == WalletKind.OkxAccount)
        {
            var answer = await _api.AskAsync(
                OkxEndpoint.AllAccountBalances, OkxApiVersion.V5, [], _ => OkxCalls.AllAccountBalances(wallet.Value), budget);
            answers = [answer];
        }
        else
        {
            load.TokenOutcome.Lacks(load.Scope.Missing);
            var chains = load.Scope.Chains;
            answers = chains.Count <= OkxCalls.MaxChains
                ? chains.Count == 0 ? [] : [await AllBalancesAsync(load, chains, budget)]
                : await Task.WhenAll(chains.Chunk(OkxCalls.MaxChains).Select(some => AllBalancesAsync(load, some, budget)));
        }

        var balances = new List<TokenBalance>();
        foreach (var part in answers)
        {
            Note(part, load.TokenOutcome);
            if (part.Result.Value is null)
                continue;
            var loaded = Balances(part.Result, wallet);
            balances.AddRange(loaded);
            load.TokenOutcome.Answered(part.Result.FetchedAt, loaded.Min(b => b.Source.AsOf));
            if (loaded.Count(b => b.Amount is null && b.RawAmount is null) is > 0 and var unreadable)
                load.TokenOutcome.Lacks(OkxErrors.Malformed($"{unreadable} of the balances that OKX lists came without an amount"));
        }
        load.Tokens = balances;
    }

    private async Task<OkxAnswer<OkxTokenAssets>> AllBalancesAsync(
        OkxWalletLoad load, IReadOnlyList<string> chains, CallBudget budget, int tries = 0)
    {
        var hasInscriptions = chains.Any(OkxChains.HasInscriptions);
        var version = await _api.VersionAsync(OkxEndpoint.AllBalances, budget, isV5Better: hasInscriptions);
        var answer = await _api.AskAsync(
            OkxEndpoint.AllBalances, version, chains, some => OkxCalls.AllBalances(version, load.Wallet.Value, some), budget, tries);
        if (answer.HasEnded)
            return await AllBalancesAsync(load, chains, budget, tries + 1);
        if (version == OkxApiVersion.V6 && hasInscriptions)
            load.TokenOutcome.Lacks(OkxErrors.LackingInV6(OkxEndpoint.Inscriptions.LackingInV6, null));
        return answer;
    }

    /// <summary>What an answer does not have, into the outcome of a wallet.</summary>
    private static void Note<T>(OkxAnswer<T> answer, OkxOutcome outcome)
        where T : class
    {
        if (answer.Refused.Count > 0)
            outcome.DoesNotCover(answer.Refused);
        if (answer.Chains.Count > 0 || answer.Refused.Count == 0)
            outcome.Lacks(answer.Result.Error);
        if (answer.LeftOut.Count > 0)
            outcome.Lacks(OkxErrors.LeftOut(answer.LeftOutFor!, answer.LeftOut));
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<ProviderResult<TokenBalance?>>> LookUpTokensAsync(
        IReadOnlyList<TokenLookupKey> keys, HoldingsNeeds needs, CallBudget budget)
    {
        var results = new ProviderResult<TokenBalance?>[keys.Count];
        var calls = new List<Task>();
        foreach (var ofWallet in keys.Index().GroupBy(key => key.Item.Wallet))
        {
            var scope = ofWallet.Key.Kind == WalletKind.Address ? OkxScope.Of(ofWallet.Key) : null;
            var known = new List<(int Index, OkxChain.Mapped Chain, string Address)>();
            foreach (var (index, key) in ofWallet)
            {
                if (scope?.Holds(key.Token.Chain) == false)
                    results[index] = ProviderResult<TokenBalance?>.Ok(null);
                else if (OkxChains.Find(key.Token.Chain) is { } chain)
                    known.Add((index, chain, OkxTokens.Canonical(chain, key.Token.Address)!));
                else
                    results[index] = ProviderResult<TokenBalance?>.Unsupported(OkxErrors.Unsupported($"OKX does not cover {key.Token.Chain}"));
            }
            calls.AddRange(known.Chunk(OkxCalls.MaxTokens).Select(tokens => AloneAsync(
                () => LookUpAsync(ofWallet.Key, tokens, results, budget),
                error => Array.ForEach(tokens, t => results[t.Index] = ProviderResult<TokenBalance?>.Failed(error)))));
        }
        await Task.WhenAll(calls);
        return results;
    }

    private async Task LookUpAsync(
        WalletKey wallet, IReadOnlyList<(int Index, OkxChain.Mapped Chain, string Address)> tokens, ProviderResult<TokenBalance?>[] results,
        CallBudget budget, int tries = 0)
    {
        var isAccount = wallet.Kind == WalletKind.OkxAccount;
        var endpoint = isAccount ? OkxEndpoint.AccountBalances : OkxEndpoint.Balances;
        var version = await _api.VersionAsync(endpoint, budget);
        if (version == OkxApiVersion.V6 && tokens.Any(t => OkxTokens.IsInscription(t.Address)))
        {
            // Only version 5 has them.
            var others = tokens.Where(t => !OkxTokens.IsInscription(t.Address)).ToArray();
            if (others.Length > 0)
            {
                await Task.WhenAll(
                    LookUpAsync(wallet, others, results, budget, tries),
                    LookUpAsync(wallet, [.. tokens.Except(others)], results, budget, tries));
                return;
            }
            (endpoint, version) = (OkxEndpoint.Inscriptions, OkxApiVersion.V5);
        }

        var answer = await _api.AskAsync(endpoint, version, [.. tokens.Select(t => t.Chain.Code).Distinct()], Call, budget, tries);
        if (answer.HasEnded)
        {
            await LookUpAsync(wallet, tokens, results, budget, tries + 1);
            return;
        }
        var result = answer.Result;
        var found = result.Value is null ? null : Balances(result, wallet).ToLookup(balance => balance.Token.Id);
        foreach (var (index, chain, address) in tokens)
        {
            if (answer.Refused.FirstOrDefault(r => r.Chain == chain.Code) is { Chain: not null } refused)
                results[index] = Missing<TokenBalance?>(OkxErrors.NotCovered("OKX lists no balances on", [refused]));
            else if (answer.LeftOut.Contains(chain.Code))
                results[index] = Missing<TokenBalance?>(answer.LeftOutFor!);
            else if (found is not null)
                results[index] = ProviderResult<TokenBalance?>.Ok(found[OkxTokens.IdOf(chain, address)].FirstOrDefault());
            // Of several tokens OKX does not say which one it does not know.
            else if (tokens.Count == 1 && OkxErrors.IsUnknownToken(result.Error!))
                results[index] = ProviderResult<TokenBalance?>.Ok(null);
            else
                results[index] = Missing<TokenBalance?>(result.Error!);
        }

        OkxCall<OkxTokenAssets> Call(IReadOnlyList<string> chains)
        {
            var asked = tokens.Where(t => chains.Contains(t.Chain.Code)).Select(t => (t.Chain.Code, t.Address));
            return isAccount ? OkxCalls.AccountBalances(wallet.Value, asked) : OkxCalls.Balances(version, wallet.Value, asked);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<ProviderResult<IReadOnlyList<Network>>> ListNetworksAsync(CallBudget budget)
    {
        var answer = await Ask(0);
        if (answer.HasEnded)
            answer = await Ask(1);
        var result = answer.Result;
        return result.Value is { } chains
            ? ProviderResult<IReadOnlyList<Network>>.Ok([.. chains.Select(OkxMapping.Network).DistinctBy(network => network.Id)])
            : Missing<IReadOnlyList<Network>>(result.Error!);

        async ValueTask<OkxAnswer<OkxSupportedChain>> Ask(int tries)
        {
            var version = await _api.VersionAsync(OkxEndpoint.SupportedChains, budget);
            return await _api.AskAsync(OkxEndpoint.SupportedChains, version, [], _ => OkxCalls.SupportedChains(version), budget, tries);
        }
    }

    private static List<TokenBalance> Balances(CallResult<IReadOnlyList<OkxTokenAssets>> result, WalletKey wallet)
    {
        var mapping = new OkxBalanceMapping(wallet, result.FetchedAt);
        var balances = new List<TokenBalance>(result.Value!.Sum(list => list.TokenAssets.Count));
        foreach (var list in result.Value!)
        {
            foreach (var asset in list.TokenAssets)
                balances.Add(mapping.Balance(asset, list.TimeStamp));
        }
        return balances;
    }

    /// <summary>No value for a key: unsupported or failed. One key has no partial answer.</summary>
    private static ProviderResult<T> Missing<T>(SourceError error) =>
        OkxErrors.StatusOf(error) == SourceStatus.Unsupported ? ProviderResult<T>.Unsupported(error) : ProviderResult<T>.Failed(error);
}
