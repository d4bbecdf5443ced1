using System.Globalization;
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
        var positions = new List<DefiPosition>();
        foreach (var network in details.SelectMany(d => d.NetworkHoldVoList))
        {
            var chain = OkxChains.Of(network.ChainIndex, network.ChainId, network.Network);
            var prefix = $"{platform.Id}:{Part(chain?.Code ?? "unknown")}";
            var before = positions.Count;
            foreach (var wire in network.InvestTokenBalanceVoList)
            {
                var key = $"{prefix}:{Part(First(wire.InvestmentId, wire.InvestmentKey, wire.InvestmentName))}";
                if (wire.PositionList.Count == 0)
                    positions.Add(Position(wire, key, platform, chain, wallet, source));
                else
                    AddRanged(positions, wire, key, platform, chain, wallet, source);
            }
            foreach (var wire in network.InvestMarketTokenBalanceVoList)
            {
                var key = $"{prefix}:{Part(First(InvestmentIdOf(wire), wire.InvestmentName))}";
                positions.Add(Market(wire, key, platform, chain, wallet, source));
            }
            if (network.AvailableRewards.Count == 0 && network.AirDropRewardInfo.Count == 0)
                continue;

            // A reward of a position may be listed again for the platform.
            var rewards = Unlisted(
                [
                    .. network.AvailableRewards.Select(g => Reward(g, chain)),
                    .. network.AirDropRewardInfo.Select(g => Reward(g, chain, RewardKind.Airdrop)),
                ],
                [.. positions.Skip(before).SelectMany(p => p.Rewards)]);
            if (rewards.Count > 0)
                positions.Add(Unclaimed(rewards, $"{prefix}:rewards", platform, chain, wallet, source));
        }
        return positions.ConvertAll(OkxUnidentified.Named);
    }

    private static string Part(string? part) => IdText.JoinBounded(':', part ?? "");

    /// <param name="platform">Null where the answer does not say.</param>
    /// <param name="chain">Null where neither the answer nor the question says.</param>
    public static DefiPosition Position(OkxInvestment wire, string key, Platform? platform, OkxChain? chain, WalletKey wallet, Source source)
    {
        chain ??= wire.RewardDefiTokenInfo.SelectMany(g => g.BaseDefiTokenInfos).Select(ChainOf).FirstOrDefault(c => c is not null);
        // What is in ranges is listed there again.
        var assets = wire.PositionList.Count == 0
            ? Assets(wire.AssetsTokenList, chain)
            : [.. wire.PositionList.SelectMany(ranged => Assets(ranged.AssetsTokenList, chain))];
        var rewards = Rewards(wire.RewardDefiTokenInfo, chain);
        if (wire.PositionList.Count > 0)
        {
            var fees = wire.PositionList.SelectMany(ranged => Fees(ranged, chain)).ToList();
            rewards = [.. fees, .. Unlisted(rewards, fees)];
        }
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
            Rewards = rewards,
            ValueUsd = wire.TotalValue ?? ValueOf(assets, rewards),
            DebtUsd = Debt(assets),
            HealthRate = wire.HealthRate,
            Source = source,
        };
    }

    /// <summary>The investment with an id, out of everything that a wallet has on a platform; null where it is not there.</summary>
    public static DefiPosition? Investment(
        IReadOnlyList<OkxWalletDetail> details, string id, Platform platform, WalletKey wallet, Source source)
    {
        foreach (var network in details.SelectMany(d => d.NetworkHoldVoList))
        {
            var chain = OkxChains.Of(network.ChainIndex, network.ChainId, network.Network);
            if (network.InvestTokenBalanceVoList.FirstOrDefault(i => i.InvestmentId == id || i.SourceInvestmentId == id) is { } investment)
            {
                var position = Position(investment, "", platform, chain, wallet, source);
                return investment.PositionList is [var only] ? InRange(position, only) : position;
            }
            if (network.InvestMarketTokenBalanceVoList.FirstOrDefault(m => IdsOf(m).Contains(id)) is { } market)
                return Market(market, "", platform, chain, wallet, source);
        }
        return null;
    }

    /// <summary>
    /// What is listed for a wallet on a platform, each network once: version 6 answers in a list, and may do so for each network.
    /// </summary>
    public static IReadOnlyList<OkxWalletDetail> OncePerNetwork(IReadOnlyList<OkxPlatformDetail> details)
    {
        if (details.Count <= 1)
            return details is [var only] ? only.WalletIdPlatformDetailList : [];
        var seen = new HashSet<string?>();
        var once = new List<OkxWalletDetail>();
        foreach (var detail in details)
        {
            var before = seen.ToArray();
            foreach (var wallet in detail.WalletIdPlatformDetailList)
            {
                once.Add(WireList.IsAbsent(wallet.NetworkHoldVoList) ? wallet : new OkxWalletDetail
                {
                    AccountId = wallet.AccountId,
                    WalletAddress = wallet.WalletAddress,
                    NetworkHoldVoList = [.. wallet.NetworkHoldVoList.Where(network => !before.Contains(CodeOf(network)))],
                });
                seen.UnionWith(wallet.NetworkHoldVoList.Select(CodeOf));
            }
        }
        return once;

        static string? CodeOf(OkxNetworkHolding network) => First(network.ChainIndex, network.ChainId, network.Network);
    }

    /// <summary>Liquidity in ranges is one position each. Where it is not said what each is worth, they are one.</summary>
    private static void AddRanged(
        List<DefiPosition> positions, OkxInvestment wire, string key, Platform platform, OkxChain? chain,
        WalletKey wallet, Source source)
    {
        var together = Position(wire, key, platform, chain, wallet, source);
        if (wire.PositionList is [var only])
        {
            positions.Add(InRange(together with { Key = RangedKey(key, only) }, only));
            return;
        }
        var ranged = new List<DefiPosition>(wire.PositionList.Count);
        var fees = new List<RewardGroup>();
        foreach (var one in wire.PositionList)
        {
            var assets = Assets(one.AssetsTokenList, chain);
            var mine = Fees(one, chain);
            fees.AddRange(mine);
            var worth = one.TotalValue ?? ValueOf(assets, mine);
            ranged.Add(InRange(together with { Assets = assets, Rewards = mine, ValueUsd = worth, DebtUsd = Debt(assets) }, one));
        }
        if (together.ValueUsd is not null && ranged.Exists(p => p.ValueUsd is null))
        {
            positions.Add(together);
            return;
        }
        positions.AddRange(ranged.Zip(wire.PositionList, (position, one) => position with { Key = RangedKey(key, one) }));
        // What can be collected beside the fees belongs to none of them alone.
        RewardGroup[] others = [.. together.Rewards.Skip(fees.Count)];
        if (others.Length > 0)
            positions.Add(Unclaimed(others, $"{key}:rewards", platform, chain, wallet, source));
    }

    private static string RangedKey(string key, OkxRangedPosition wire) =>
        string.IsNullOrEmpty(wire.TokenId) ? key : $"{key}:{Part(wire.TokenId)}";

    private static DefiPosition InRange(DefiPosition position, OkxRangedPosition wire) => position with
    {
        TokenId = NullIfEmpty(wire.TokenId),
        Range = new PriceRange
        {
            IsActive = wire.PositionStatus?.ToUpperInvariant() switch { "ACTIVE" => true, "INACTIVE" => false, _ => null },
            LowerPrice = wire.RangeInfo?.LowerPrice,
            UpperPrice = wire.RangeInfo?.UpperPrice,
            LowerTick = Tick(wire.RangeInfo?.TickLower),
            UpperTick = Tick(wire.RangeInfo?.TickUpper),
            Text = NullIfEmpty(wire.Range),
            PoolAddress = NullIfEmpty(wire.PoolAddress),
        },
    };

    private static int? Tick(string? text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var tick) ? tick : null;

    private static IReadOnlyList<RewardGroup> Fees(OkxRangedPosition wire, OkxChain? chain)
    {
        IReadOnlyList<OkxDefiToken> tokens =
            [.. wire.UnclaimFeesDefiTokenInfo.SelectMany(fee => fee.BaseDefiTokenInfos.Count > 0 ? fee.BaseDefiTokenInfos : [fee])];
        return tokens.Count == 0 ? [] : [Reward(new OkxRewardGroup { BaseDefiTokenInfos = tokens, RewardType = FeeType }, chain)];
    }

    private static IEnumerable<string?> IdsOf(OkxMarket wire) => wire.AssetMap is not { } assets ? [wire.InvestmentId]
        : [wire.InvestmentId, .. assets.Supply.Select(a => a.InvestmentId), .. assets.Borrow.Select(a => a.InvestmentId)];

    private static string? InvestmentIdOf(OkxMarket wire) => IdsOf(wire).FirstOrDefault(id => !string.IsNullOrEmpty(id));

    /// <summary>A lending market is one position: what is supplied, less what is owed.</summary>
    private static DefiPosition Market(OkxMarket wire, string key, Platform platform, OkxChain? chain, WalletKey wallet, Source source)
    {
        PositionAsset[] assets =
        [
            .. Side(wire.AssetMap?.Supply, chain),
            .. Side(wire.AssetMap?.Borrow, chain).Select(Owed),
        ];
        // Rewards of what is supplied or owed may be listed again for the market.
        List<RewardGroup> rewards =
            [.. Sides(wire).SelectMany(side => Rewards(side.RewardDefiTokenInfo, chain)).Where(g => g.Assets.Count > 0)];
        rewards.AddRange(Unlisted(Rewards(wire.MarketRewards, chain), rewards));
        return new DefiPosition
        {
            Key = key,
            Wallet = wallet,
            Name = BoundedText.Cut(First(wire.InvestmentName, wire.InvestName, platform.Name) ?? ""),
            Kind = wire.AssetMap is { Supply.Count: 0, Borrow.Count: > 0 } ? PositionKind.Borrow : PositionKind.Lend,
            ProviderKind = NullIfEmpty(wire.InvestType),
            InvestmentId = InvestmentIdOf(wire),
            Platform = platform,
            Network = chain?.Network,
            Assets = assets,
            Rewards = rewards,
            ValueUsd = wire.TotalValue ?? ValueOf(assets, rewards),
            DebtUsd = Debt(assets),
            HealthRate = wire.HealthRate,
            Source = source,
        };
    }

    private static IEnumerable<OkxMarketAsset> Sides(OkxMarket wire) =>
        wire.AssetMap is { } assets ? assets.Supply.Concat(assets.Borrow) : [];

    private static PositionAsset[] Side(IReadOnlyList<OkxMarketAsset>? wires, OkxChain? chain) =>
        Assets([.. (wires ?? []).SelectMany(wire => wire.AssetsTokenList.Count > 0 ? wire.AssetsTokenList : [wire])], chain);

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

    private const string FeeType = "V3_FEE";

    private static RewardKind? KindOfReward(string? rewardType) => rewardType switch
    {
        "1" or "REWARD_PLATFORM" or "REWARD_INVESTMENT" or FeeType => RewardKind.Public,
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

    /// <summary>
    /// Groups without what is listed before them. The same token is another reward only where both its amount and its kind differ.
    /// </summary>
    private static List<RewardGroup> Unlisted(IEnumerable<RewardGroup> groups, IReadOnlyList<RewardGroup> listed)
    {
        var rest = new List<RewardGroup>();
        foreach (var group in groups)
        {
            PositionAsset[] left = [.. group.Assets.Where(asset => OkxUnidentified.Is(asset.Token)
                || !listed.Concat(rest).Any(other => IsListed(asset, group, other)))];
            if (left.Length > 0)
                rest.Add(left.Length == group.Assets.Count ? group : group with { Assets = left, ValueUsd = SumOf(left) });
        }
        return rest;
    }

    private static bool IsListed(PositionAsset asset, RewardGroup group, RewardGroup other)
    {
        var mayDiffer = group.ProviderKind is not null && other.ProviderKind is not null && group.ProviderKind != other.ProviderKind;
        foreach (var listed in other.Assets)
        {
            if (listed.Token.Id == asset.Token.Id && (!mayDiffer || listed.Amount == asset.Amount))
                return true;
        }
        return false;
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

    /// <summary>What a position is worth that OKX states no total of: all that it lists, if all of it has a value.</summary>
    private static BigDecimal? ValueOf(PositionAsset[] assets, IReadOnlyList<RewardGroup> rewards)
    {
        PositionAsset[] parts = [.. assets, .. rewards.SelectMany(g => g.Assets)];
        return parts.Length == 0 ? null : SumOf(parts);
    }

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
