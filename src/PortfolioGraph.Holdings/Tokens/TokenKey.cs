using PortfolioGraph.Holdings.Ids;

namespace PortfolioGraph.Holdings.Tokens;

/// <summary>Asks for one token: a chain and the provider's address on it, empty for the native token. EVM addresses are in lower case.</summary>
public readonly record struct TokenKey(ChainId Chain, string Address);
