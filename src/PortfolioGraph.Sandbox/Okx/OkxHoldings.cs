using PortfolioGraph.Sandbox.Data;
using PortfolioGraph.Sandbox.Neptune;

namespace PortfolioGraph.Sandbox.Okx;

/// <summary>What an address or an OKX account holds: made up, but the same in every run, and consistent in itself.</summary>
internal static class OkxHoldings
{
    /// <summary>The account of the token-balances example: two tokens and nothing else.</summary>
    public const string ExampleAccount = "4686531e-3adb-469a-8000-8fd1c2097f68";

    /// <summary>The wallet of the asset-detail example (masked there).</summary>
    public const string ExampleInvestor = "0x7f429edeff8afc7bb3a2cf7db832fc86f6fa99da";

    /// <summary>The two wallets of the platform-list example, on Ethereum and on BNB Chain.</summary>
    public const string ExampleLister1 = "0x742d35cc6634c0532925a3b8d4c7d2f7d3cbf9f6", ExampleLister2 = "0x8f3cf7ad23cd3cadbd9735aff958023239c6a063";

    /// <summary>A wallet that OKX is still counting: <c>assetStatus</c> 2.</summary>
    public const string StillUpdating = "0x00000000000000000000000000000000000000a2";

    private const int Ethereum = 1, Bsc = 56, Arbitrum = 42161, Bitcoin = 0, Solana = 501;
    internal const int Injective = 70000041;

    /// <summary>The tokens of an owner on some chains.</summary>
    public static IEnumerable<TokenHolding> Tokens(string owner, params IEnumerable<int> chains)
    {
        if (Empty.Holds(owner))
            return [];
        if (owner == ExampleAccount)
            return ExampleTokens.Where(t => chains.Contains(t.Chain));
        var receipts = Receipts(Platforms(owner)).ToLookup(r => r.Chain);
        return chains.Distinct().SelectMany(c => c != Injective ? Rolled(owner, c, receipts[c]) : Guid.TryParse(owner, out _) ? [] : InjectiveTokens(owner));
    }

    /// <summary>The tokens that stand for positions, with the amounts held.</summary>
    public static IEnumerable<(int Chain, TokenInfo Token, Exact Balance)> Receipts(IEnumerable<DefiPlatform> platforms) =>
        from platform in platforms
        from network in platform.Networks
        from position in network.Positions
        let receipt = position.Receipt
        where receipt is not null
        select (network.Chain, receipt.Value.Token, receipt.Value.Balance);

    private static readonly TokenHolding[] ExampleTokens =
    [
        new(Ethereum, "", "ETH", "0.07210371955388872", "", "2650.43", "1", false, IsMisspelled: true),
        new(Bitcoin, "btc-brc20-psat", "psat", "1", "", "140", "2", false, IsMisspelled: false),
    ];

    private static IEnumerable<TokenHolding> Rolled(string owner, int chain, IEnumerable<(int Chain, TokenInfo Token, Exact Balance)> receipts)
    {
        var dice = new Dice($"{owner}/tokens/{chain}");
        var index = 0;
        foreach (var token in TokenInfo.On(chain))
        {
            if (dice.Chance(token.Share))
                yield return TokenHolding.Of(token, dice.Amount(token.WholeDigits, token.Decimals), index++ % 2 == 1);
        }
        foreach (var (_, token, balance) in receipts)
            yield return TokenHolding.Of(token, balance, index++ % 2 == 1);
    }

    /// <summary>OKX sees on Injective what Neptune sees in the wallet, receipts included.</summary>
    private static IEnumerable<TokenHolding> InjectiveTokens(string owner) =>
        from balance in NeptuneUser.Of(owner).Wallet
        let asset = balance.Asset
        select new TokenHolding(
            Injective, OkxAddress(asset), asset.Symbol, balance.Amount.Scaled(asset).ToString(), "", asset.Price, "1", false, false);

    private static string OkxAddress(NeptuneAsset asset) => asset.Key == "inj" ? "" : asset.Key;

    /// <summary>The DeFi positions of an owner, on every chain that its addresses fit.</summary>
    public static IReadOnlyList<DefiPlatform> Platforms(string owner)
    {
        if (Empty.Holds(owner) || owner == ExampleAccount)
            return [];
        switch (owner)
        {
            case ExampleInvestor:
                return [ExampleFarm];
            case ExampleLister1:
                return [ExampleEthena];
            case ExampleLister2:
                return [ExamplePancake];
        }

        if (Guid.TryParse(owner, out _))
            return [.. EvmPlatforms(owner), Marinade(owner)];
        if (Chain.Of(Ethereum).Fits(owner))
            return EvmPlatforms(owner);
        if (Chain.Of(Injective).Fits(owner))
            return InjectivePlatforms(owner);
        if (Chain.Of(195).Fits(owner))
            return [];
        // An old Bitcoin address may look like a Solana one (32 to 35 letters): the first letter settles it, as on the chains themselves.
        if (Chain.Of(Bitcoin).Fits(owner) && (owner.Length < 32 || owner[0] is '1' or '3' or 'b' or 'B'))
            return [Ordinals(owner)];
        return Chain.Of(Solana).Fits(owner) ? [Marinade(owner)] : [];
    }

    private static readonly DefiPlatform ExampleFarm = new(260, "Lybra Finance", "https://lybra.finance", true,
    [
        new(Arbitrum,
        [
            new("21670", "Curve LP peUSD-USDC.e", 3,
                [new("peUSDUSDC-f", TokenInfo.CurveLp, 18, Exact.Parse("2.691174106339194701"), Exact.Parse("2.61869989433167351725360102089837"))],
                [new("esLBR", "0x73b1988a3336208e55275c52fac7f5d3a7dfb89f", 18, Exact.Parse("0.002555136460646101"), Exact.Parse("0.00307009284288151737625793354325"))],
                (TokenInfo.Find(Arbitrum, TokenInfo.CurveLp)!, Exact.Parse("2.691174106339194701"))),
        ]),
    ]);

    private static readonly DefiPlatform ExampleEthena = new(118265, "Ethena", "https://app.ethena.fi", true,
    [
        new(Ethereum,
        [
            new("118265001", "Staked USDe", 5,
                [new("USDe", "0x4c9edd5852cd905f086c759e8383e09bff1e68b3", 18, Exact.Parse("10070.125"), Exact.Parse("10076.999426431322729394061370751783986"))], []),
        ]),
    ]);

    private static readonly DefiPlatform ExamplePancake = new(61, "PancakeSwap", "https://pancakeswap.finance", false,
    [
        new(Bsc,
        [
            new("61001", "CAKE-BNB", 2,
                [
                    Priced("CAKE", "0x0e09fabb73bd3ade0a17ecc321fd13a19e81ce82", 18, "120.500000000000000001", "1.9417"),
                    Priced("BNB", "", 18, "0.41", "571.2"),
                ],
                [Priced("CAKE", "0x0e09fabb73bd3ade0a17ecc321fd13a19e81ce82", 18, "0.000000000000000123", "1.9417")]),
        ]),
    ]);

    private static DefiToken Priced(string symbol, string address, int precision, string amount, string price) =>
        new(symbol, address, precision, Exact.Parse(amount), Exact.Parse(amount) * Exact.Parse(price));

    private static DefiPlatform[] EvmPlatforms(string owner)
    {
        var dice = new Dice($"{owner}/defi");
        var platforms = new List<DefiPlatform>();

        var supplied = dice.Amount(4, 6) + Exact.Parse("5000");
        var lending = new List<DefiNetwork>
        {
            new(Arbitrum,
            [
                new("10042161", "Aave V3 USDC market", 1,
                    [
                        Token(dice, Arbitrum, "0xaf88d065e77c8cc2239327c5edb3a432268e5831", supplied),
                        Token(dice, Arbitrum, "", -(dice.Amount(0, 18) + Exact.Parse("0.25")) * Exact.Parse("0.1")),
                    ],
                    [Token(dice, Arbitrum, "0x912ce59144191c1204e64559fe8253a0e49e6548", dice.Amount(1, 18))],
                    (TokenInfo.Find(Arbitrum, TokenInfo.AaveReceipt)!, supplied)),
            ]),
        };
        if (dice.Chance(60))
            lending.Add(new DefiNetwork(Ethereum, [new("10000001", "Aave V3 WETH", 1, [Token(dice, Ethereum, "0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2", dice.Amount(2, 18))], [])]));
        platforms.Add(new DefiPlatform(10, "Aave V3", "https://app.aave.com", true, [.. lending]));

        platforms.Add(new DefiPlatform(44, "Uniswap", "https://app.uniswap.org", true,
        [
            new(Ethereum,
            [
                new("44000001", "USDC-ETH", 2,
                    [
                        Token(dice, Ethereum, "0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48", dice.Amount(4, 6)),
                        Token(dice, Ethereum, "", dice.Amount(1, 18)),
                    ],
                    [Token(dice, Ethereum, "0x1f9840a85d5af5bf1d1762f925bdaddc4201f984", dice.Amount(1, 18))],
                    (TokenInfo.Find(Ethereum, TokenInfo.UniswapPair)!, dice.Amount(0, 18) with { Scale = 22 })),
            ]),
        ]));

        if (dice.Chance(70))
        {
            var staked = dice.Amount(1, 18);
            platforms.Add(new DefiPlatform(22, "Lido", "https://stake.lido.fi", true,
            [
                new(Ethereum, [new("22000001", "Liquid staked Ether", 5, [Token(dice, Ethereum, "", staked)], [], (TokenInfo.Find(Ethereum, TokenInfo.WrappedStakedEther)!, staked))]),
            ]));
        }
        if (dice.Chance(50))
        {
            platforms.Add(new DefiPlatform(61, "PancakeSwap", "https://pancakeswap.finance", false,
            [
                new(Bsc, [new("61000056", "CAKE pool", 3, [Token(dice, Bsc, "0x0e09fabb73bd3ade0a17ecc321fd13a19e81ce82", dice.Amount(3, 18))], [Token(dice, Bsc, "", dice.Amount(0, 18))])]),
            ]));
        }
        return [.. platforms];
    }

    private static DefiPlatform Marinade(string owner)
    {
        var dice = new Dice($"{owner}/defi/501");
        var staked = dice.Amount(2, 9);
        return new DefiPlatform(70, "Marinade", "https://marinade.finance", true,
            [new(Solana, [new("70000501", "Staked SOL", 5, [Token(dice, Solana, "", staked)], [], (TokenInfo.Find(Solana, TokenInfo.StakedSol)!, staked))])]);
    }

    private static DefiPlatform Ordinals(string owner)
    {
        var dice = new Dice($"{owner}/defi/0");
        return new DefiPlatform(88, "Sandbox Ordinals", "https://ordinals.sandbox.example", false,
            [new(Bitcoin, [new("88000000", "ordi pool", 3, [Token(dice, Bitcoin, "btc-brc20-ordi", dice.Amount(2, 18))], [])])]);
    }

    /// <summary>The very lending and borrowing that Neptune reports: the same holding from two providers.</summary>
    private static DefiPlatform[] InjectivePlatforms(string owner)
    {
        var user = NeptuneUser.Of(owner);
        var positions = new List<DefiPosition>();
        foreach (var lend in user.Lend)
        {
            var receipt = lend.Asset.Receipt!;
            positions.Add(new DefiPosition(
                $"40101{positions.Count:00}", $"Neptune lend {lend.Asset.Symbol}", 1, [InjectiveToken(lend.Asset, lend.OriginTotal)], [],
                (new TokenInfo(Injective, receipt.Key, receipt.Symbol, receipt.Name, receipt.Decimals, receipt.Price), new Exact(lend.ReceiptHeld, receipt.Decimals))));
        }
        foreach (var account in user.Accounts.Where(a => a.Debts.Count > 0))
        {
            positions.Add(new DefiPosition(
                $"40101{positions.Count:00}", $"Neptune account {account.Index}", 6,
                [
                    .. account.Collaterals.Where(c => c.Asset.Origin is null).Select(c => InjectiveToken(c.Asset, c.Shares)),
                    .. account.Debts.Select(d => InjectiveToken(d.Asset, -d.Shares)),
                ], []));
        }
        return positions.Count == 0 ? [] : [new DefiPlatform(40101, "Neptune", "https://nept.finance", true, [new(Injective, [.. positions])])];
    }

    private static DefiToken InjectiveToken(NeptuneAsset asset, System.Numerics.BigInteger amount)
    {
        var scaled = amount.Scaled(asset);
        return new DefiToken(asset.Symbol, OkxAddress(asset), asset.Decimals, scaled, scaled * Exact.Parse(asset.Price));
    }

    /// <summary>An amount with a value of as many digits as the live API gives: the price carries 18 decimals of its own.</summary>
    private static DefiToken Token(Dice dice, int chain, string address, Exact amount)
    {
        var token = TokenInfo.Find(chain, address)!;
        var price = Exact.Parse(token.Price) + (dice.Amount(0, 12) with { Scale = 18 });
        return new DefiToken(token.Symbol, token.Address, token.Decimals, amount, amount * price);
    }
}
