namespace PortfolioGraph.Sandbox.Data;

/// <summary>Chains whose addresses look alike. OKX takes one family a call.</summary>
internal enum ChainFamily { Evm, Bitcoin, Cosmos, Tron, Solana, Ton, Aptos, Sui, Stacks, Starknet, Other }
