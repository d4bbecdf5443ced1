using PortfolioGraph.Holdings.Sources;

namespace PortfolioGraph.Providers.Okx;

/// <summary>Sums up the calls behind one capability of one wallet: what is missing never hides what is there, nor the other way round.</summary>
/// <param name="areNamed">Whether the wallet was asked for on networks by name.</param>
internal sealed class OkxOutcome(bool areNamed = false)
{
    private bool _isAnswered;
    private DateTimeOffset? _fetchedAt;
    private DateTimeOffset? _asOf;
    private SourceError? _error;
    private IReadOnlyList<OkxRefusal> _notCovered = [];

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

    /// <summary>Chains that the call turned out not to cover.</summary>
    /// <param name="chains">All of them, also those of other calls for the same.</param>
    public void DoesNotCover(IReadOnlyList<OkxRefusal> chains)
    {
        _notCovered = _notCovered.Count == 0 ? chains : [.. _notCovered.Union(chains)];
    }

    public SourceReport Report(Capability capability)
    {
        // What neither answered nor said why has failed.
        var isLost = !_isAnswered && _error is null && _notCovered.Count == 0;
        var error = isLost ? OkxErrors.Malformed("OKX was not asked for all of this.") : _error;
        if (_notCovered.Count > 0)
        {
            var lacking = OkxErrors.NotCovered(
                capability == Capability.TokenBalances ? "OKX lists no balances on" : "OKX lists no DeFi positions on", _notCovered);
            error = error is null ? lacking : error with { Message = $"{error.Message}; {lacking.Message}" };
        }
        var status = error is null ? SourceStatus.Ok : _isAnswered ? SourceStatus.Partial : OkxErrors.StatusOf(error);
        return new SourceReport(OkxMapping.ProviderId, capability, status, _fetchedAt, _asOf, error)
        {
            LacksUncoveredOnly = status == SourceStatus.Partial && _error is null && !areNamed,
            LacksNamed = status == SourceStatus.Unsupported && areNamed,
        };
    }

    private static int Gravity(SourceError error) => error.Code switch
    {
        SourceErrorCodes.Unsupported => 0,
        SourceErrorCodes.Syncing => 1,
        _ => 2,
    };

    private static DateTimeOffset? Oldest(DateTimeOffset? a, DateTimeOffset? b) => a is null || b < a ? b : a;
}
