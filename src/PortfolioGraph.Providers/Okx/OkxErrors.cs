using System.Globalization;
using System.Net;
using PortfolioGraph.Holdings.Positions;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Providers.Http;

namespace PortfolioGraph.Providers.Okx;

/// <summary>What OKX's failures mean here. Its text is passed on, shortened, and with our credentials struck out should it repeat them.</summary>
internal sealed class OkxErrors(OkxOptions options)
{
    /// <summary>Another wording of the same failure: the clocks differ. Which one an expired timestamp gives is not documented.</summary>
    public static bool IsClockSkew(string? code) => code is "50102" or "50112";

    /// <summary>OKX knows no such token on the chain.</summary>
    public static bool IsUnknownToken(SourceError error) => error.ProviderCode == "81152";

    /// <summary>The status of a capability none of whose calls gave anything.</summary>
    public static SourceStatus StatusOf(SourceError error) => error.Code switch
    {
        SourceErrorCodes.Unsupported => SourceStatus.Unsupported,
        // OKX knows the wallet and is still collecting: what there is will come, so this is no failure.
        SourceErrorCodes.Syncing => SourceStatus.Partial,
        _ => SourceStatus.Failed,
    };

    /// <summary>The failure that a code stands for, whatever the HTTP status: OKX often answers 200.</summary>
    public (SourceError Error, bool IsTransient) OfCode(string code, string? text, ProviderResponse response)
    {
        var meaning = Meaning(code);
        if (code == "50050")
            return (Ended(code), false);
        // Where there is no such path, or only against payment, the status says more than a code that is not documented.
        if (meaning is null && response.Status is HttpStatusCode.NotFound or HttpStatusCode.Gone or HttpStatusCode.PaymentRequired)
            return OfResponse(response);
        var (ours, isTransient) = meaning ?? OfStatus(response.Status);
        return (new SourceError(ours, Clean(code), Sentence(code, text), response.RetryAfterSeconds), isTransient);
    }

    /// <summary>The failure of an answer that is no envelope: the HTTP status is all there is.</summary>
    public static (SourceError Error, bool IsTransient) OfResponse(ProviderResponse response)
    {
        var status = ((int)response.Status).ToString(CultureInfo.InvariantCulture);
        if (response.IsSuccess)
            return (new SourceError(SourceErrorCodes.MalformedResponse, null, "OKX's answer can't be read"), false);
        if (response.Status == HttpStatusCode.Gone)
            return (Ended(status), false);
        if (response.Status == HttpStatusCode.PaymentRequired)
            return (QuotaSpent(status, response.RetryAfterSeconds), false);
        var (ours, isTransient) = OfStatus(response.Status);
        return (new SourceError(ours, status, $"OKX answered HTTP {status}", response.RetryAfterSeconds), isTransient);
    }

    /// <summary>An answer that can be read but is not what was asked for.</summary>
    public static SourceError Malformed(string message) => new(SourceErrorCodes.MalformedResponse, null, message);

    public static SourceError Unsupported(string message) => new(SourceErrorCodes.Unsupported, null, message);

    /// <summary>What only version 5 has, which has ended.</summary>
    public static SourceError LackingInV6(string what, string? code) => new(
        SourceErrorCodes.Unsupported, code, $"OKX has ended version 5 of its API, and version 6 has no {what}");

    /// <summary>A call that OKX has ended in the last version that we know, too.</summary>
    public static SourceError NoVersion(SourceError error) =>
        error with { Message = $"OKX has ended this call ({error.ProviderCode}), and there is no later version of it" };

    /// <summary>Chains that a call does not cover.</summary>
    /// <param name="sentence">Its beginning: what OKX does not do on them.</param>
    public static SourceError NotCovered(string sentence, IReadOnlyList<OkxRefusal> refused) => new(
        SourceErrorCodes.Unsupported, refused.Count > 0 ? refused[0].Code : null,
        $"{sentence} {string.Join(", ", refused.Select(r => OkxChains.TextOf(r.Chain)))}");

    /// <summary>A refusal for the sake of a chain that was not found: nothing says that the others are not covered, so it is a failure.</summary>
    public static SourceError Undecided(SourceError error) => error with
    {
        Code = error.Code == SourceErrorCodes.Unsupported ? SourceErrorCodes.Rejected : error.Code,
        Message = $"{error.Message}; there was no time to find out which network it is",
    };

    /// <summary>Chains that were left out, since one of them made the call fail.</summary>
    public static SourceError LeftOut(SourceError error, IReadOnlyList<string> chains) => error with
    {
        Message = $"{error.Message}, so these were left out: "
            + string.Join(", ", chains.Select(OkxChains.TextOf)),
    };

    public static SourceError Ended(string code) => new(
        SourceErrorCodes.VersionEnded, code,
        $"OKX has ended this version of the call ({code}): set Providers:Okx:ApiVersion to Auto or V6");

    private static SourceError QuotaSpent(string code, int? retryAfterSeconds) => new(
        SourceErrorCodes.QuotaSpent, code,
        "OKX asks for payment (HTTP 402): the quota of the API key is used up; wait for the next one, or change the plan with OKX",
        retryAfterSeconds);

    // assetStatus: 2 is "still updating" as far as is known; others mean nothing to us.
    public static SourceError? OfAssetStatus(string? assetStatus) => assetStatus == "2"
        ? new SourceError(SourceErrorCodes.Syncing, "assetStatus 2", "OKX is still updating the assets of this wallet")
        : null;

    /// <summary>What is missing of the positions on a platform, lists or amounts; null where nothing is.</summary>
    public static SourceError? OfPositions(IReadOnlyList<OkxWalletDetail> details, IReadOnlyList<DefiPosition> positions)
    {
        if (details.Any(d => WireList.IsAbsent(d.NetworkHoldVoList)))
            return Malformed("OKX's answer does not have the list of the wallet's positions");
        var unreadable = positions.Count(p => p.ValueUsd is null
            && !p.Assets.Concat(p.Rewards.SelectMany(r => r.Assets)).Any(a => a.Amount is not null || a.ValueUsd is not null));
        return unreadable == 0 ? null : Malformed($"{unreadable} of the positions that OKX lists came without an amount");
    }

    private static (string Code, bool IsTransient)? Meaning(string code) => code switch
    {
        "50001" or "50026" or "81451" or "84023" => (SourceErrorCodes.ProviderFailure, true),
        "50011" => (SourceErrorCodes.RateLimited, true),
        "81159" or "84021" => (SourceErrorCodes.Syncing, true),
        "50102" or "50103" or "50104" or "50105" or "50106" or "50107"
            or "50111" or "50112" or "50113" or "50114" => (SourceErrorCodes.Unauthorized, false),
        // Region blocked, and authorisation of another type.
        "50125" or "80001" or "84022" => (SourceErrorCodes.Forbidden, false),
        "50014" or "51000" or "81001" or "81105" or "81106" or "81107" or "81109" or "81151" or "81157" or "81353"
            or "84000" or "84019" or "84400" => (SourceErrorCodes.Rejected, false),
        "81104" or "81108" or "81150" or "81152" or "81153" or "81158"
            or "84001" or "84003" or "84007" or "84010" or "84013" or "84024" => (SourceErrorCodes.Unsupported, false),
        "84011" or "84014" or "84016" or "84017" or "84018" or "84025" or "84026" => (SourceErrorCodes.ProviderFailure, false),
        _ => null,
    };

    private static (string Code, bool IsTransient) OfStatus(HttpStatusCode status) => (int)status switch
    {
        429 => (SourceErrorCodes.RateLimited, true),
        401 => (SourceErrorCodes.Unauthorized, false),
        403 => (SourceErrorCodes.Forbidden, false),
        >= 500 => (SourceErrorCodes.ProviderFailure, true),
        >= 400 => (SourceErrorCodes.Rejected, false),
        _ => (SourceErrorCodes.ProviderFailure, false),
    };

    private string Sentence(string code, string? text) =>
        Clean(text) is { } said ? $"OKX answered {Clean(code)}: {said}" : $"OKX answered {Clean(code)}";

    private string? Clean(string? text) =>
        ProviderMessage.Clean(text, options.SecretKey, options.ApiKey, options.Passphrase, options.ProjectId);
}
