using PortfolioGraph.Holdings.Sources;

namespace PortfolioGraph.Providers.Http;

/// <summary>A <see cref="CallResult{T}"/> of any type, for what looks at failures only.</summary>
internal interface ICallResult
{
    SourceError? Error { get; }

    bool IsTransient { get; }
}
