namespace PortfolioGraph.Gateway.Errors;

/// <summary>The gateway's own values of <c>extensions.code</c>.</summary>
internal static class GatewayErrorCodes
{
    /// <summary>An address, account or network that breaks the rules of its family.</summary>
    public const string InvalidAddress = "INVALID_ADDRESS";

    /// <summary>More wallets than one request may ask for.</summary>
    public const string TooManyWallets = "TOO_MANY_WALLETS";

    /// <summary>An argument out of its range, or arguments that do not go together.</summary>
    public const string InvalidArgument = "INVALID_ARGUMENT";

    /// <summary>A cursor that is not ours.</summary>
    public const string InvalidCursor = "INVALID_CURSOR";

    /// <summary>A global id that is not ours.</summary>
    public const string InvalidId = "INVALID_ID";

    /// <summary>No key and no token, or none that is known or valid.</summary>
    public const string Unauthenticated = "UNAUTHENTICATED";

    /// <summary>A token, and whoever has the keys to check it with does not answer.</summary>
    public const string AuthenticationUnavailable = "AUTHENTICATION_UNAVAILABLE";

    /// <summary>A wallet that the key or token may not ask for.</summary>
    public const string Forbidden = "FORBIDDEN";

    /// <summary>What the key, or the token's subject, may spend in a minute is spent.</summary>
    public const string RateLimited = "RATE_LIMITED";

    /// <summary>A host that the gateway does not answer for.</summary>
    public const string HostNotAllowed = "HOST_NOT_ALLOWED";
}
