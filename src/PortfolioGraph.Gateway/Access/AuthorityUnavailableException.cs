namespace PortfolioGraph.Gateway.Access;

/// <summary>Nobody can say now whether a token is right.</summary>
internal sealed class AuthorityUnavailableException : Exception;
