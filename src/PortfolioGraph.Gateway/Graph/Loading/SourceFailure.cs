using PortfolioGraph.Gateway.Graph.Nodes;
using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.Holdings.Sources;

namespace PortfolioGraph.Gateway.Graph.Loading;

/// <summary>A provider's failure as a GraphQL error, for fields that every source of failed.</summary>
internal static class SourceFailure
{
    public static GraphQLException Of(SourceError error) => new(error.Message, error.Code)
    {
        Extensions = new Dictionary<string, object?>
        {
            ["providerCode"] = error.ProviderCode,
            ["retryAfterSeconds"] = error.RetryAfterSeconds,
        },
    };

    /// <summary>
    /// Throws when every provider that was asked for one of the capabilities failed: what is known is always served, what is not known is
    /// null. A call for a single token or platform says nothing about the lists.
    /// </summary>
    public static void ThrowIfAllFailed(this IWalletGroup group, params ReadOnlySpan<Capability> capabilities)
    {
        SourceError? error = null;
        foreach (var wallet in group.Distinct)
        {
            foreach (var answer in wallet.Answers)
            {
                foreach (var report in answer.Sources)
                {
                    if (!capabilities.Contains(report.Capability) || report.Status == SourceStatus.Unsupported) continue;
                    if (report.Status != SourceStatus.Failed) return;
                    error ??= report.Error;
                }
            }
        }

        if (error is not null) throw Of(error);
    }
}
