using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Numbers;
using PortfolioGraph.Holdings.Platforms;
using PortfolioGraph.Holdings.Positions;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Holdings.Wallets;
using PortfolioGraph.Providers.Http;

namespace PortfolioGraph.Providers.Okx;

internal static partial class OkxMapping
{
    /// <summary>Everything that a wallet has on one platform: the investments of each network, then rewards that belong to none of them.</summary>
    public static IReadOnlyList<DefiPosition> Positions(IReadOnlyList<OkxWalletDetail> details, Platform platform, WalletKey wallet, Source source)
    {
        var keys = new Dictionary<string, int>();
        var positions = new List<DefiPosition>();
        foreach (var network in details.SelectMany(d => d.NetworkHoldVoList))
        {
            var chain = OkxChains.Of(network.ChainIndex, network.ChainId, network.Network);
            var prefix = $"{platform.Id}:{Part(chain?.Code ?? "unknown")}";
            var before = positions.Count;
            foreach (var wire in network.InvestTokenBalanceVoList)
            {
                var key = Unique(keys, $"{prefix}:{Part(First(wire.InvestmentId, wire.InvestmentKey, wire.InvestmentName))}");
                positions.Add(Position(wire, key, platform, chain, wallet, source));
            }
            foreach (var wire in network.InvestMarketTokenBalanceVoList)
            {
                var key = Unique(keys, $"{prefix}:{Part(First(wire.InvestmentId, wire.InvestmentName))}");
                positions.Add(Market(wire, key, platform, chain, wallet, source));
            }
            if (network.AvailableRewards.Count == 0 && network.AirDropRewardInfo.Count == 0)
                continue;

            // A reward of a position may be listed again for the platform.
            var listed = positions.Skip(before).SelectMany(p => p.Rewards).SelectMany(g => g.Assets).Select(a => a.Token.Id).ToHashSet();
            var rewards = network.AvailableRewards.Select(g => Reward(g, chain))
                .Concat(network.AirDropRewardInfo.Select(g => Reward(g, chain, RewardKind.Airdrop)))
                .Select(g => Without(g, listed))
                .Where(g => g.Assets.Count > 0)
                .ToList();
            if (rewards.Count > 0)
                positions.Add(Unclaimed(rewards, Unique(keys, $"{prefix}:rewards"), platform, chain, wallet, source));
        }
        return positions.ConvertAll(OkxUnidentified.Named);
    }

    private static string Part(string? part) => IdText.JoinBounded(':', part ?? "");

    /// <param name="platform">Null where the answer does not say.</param>
    /// <param name="chain">Null where neither the answer nor the question says.</param>
    public static DefiPosition Position(OkxInvestment wire, string key, Platform? platform, OkxChain? chain, WalletKey wallet, Source source)
    {
        chain ??= wire.RewardDefiTokenInfo.SelectMany(g => g.BaseDefiTokenInfos).Select(ChainOf).FirstOrDefault(c => c is not null);
        var assets = Assets(wire.AssetsTokenList, chain);
        return new DefiPosition
        {
            Key = key,
            Wallet = wallet,
            Name = BoundedText.Cut(First(wire.InvestmentName, wire.InvestName, platform?.Name) ?? ""),
            Kind = KindOf(wire.InvestType),
            ProviderKind = NullIfEmpty(wire.InvestType),
            InvestmentId = NullIfEmpty(wire.InvestmentId),
            SourceInvestmentId = NullIfEmpty(wire.SourceInvestmentId),
            Platform = platform,
            Network = chain?.Network,
            Assets = assets,
            Rewards = Rewards(wire.RewardDefiTokenInfo, chain),
            ValueUsd = wire.TotalValue,
            DebtUsd = Debt(assets),
            HealthRate = wire.HealthRate,
            Source = source,
        };
    }

    /// <summary>A lending market is one position: what is supplied, less what is owed.</summary>
    private static DefiPosition Market(OkxMarket wire, string key, Platform platform, OkxChain? chain, WalletKey wallet, Source source)
    {
        PositionAsset[] assets =
        [
            .. Assets(wire.AssetMap?.Supply ?? [], chain),
            .. Assets(wire.AssetMap?.Borrow ?? [], chain).Select(Owed),
        ];
        return new DefiPosition
        {
            Key = key,
            Wallet = wallet,
            Name = BoundedText.Cut(First(wire.InvestmentName, wire.InvestName, platform.Name) ?? ""),
            Kind = wire.AssetMap is { Supply.Count: 0, Borrow.Count: > 0 } ? PositionKind.Borrow : PositionKind.Lend,
            ProviderKind = NullIfEmpty(wire.InvestType),
            InvestmentId = NullIfEmpty(wire.InvestmentId),
            Platform = platform,
            Network = chain?.Network,
            Assets = assets,
            Rewards = Rewards(wire.MarketRewards, chain),
            // Its documents name no total, so the sum of what it does state has to do.
            ValueUsd = wire.TotalValue ?? SumOf(assets),
            DebtUsd = Debt(assets),
            HealthRate = wire.HealthRate,
            Source = source,
        };
    }

    private static PositionAsset Owed(PositionAsset asset) => asset with { Amount = Negative(asset.Amount), ValueUsd = Negative(asset.ValueUsd) };

    private static BigDecimal? Negative(BigDecimal? number) => number is { } n ? -BigDecimal.Abs(n) : null;

    // Version 5 has 1 to 5; the others are version 6's.
    private static PositionKind KindOf(string? investType) => investType switch
    {
        "1" or "9" => PositionKind.Save,
        "2" => PositionKind.Pool,
        "3" => PositionKind.Farm,
        "4" => PositionKind.Vault,
        "5" or "7" => PositionKind.Stake,
        "6" => PositionKind.Borrow,
        "8" => PositionKind.Locked,
        "10" => PositionKind.Vesting,
        _ => PositionKind.Other,
    };

    private static RewardKind? KindOfReward(string? rewardType) => rewardType switch
    {
        "1" or "REWARD_PLATFORM" or "REWARD_INVESTMENT" or "V3_FEE" => RewardKind.Public,
        "2" or "UNLOCKED_PRINCIPAL" => RewardKind.Redeemable,
        "3" => RewardKind.Airdrop,
        "4" or "REWARD_OKX_BONUS" or "REWARD_MERKLE_BONUS" => RewardKind.Bonus,
        _ => null,
    };

    private static PositionAsset[] Assets(IReadOnlyList<OkxDefiToken> wires, OkxChain? positionChain)
    {
        var assets = new PositionAsset[wires.Count];
        for (var i = 0; i < assets.Length; i++)
            assets[i] = Asset(wires[i], positionChain);
        return assets;
    }

    private static PositionAsset Asset(OkxDefiToken wire, OkxChain? positionChain)
    {
        // A name that we don't know says less than the position's own chain.
        var named = ChainOf(wire);
        var chain = named is OkxChain.Mapped || wire.ChainIndex is not null || wire.ChainId is not null ? named : positionChain ?? named;
        return new PositionAsset
        {
            Token = OkxTokens.Of(
                chain, wire.TokenAddress ?? wire.TokenContractAddress, wire.TokenSymbol, OkxTokens.Decimals(wire.TokenPrecision), wire.TokenName,
                WebUrl.OrNull(wire.TokenLogo)),
            Network = chain?.Network,
            Amount = wire.CoinAmount,
            ValueUsd = wire.CurrencyAmount,
            ButtonType = NullIfEmpty(wire.ButtonType),
        };
    }

    private static RewardGroup[] Rewards(IReadOnlyList<OkxRewardGroup> wires, OkxChain? chain)
    {
        var rewards = new RewardGroup[wires.Count];
        for (var i = 0; i < rewards.Length; i++)
            rewards[i] = Reward(wires[i], chain);
        return rewards;
    }

    private static RewardGroup Reward(OkxRewardGroup wire, OkxChain? chain, RewardKind unnamed = RewardKind.Other)
    {
        var assets = Assets(wire.BaseDefiTokenInfos, chain);
        return new RewardGroup
        {
            Kind = KindOfReward(wire.RewardType) ?? (string.IsNullOrEmpty(wire.RewardType) ? unnamed : RewardKind.Other),
            ProviderKind = NullIfEmpty(wire.RewardType),
            ButtonType = NullIfEmpty(wire.ButtonType),
            Assets = assets,
            ValueUsd = SumOf(assets),
        };
    }

    private static RewardGroup Without(RewardGroup group, HashSet<string> listed)
    {
        PositionAsset[] left = [.. group.Assets.Where(a => OkxUnidentified.Is(a.Token) || listed.Add(a.Token.Id))];
        return left.Length == group.Assets.Count ? group : group with { Assets = left, ValueUsd = SumOf(left) };
    }

    private static DefiPosition Unclaimed(
        IReadOnlyList<RewardGroup> rewards, string key, Platform platform, OkxChain? chain, WalletKey wallet, Source source) => new()
    {
        Key = key,
        Wallet = wallet,
        Name = $"{platform.Name} rewards",
        Kind = PositionKind.Reward,
        Platform = platform,
        Network = chain?.Network,
        Rewards = rewards,
        ValueUsd = SumOf(rewards.SelectMany(g => g.Assets)),
        DebtUsd = BigDecimal.Zero,
        Source = source,
    };

    private static OkxChain? ChainOf(OkxDefiToken wire) => OkxChains.Of(wire.ChainIndex, wire.ChainId, wire.Network);

    private static BigDecimal? SumOf(IEnumerable<PositionAsset> assets)
    {
        BigDecimal? sum = BigDecimal.Zero;
        foreach (var asset in assets)
            sum += asset.ValueUsd;
        return sum;
    }

    private static BigDecimal? Debt(PositionAsset[] assets)
    {
        BigDecimal? sum = BigDecimal.Zero;
        foreach (var asset in assets)
        {
            if ((asset.ValueUsd ?? asset.Amount) is { Sign: < 0 })
                sum += asset.ValueUsd;
        }
        return sum;
    }

    /// <summary>The key, with an ordinal where it was given before.</summary>
    private static string Unique(Dictionary<string, int> keys, string key)
    {
        var before = keys.GetValueOrDefault(key);
        keys[key] = before + 1;
        return before == 0 ? key : $"{key}:{before + 1}";
    }

    private static string? First(params ReadOnlySpan<string?> texts)
    {
        foreach (var text in texts)
        {
            if (!string.IsNullOrEmpty(text))
                return text;
        }
        return null;
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
