namespace PortfolioGraph.Holdings.Sources;

/// <summary>The stable values of <see cref="SourceError.Code"/>.</summary>
public static class SourceErrorCodes
{
    /// <summary>No connection, connection lost, or no answer at all.</summary>
    public const string Unreachable = "PROVIDER_UNREACHABLE";

    /// <summary>No answer in the time allowed.</summary>
    public const string Timeout = "PROVIDER_TIMEOUT";

    /// <summary>The provider's rate limit.</summary>
    public const string RateLimited = "PROVIDER_RATE_LIMITED";

    /// <summary>Key, secret, passphrase or signature refused.</summary>
    public const string Unauthorized = "PROVIDER_UNAUTHORIZED";

    /// <summary>The credentials are right but may not ask for this.</summary>
    public const string Forbidden = "PROVIDER_FORBIDDEN";

    /// <summary>The provider has ended the version of its API that the call belongs to.</summary>
    public const string VersionEnded = "PROVIDER_VERSION_ENDED";

    /// <summary>What the provider answers free of charge, or for what was paid, is used up.</summary>
    public const string QuotaSpent = "PROVIDER_QUOTA_SPENT";

    /// <summary>The provider is still collecting the data.</summary>
    public const string Syncing = "PROVIDER_SYNCING";

    /// <summary>The provider reports a failure of its own.</summary>
    public const string ProviderFailure = "PROVIDER_FAILURE";

    /// <summary>The provider calls the request wrong.</summary>
    public const string Rejected = "PROVIDER_REJECTED_REQUEST";

    /// <summary>The answer is not what the provider's documents promise.</summary>
    public const string MalformedResponse = "PROVIDER_MALFORMED_RESPONSE";

    /// <summary>A chain, platform or kind of wallet that the provider does not cover.</summary>
    public const string Unsupported = "UNSUPPORTED_BY_PROVIDER";
}
