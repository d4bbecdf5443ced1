using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Providers.Http;

namespace PortfolioGraph.Providers.Okx;

/// <summary>Asks OKX, by the version that has the call, and without the chains that the call does not cover.</summary>
internal sealed class OkxApi(OkxClient client, OkxVersions versions, OkxCoverage coverage)
{
    /// <summary>By which version something is asked for now. Waits, a little, for a first call that may find out.</summary>
    /// <param name="part">Where calls of one endpoint differ in what they cover: the part of it that is meant.</param>
    public async ValueTask<OkxApiVersion> VersionAsync(OkxEndpoint endpoint, CallBudget budget, bool isV5Better = false, string part = "")
    {
        await coverage.WaitAsync(endpoint.Path(versions.Of(endpoint, isV5Better)) + part, budget);
        return versions.Of(endpoint, isV5Better);
    }

    /// <summary>One question. Where OKX has ended version 5 of it, the answer says so, and it is to be asked again.</summary>
    /// <param name="version">As <see cref="VersionAsync"/> gives it.</param>
    /// <param name="chains">What is asked about; empty where a call has no chains.</param>
    /// <param name="call">The call for some of these.</param>
    /// <param name="tries">How often it has been asked already.</param>
    public async ValueTask<OkxAnswer<TItem>> AskAsync<TItem>(
        OkxEndpoint endpoint, OkxApiVersion version, IReadOnlyList<string> chains, Func<IReadOnlyList<string>, OkxCall<TItem>> call,
        CallBudget budget, int tries = 0, string part = "")
        where TItem : class
    {
        if (endpoint.V6 is null && versions.EndOf(endpoint) is { } end)
            return Gone<TItem>(endpoint, end);

        var answer = chains.Count == 0
            ? new OkxAnswer<TItem>(await client.SendAsync(call([]), budget, tries), [])
            : await coverage.AskAsync(
                endpoint.Path(version) + part, chains, some => client.SendAsync(call(some), budget, tries), budget);
        if (answer.Result.Error is not { } error)
            return answer;
        if (version == OkxApiVersion.V6)
        {
            versions.Doubt(endpoint, error);
            return error.Code == SourceErrorCodes.VersionEnded
                ? answer with { Result = Failed<TItem>(OkxErrors.NoVersion(error)) }
                : answer;
        }
        if (versions.IsEndOfKept(endpoint, error))
            return answer with { Result = Failed<TItem>(OkxErrors.Ended(error.ProviderCode!)) };
        if (!versions.Ends(endpoint, error))
            return answer;
        return endpoint.V6 is null ? Gone<TItem>(endpoint, error) : answer with { HasEnded = true };
    }

    private static OkxAnswer<TItem> Gone<TItem>(OkxEndpoint endpoint, SourceError end)
        where TItem : class => new(Failed<TItem>(OkxErrors.LackingInV6(endpoint.LackingInV6, end.ProviderCode)), []);

    private static CallResult<IReadOnlyList<TItem>> Failed<TItem>(SourceError error)
        where TItem : class => CallResult<IReadOnlyList<TItem>>.Failed(error, isTransient: false, default);
}
