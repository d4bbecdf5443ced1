using System.Collections.Frozen;

namespace PortfolioGraph.Sandbox.Okx;

/// <summary>A token that the simulated OKX knows.</summary>
/// <param name="Chain">chainIndex.</param>
/// <param name="Address">Contract, mint or inscription id; empty for the native coin.</param>
/// <param name="Decimals">Of the base unit.</param>
/// <param name="Price">USD, exact; empty where nobody knows it; "0" is a price.</param>
/// <param name="WholeDigits">How large a balance gets: digits before the point.</param>
/// <param name="Share">Out of a hundred owners, how many hold it.</param>
/// <param name="Type">tokenType: 1 token, 2 inscription.</param>
internal sealed record TokenInfo(
    int Chain, string Address, string Symbol, string Name, int Decimals, string Price, int WholeDigits = 3, int Share = 60, bool IsRisk = false, string Type = "1")
{
    private const int Eth = 1, Optimism = 10, Bsc = 56, Polygon = 137, Base = 8453, Arbitrum = 42161, Avalanche = 43114, Linea = 59144;

    /// <summary>Contracts of real tokens; prices are made up. What is risky, unpriced or worthless is made up throughout.</summary>
    public static readonly TokenInfo[] All =
    [
        new(Eth, "", "ETH", "Ethereum", 18, "2650.43", 2, 100),
        new(Eth, "0xdac17f958d2ee523a2206206994597c13d831ec7", "USDT", "Tether USD", 6, "1.0001", 4, 90),
        new(Eth, "0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48", "USDC", "USD Coin", 6, "0.9998", 4),
        new(Eth, "0x6b175474e89094c44da98b954eedeac495271d0f", "DAI", "Dai Stablecoin", 18, "1.000104250817336529", 4),
        new(Eth, "0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2", "WETH", "Wrapped Ether", 18, "2650.433871094420115362", 1, 100),
        new(Eth, "0x2260fac5e5542a773aa44fbcfedf7c193bc2c599", "WBTC", "Wrapped BTC", 8, "64120.77", 1),
        new(Eth, "0x1f9840a85d5af5bf1d1762f925bdaddc4201f984", "UNI", "Uniswap", 18, "7.318"),
        new(Eth, WrappedStakedEther, "wstETH", "Wrapped liquid staked Ether", 18, "3128.884512070031277641", 1, 0),
        new(Eth, UniswapPair, "UNI-V2", "Uniswap V2 USDC-ETH", 18, "148266071.55", 0, 0),
        new(Eth, "0x5c0ffee000000000000000000000000000000001", "HUSH", "Hush", 18, "", 5, 100),
        new(Eth, "0x5c0ffee000000000000000000000000000000002", "DUST", "Dust", 18, "0", 6, 100),
        new(Eth, "0x5c0ffee000000000000000000000000000000003", "FREE-ETH.example", "Visit to claim", 18, "4000", 4, 100, IsRisk: true),
        new(Eth, "0x5c0ffee000000000000000000000000000000004", "MOTE", "Mote", 18, "0.000000000000714", 0, 100),
        new(Optimism, "", "ETH", "Ethereum", 18, "2650.43", 1),
        new(Optimism, "0x0b2c639c533813f4aa9d7837caf62653d097ff85", "USDC", "USD Coin", 6, "0.9998"),
        new(Optimism, "0x4200000000000000000000000000000000000042", "OP", "Optimism", 18, "1.584"),
        new(Bsc, "", "BNB", "BNB", 18, "571.2", 2, 80),
        new(Bsc, "0x55d398326f99059ff775485246999027b3197955", "USDT", "Tether USD", 18, "1.0001", 4),
        new(Bsc, "0x0e09fabb73bd3ade0a17ecc321fd13a19e81ce82", "CAKE", "PancakeSwap", 18, "1.9417"),
        new(Bsc, "0x5c0ffee000000000000000000000000000000056", "AIRDROP.example", "Free money", 18, "12.5", 5, 70, IsRisk: true),
        new(Polygon, "", "POL", "Polygon", 18, "0.3871", 4, 80),
        new(Polygon, "0x3c499c542cef5e3811e1192ce70d8cc03d5c3359", "USDC", "USD Coin", 6, "0.9998"),
        new(Base, "", "ETH", "Ethereum", 18, "2650.43", 1, 70),
        new(Base, "0x833589fcd6edb6e08f4c7c32d4f71b54bda02913", "USDC", "USD Coin", 6, "0.9998", 4),
        new(Base, "0x5c0ffee000000000000000000000000000008453", "GIFT.example", "Gift card", 18, "", 3, 50, IsRisk: true),
        new(Arbitrum, "", "ETH", "Ethereum", 18, "2650.43", 1, 90),
        new(Arbitrum, "0xaf88d065e77c8cc2239327c5edb3a432268e5831", "USDC", "USD Coin", 6, "0.9998", 4),
        new(Arbitrum, "0x912ce59144191c1204e64559fe8253a0e49e6548", "ARB", "Arbitrum", 18, "0.5523"),
        new(Arbitrum, AaveReceipt, "aArbUSDC", "Aave Arbitrum USDC", 6, "0.9998", 4, 0),
        new(Arbitrum, CurveLp, "peUSDUSDC-f", "Curve LP peUSD-USDC.e", 18, "0.973069045", 0, 0),
        new(Avalanche, "", "AVAX", "Avalanche", 18, "26.11", 2),
        new(Avalanche, "0xb97ef9ef8734c71904d8002f8b6bc66dd9c48a6e", "USDC", "USD Coin", 6, "0.9998"),
        new(Linea, "", "ETH", "Ethereum", 18, "2650.43", 1, 40),
        new(196, "", "OKB", "OKB", 18, "41.7", 2, 40),
        new(13, "", "ETH", "Ethereum", 18, "2650.43", 1, 30),
        new(79000001, "", "ALD", "Aldebaran", 18, "1.25", 3, 40),

        new(0, "", "BTC", "Bitcoin", 8, "64120.77", 1, 100),
        new(0, "btc-brc20-ordi", "ordi", "ordi", 18, "31.4", 2, 70, Type: "2"),
        new(0, "btc-brc20-psat", "psat", "psat", 0, "140", 1, 0, Type: "2"),
        new(0, "btc-runesMain-840000:2", "DECENTRALIZED", "DECENTRALIZED", 0, "", 6, 70, Type: "2"),
        new(0, "fbtc_fbrc20_babymusk", "babymusk", "babymusk", 8, "0", 5, 30, Type: "2"),
        new(0, "btc-src20-utxo", "utxo", "utxo", 18, "0.0021", 5, 30, Type: "2"),
        new(2, "", "LTC", "Litecoin", 8, "66.9", 2, 100),
        new(3, "", "DOGE", "Dogecoin", 8, "0.1093", 4, 100),
        new(5, "", "DASH", "Dash", 8, "25.4", 2, 100),
        new(145, "", "BCH", "Bitcoin Cash", 8, "339.1", 1, 100),
        new(118, "", "ATOM", "Cosmos Hub", 6, "4.6027", 3, 100),
        new(70000037, "", "TIA", "Celestia", 6, "5.331", 3, 100),
        new(195, "", "TRX", "Tron", 6, "0.15118", 4, 100),
        new(195, "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t", "USDT", "Tether USD", 6, "1.0001", 4, 90),
        new(501, "", "SOL", "Solana", 9, "146.55", 2, 100),
        new(501, "EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v", "USDC", "USD Coin", 6, "0.9998", 4, 90),
        new(501, "Es9vMFrzaCERmJfrF4H2FYD4KCoNkY11McCe8BenwNYB", "USDT", "Tether USD", 6, "1.0001", 3),
        new(501, StakedSol, "mSOL", "Marinade staked SOL", 9, "178.0294417", 1, 0),
        new(501, "FreeMoneyExamp1e11111111111111111111111111", "CLAIM.example", "Claim now", 9, "99", 4, 80, IsRisk: true),
        new(607, "", "TON", "Toncoin", 9, "5.24", 3, 100),
        new(607, "EQCxE6mUtQJKFnGfaROTKOt1lZbDiiX1kCixRv7Nw2Id_sDs", "USDT", "Tether USD", 6, "1.0001", 3),
        new(637, "", "APT", "Aptos", 8, "8.83", 2, 100),
        new(784, "", "SUI", "Sui", 9, "1.9035", 4, 100),
        new(784, "0xdba34672e30cb065b1f93e3ab55318768fd6fef66c15942c9f7cb846e2f900e7::usdc::USDC", "USDC", "USD Coin", 6, "0.9998", 3),
        new(5757, "", "STX", "Stacks", 6, "1.71", 3, 100),
        new(9004, "", "ETH", "Ethereum", 18, "2650.43", 1, 100),
        new(79000005, "", "ELE", "Electra", 9, "0.75", 3, 100),
    ];

    public const string WrappedStakedEther = "0x7f39c581f595b53c5cb19bd0b3f8da6c935e2ca0";
    public const string UniswapPair = "0xb4e16d0168e52d35cacd2c6185b44281ec28c9dc";
    public const string AaveReceipt = "0x724dc807b04555b71ed48a6896b6f41593b8c637";
    public const string CurveLp = "0x1e2ebe2fffa7c9fa83486188f7c19f9acd1bb990";
    public const string StakedSol = "mSoLzYCxHdYgdzU16g5QSh3i5K3z3KZK7ytfqcJm7So";

    private static readonly FrozenDictionary<(int, string), TokenInfo> ByAddress = All.ToFrozenDictionary(t => (t.Chain, t.Address));

    private static readonly FrozenDictionary<int, TokenInfo[]> ByChain =
        All.GroupBy(t => t.Chain).ToFrozenDictionary(g => g.Key, g => g.ToArray());

    /// <summary>OKX has no base-unit balances for these: <c>rawBalance</c> is empty there.</summary>
    public static bool HasRaw(int chain) => chain is not (0 or 118 or 195 or 607 or 784 or 70000041 or 79000001);

    public static TokenInfo? Find(int chain, string address) => ByAddress.GetValueOrDefault((chain, Data.Address.Canonical(address)));

    public static IReadOnlyList<TokenInfo> On(int chain) => ByChain.GetValueOrDefault(chain) ?? [];
}
