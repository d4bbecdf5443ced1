using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Networks;

namespace PortfolioGraph.Providers.Okx;

/// <summary>A chain as OKX numbers it (<c>chainIndex</c>), and what that is to us.</summary>
/// <param name="Code">OKX's own number, or its short code where it gives no number.</param>
internal abstract record OkxChain(string Code, Network Network)
{
    /// <summary>A chain with a CAIP-2 id.</summary>
    public sealed record Mapped(string Code, ChainId Id) : OkxChain(Code, Network.Of(Id));

    /// <summary>A chain that our table does not have: shown under OKX's number, never guessed.</summary>
    public sealed record Unmapped(string Code, string? Name) : OkxChain(Code, Network.Unmapped("okx", Code, Name));

    /// <summary>Null for an unmapped chain.</summary>
    public ChainId? CaipId => (this as Mapped)?.Id;
}
