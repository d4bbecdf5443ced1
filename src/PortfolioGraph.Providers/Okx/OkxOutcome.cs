using PortfolioGraph.Holdings.Sources;

namespace PortfolioGraph.Providers.Okx;

/// <summary>Sums up the calls behind one capability of one wallet: what is missing never hides what is there, nor the other way round.</summary>
internal sealed class OkxOutcome
{
    private bool _isAnswered;
    private DateTimeOffset? _fetchedAt;
    private DateTimeOffset? _asOf;
    private SourceError? _error;

    /// <summary>A call answered. Of several times the oldest is reported.</summary>
    public void Answered(DateTimeOffset fetchedAt, DateTimeOffset? asOf)
    {
        _isAnswered = true;
        _fetchedAt = Oldest(_fetchedAt, fetchedAt);
        _asOf = Oldest(_asOf, asOf);
    }

    /// <summary>A part is missing. Of several errors the gravest is reported, of those the first.</summary>
    public void Lacks(SourceError? error)
    {
        if (error is not null && (_error is null || Gravity(error) > Gravity(_error)))
            _error = error;
    }

    public SourceReport Report(Capability capability)
    {
        // What neither answered nor said why has failed.
        var error = _isAnswered ? _error : _error ?? OkxErrors.Malformed("OKX was not asked for all of this.");
        var status = error is null ? SourceStatus.Ok : _isAnswered ? SourceStatus.Partial : OkxErrors.StatusOf(error);
        return new SourceReport(OkxMapping.ProviderId, capability, status, _fetchedAt, _asOf, error);
    }

    private static int Gravity(SourceError error) => error.Code switch
    {
        SourceErrorCodes.Unsupported => 0,
        SourceErrorCodes.Syncing => 1,
        _ => 2,
    };

    private static DateTimeOffset? Oldest(DateTimeOffset? a, DateTimeOffset? b) => a is null || b < a ? b : a;
}
