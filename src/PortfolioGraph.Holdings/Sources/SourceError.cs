namespace PortfolioGraph.Holdings.Sources;

/// <summary>Why a provider did not answer, or not in full. Never holds a secret.</summary>
/// <param name="Code">Our stable code, one of <see cref="SourceErrorCodes"/>.</param>
/// <param name="ProviderCode">The provider's own code, as it came.</param>
/// <param name="Message">For people.</param>
/// <param name="RetryAfterSeconds">When asking again makes sense, where the provider says so.</param>
public sealed record SourceError(string Code, string? ProviderCode, string Message, int? RetryAfterSeconds = null);
