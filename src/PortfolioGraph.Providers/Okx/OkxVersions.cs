using System.Collections.Concurrent;
using PortfolioGraph.Holdings.Sources;

namespace PortfolioGraph.Providers.Okx;

/// <summary>By which version each call is made: as configured, and as OKX has said so far that version 5 has ended.</summary>
/// <param name="configured">A version other than <see cref="OkxApiVersion.Auto"/> is kept to.</param>
/// <param name="ended">Told the path of each call that has ended, once.</param>
internal sealed class OkxVersions(OkxApiVersion configured, Action<string>? ended)
{
    // By the path of version 5.
    private readonly ConcurrentDictionary<string, SourceError> _ended = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _told = new(StringComparer.Ordinal);

    /// <param name="isV5Better">Whether version 5 has something that version 6 has not.</param>
    public OkxApiVersion Of(OkxEndpoint endpoint, bool isV5Better = false)
    {
        if (configured == OkxApiVersion.V5 || endpoint.V6 is null)
            return OkxApiVersion.V5;
        return _ended.ContainsKey(endpoint.V5) || (configured == OkxApiVersion.V6 && !isV5Better) ? OkxApiVersion.V6 : OkxApiVersion.V5;
    }

    /// <summary>What OKX said when version 5 had ended; null while it is asked.</summary>
    public SourceError? EndOf(OkxEndpoint endpoint) => _ended.GetValueOrDefault(endpoint.V5);

    /// <summary>Whether a failure of version 5 says that the call has ended, and there is a choice. Then it is remembered.</summary>
    public bool Ends(OkxEndpoint endpoint, SourceError error)
    {
        if (configured == OkxApiVersion.V5 && endpoint.V6 is not null)
            return false;
        if (error.Code != SourceErrorCodes.VersionEnded && !IsNoPath(error))
            return false;
        if (_ended.TryAdd(endpoint.V5, error) && _told.TryAdd(endpoint.V5, true))
            ended?.Invoke(endpoint.V5);
        return true;
    }

    /// <summary>Whether version 5 is kept to and its path is not there, while there is a later version.</summary>
    public bool IsEndOfKept(OkxEndpoint endpoint, SourceError error) =>
        configured == OkxApiVersion.V5 && endpoint.V6 is not null && error.ProviderCode == "404";

    /// <summary>Version 6 has failed. If its path is not there either, a path that was not there says nothing about version 5.</summary>
    public void Doubt(OkxEndpoint endpoint, SourceError error)
    {
        if (IsNoPath(error) && EndOf(endpoint) is { } end && IsNoPath(end))
            _ended.TryRemove(endpoint.V5, out _);
    }

    private static bool IsNoPath(SourceError error) => error.ProviderCode is "404" or "410";
}
