namespace PortfolioGraph.Holdings.Ids;

/// <summary>Chains that share one form of address: a provider call takes addresses of one family only.</summary>
public enum ChainFamily
{
    /// <summary>Ethereum and every chain with its addresses (CAIP-2 namespace <c>eip155</c>).</summary>
    Evm,

    /// <summary>Bitcoin, and the chains that descend from it (<c>bip122</c>).</summary>
    Bitcoin,

    /// <summary><c>solana</c>.</summary>
    Solana,

    /// <summary>Chains of the Cosmos SDK (<c>cosmos</c>): each has its own bech32 prefix.</summary>
    Cosmos,

    /// <summary><c>tron</c>.</summary>
    Tron,

    /// <summary>The Open Network (<c>tvm</c>).</summary>
    Ton,

    /// <summary><c>sui</c>.</summary>
    Sui,

    /// <summary><c>aptos</c>.</summary>
    Aptos,

    /// <summary>Any other: its addresses have no rule here.</summary>
    Other,
}
