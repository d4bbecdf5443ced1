using PortfolioGraph.Holdings.Sources;

namespace PortfolioGraph.Providers;

/// <summary>
/// Exceptions of our own code while a provider is asked or its answer is read. Each is a failure of what it happened to, and of nothing else;
/// here it is told to those who have to mend it.
/// </summary>
public sealed class ProviderFaults
{
    /// <summary>The provider's id, and what was thrown. Called on any thread.</summary>
    public event Action<string, Exception>? Occurred;

    /// <summary>Passes the exception on, and gives what is said of it: nothing of what it says itself, as that may quote anything.</summary>
    internal SourceError Report(string providerId, string providerName, Exception fault)
    {
        Occurred?.Invoke(providerId, fault);
        return new SourceError(SourceErrorCodes.MalformedResponse, null, $"The answer of {providerName} could not be processed.");
    }
}
