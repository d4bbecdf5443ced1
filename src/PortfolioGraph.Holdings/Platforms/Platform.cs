namespace PortfolioGraph.Holdings.Platforms;

/// <summary>A DeFi platform (Aave, Uniswap, Neptune).</summary>
/// <param name="Id">Unique over providers: <c>okx:118265</c>.</param>
/// <param name="Code">The provider's own id, to ask for details with.</param>
public sealed record Platform(string Id, string Code, string Name, string? Url = null, string? LogoUrl = null);
