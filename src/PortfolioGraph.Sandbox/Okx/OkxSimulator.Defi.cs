using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PortfolioGraph.Sandbox.Data;
using PortfolioGraph.Sandbox.Settings;
using PortfolioGraph.Sandbox.Wire;

namespace PortfolioGraph.Sandbox.Okx;

/// <content>DeFi platforms, their details, and single investments.</content>
internal sealed partial class OkxSimulator
{
    /// <summary>An address that was asked for, as it was spelt, and the chains to look at.</summary>
    private sealed record Asked(string Spelling, HashSet<int> Chains)
    {
        public string Owner => Address.Canonical(Spelling);
    }

    private OkxError? PlatformList(Call call)
    {
        if (ReadWallets(call, call.Body.Items("walletAddressList"), out var wallets) is { } error)
            return error;

        var w = call.Writer;
        var found = wallets.ConvertAll(a => (Wallet: a, Platforms: On(a)));
        w.WriteStartObject();
        w.List("walletIdPlatformList", found.Exists(f => f.Platforms.Count > 0) ? found : [], entry =>
        {
            w.WriteStartObject();
            w.List("platformList", entry.Platforms, platform => WritePlatform(call, platform));
            WriteWalletId(call, "walletId", entry.Wallet);
            w.WriteString("totalAssets", Exact.Sum(entry.Platforms.Select(p => p.Value)).ToString());
            w.WriteEndObject();
        });
        var receipts = found.SelectMany(f => OkxHoldings.Receipts(f.Platforms)).Select(r => (r.Chain, r.Token.Address)).Distinct();
        w.List("lpTokenAddressList", receipts, receipt =>
        {
            w.WriteStartObject();
            WriteChain(call, receipt.Chain);
            w.WriteString(call.IsV6 ? "tokenContractAddress" : "tokenAddress", receipt.Address);
            w.WriteEndObject();
        });
        w.WriteNumber("updateAt", _options.TimeProvider.GetUtcNow().ToUnixTimeMilliseconds());
        w.WriteNumber("assetStatus", wallets.Exists(a => a.Owner == OkxHoldings.StillUpdating) ? 2 : 1);
        w.WriteEndObject();
        return null;
    }

    private OkxError? PlatformDetail(Call call)
    {
        if (!int.TryParse(call.Body.Text("analysisPlatformId"), out var platformId))
            return new OkxError(84000, "Parameter analysisPlatformId error");
        // The documents show the list both inside accountIdInfoList and at the top.
        var entries = call.Body.Items("accountIdInfoList").SelectMany(i => i.Items("walletAddressList")).Concat(call.Body.Items("walletAddressList"));
        if (ReadWallets(call, entries, out var wallets) is { } error)
            return error;
        if (!KnownPlatforms.TryGetValue(platformId, out var known))
            return new OkxError(84001, "The platform is not supported");

        WriteDetail(call, known, wallets);
        return null;
    }

    private OkxError? PlatformDetailV6(Call call)
    {
        if (ReadWallets(call, call.Body.Items("walletAddressList"), out var wallets) is { } error)
            return error;
        var asked = call.Body.Items("platformList").ToArray();
        if (asked.Length == 0)
            return new OkxError(84000, "Parameter platformList error");
        var platforms = new List<(DefiPlatform Platform, HashSet<int> Chains)>();
        foreach (var group in asked.GroupBy(p => p.Text("analysisPlatformId")))
        {
            if (!int.TryParse(group.Key, out var id) || !KnownPlatforms.TryGetValue(id, out var known))
                return new OkxError(84001, "The platform is not supported");
            if (group.Any(p => Chain.Find(p.Text("chainIndex")) is null))
                return OkxError.ChainUnknown;
            platforms.Add((known, [.. group.Select(p => Chain.Find(p.Text("chainIndex"))!.Index)]));
        }
        foreach (var (platform, chains) in platforms)
            WriteDetail(call, platform, wallets.ConvertAll(a => a with { Chains = [.. a.Chains.Intersect(chains)] }));
        return null;
    }

    private OkxError? AssetDetail(Call call)
    {
        if (call.Body.Text("address") is not { } address)
            return new OkxError(84000, "Parameter address error");
        var id = call.Body.Text("investmentId") ?? call.Body.Text("poolId");
        if (id is null)
            return new OkxError(84000, "Parameter investmentId and poolId can not be empty at the same time");
        if (!Address.IsKnown(address))
            return OkxError.AddressIllegal;
        Chain? chain = null;
        if (call.Body.Text("chainId") is { } chainId)
        {
            chain = Chain.Find(chainId);
            if (chain is null)
                return OkxError.ChainUnknown;
            if (!chain.Fits(address))
                return OkxError.FormatMismatch;
        }

        var w = call.Writer;
        foreach (var network in OkxHoldings.Platforms(Address.Canonical(address)).SelectMany(p => p.Networks).Where(n => chain is null || n.Chain == chain.Index))
        {
            foreach (var position in network.Positions.Where(p => p.Id == id))
            {
                w.WriteStartObject();
                w.WriteString("investmentName", position.Name);
                w.WriteString("investmentId", position.Id);
                w.WriteString("sourceInvestmentId", position.Id);
                w.WriteString("investType", position.Type.ToString());
                w.WriteString("investName", position.Category);
                w.List("assetsTokenList", position.Assets, token => WriteAsset(w, token, null, false));
                WriteRewards(w, position.Rewards, () => w.List("baseDefiTokenInfos", position.Rewards, token => WriteAsset(w, token, network.Chain, true)), buttons: true);
                w.WriteString("totalValue", position.Value.ToString());
                w.WriteEndObject();
            }
        }
        return null;
    }

    /// <summary>
    /// The addresses asked for, each once, with its chains. An address that no chain takes is illegal; families may not
    /// be mixed, and each address must fit its chain. v6 takes one address for each chain.
    /// </summary>
    private static OkxError? ReadWallets(Call call, IEnumerable<JsonElement> entries, out List<Asked> wallets)
    {
        wallets = [];
        var byOwner = new Dictionary<string, Asked>();
        var families = new HashSet<ChainFamily>();
        var fit = true;
        foreach (var entry in entries)
        {
            if (entry.Text("walletAddress") is not { } address)
                return new OkxError(84000, "Parameter walletAddress error");
            if (Chain.Find(entry.Text("chainId") ?? entry.Text("chainIndex")) is not { } chain)
                return OkxError.ChainUnknown;
            if (!byOwner.TryGetValue(Address.Canonical(address), out var asked))
            {
                if (!Address.IsKnown(address))
                    return OkxError.AddressIllegal;
                wallets.Add(asked = byOwner[Address.Canonical(address)] = new Asked(address, []));
            }
            if (call.IsV6 && wallets.Exists(other => other != asked && other.Chains.Contains(chain.Index)))
                return new OkxError(84000, "Parameter walletAddressList error");
            asked.Chains.Add(chain.Index);
            families.Add(chain.Family);
            fit &= chain.Fits(address);
        }
        if (wallets.Count == 0)
            return new OkxError(84000, "Parameter walletAddressList error");
        if (wallets.Count > MaxAddresses)
            return OkxError.TooManyAddresses;
        return families.Count > 1 || !fit ? OkxError.FormatMismatch : null;
    }

    private static List<DefiPlatform> On(Asked wallet) =>
        [.. OkxHoldings.Platforms(wallet.Owner).Select(p => p.On(wallet.Chains)).OfType<DefiPlatform>()];

    private static readonly Dictionary<int, DefiPlatform> KnownPlatforms = new[]
    {
        OkxHoldings.ExampleInvestor, OkxHoldings.ExampleLister1, OkxHoldings.ExampleLister2, Guid.AllBitsSet.ToString(),
        "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "inj1ld53vz2u580kpwmee6fvu048fsmut56e4plyns",
    }
        .SelectMany(OkxHoldings.Platforms)
        .Append(new DefiPlatform(22, "Lido", "https://stake.lido.fi", true, []))
        .DistinctBy(p => p.Id)
        .ToDictionary(p => p.Id);

    private void WriteWalletId(Call call, string name, Asked wallet)
    {
        var w = call.Writer;
        switch (_options.WalletIdStyle)
        {
            case WalletIdStyle.Address:
                // v6 writes EVM addresses in lower case, however they were asked for.
                w.WriteString(name, call.IsV6 ? wallet.Owner : wallet.Spelling);
                break;
            case WalletIdStyle.Opaque:
                w.WriteString(name, new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(wallet.Owner)).AsSpan(0, 16)).ToString());
                break;
        }
    }

    /// <summary>v5: a number called chainId. v6: text called chainIndex.</summary>
    private static void WriteChain(Call call, int chain)
    {
        if (call.IsV6)
            call.Writer.WriteString("chainIndex", chain.ToString());
        else
            call.Writer.WriteNumber("chainId", chain);
    }

    private static void WritePlatform(Call call, DefiPlatform platform)
    {
        var w = call.Writer;
        w.WriteStartObject();
        w.WriteString("platformName", platform.Name);
        WritePlatformId(call, platform);
        w.WriteString("platformLogo", platform.Logo);
        w.WriteString("platformColor", "");
        w.WriteString("platformUrl", platform.Url);
        w.WriteString("currencyAmount", platform.Value.ToString());
        w.WriteBoolean("isSupportInvest", platform.IsSupported);
        w.WriteNumber("bonusTag", 0);
        w.WriteNumber("investmentCount", platform.Networks.Sum(n => n.Positions.Length));
        w.List(call.IsV6 ? "networkBalanceList" : "networkBalanceVoList", platform.Networks, network =>
        {
            w.WriteStartObject();
            w.WriteString("network", Chain.Of(network.Chain).Short);
            w.WriteString("networkLogo", $"https://static.sandbox.example/chain/{network.Chain}.png");
            WriteChain(call, network.Chain);
            w.WriteString("currencyAmount", network.Value.ToString());
            w.WriteEndObject();
        });
        w.WriteEndObject();
    }

    private static void WritePlatformId(Call call, DefiPlatform platform)
    {
        if (call.IsV6)
            call.Writer.WriteString("analysisPlatformId", platform.Id.ToString());
        else
            call.Writer.WriteNumber("analysisPlatformId", platform.Id);
    }

    private void WriteDetail(Call call, DefiPlatform known, List<Asked> wallets)
    {
        var w = call.Writer;
        var found = wallets.ConvertAll(a => (Wallet: a, Platform: On(a).Find(p => p.Id == known.Id)));
        w.WriteStartObject();
        w.List("walletIdPlatformDetailList", found.Exists(f => f.Platform is not null) ? found : [], entry =>
        {
            w.WriteStartObject();
            WriteWalletId(call, "accountId", entry.Wallet);
            w.List("networkHoldVoList", entry.Platform?.Networks ?? [], network =>
            {
                w.WriteStartObject();
                w.WriteString("network", Chain.Of(network.Chain).Name);
                WriteChain(call, network.Chain);
                w.WriteString("totalAssert", network.Value.ToString());
                if (call.IsV6)
                    WritePositionsV6(w, network);
                else
                    WritePositions(w, network);
                w.WriteEndObject();
            });
            w.WriteEndObject();
        });
        w.WriteString("platformName", known.Name);
        WritePlatformId(call, known);
        w.WriteString("platformLogo", known.Logo);
        w.WriteString("platformUrl", known.Url);
        w.WriteEndObject();
    }

    private static void WritePositions(Utf8JsonWriter w, DefiNetwork network)
    {
        w.List("investTokenBalanceVoList", network.Positions, position =>
        {
            w.WriteStartObject();
            w.WriteNumber("investType", position.Type);
            WriteInvestment(w, position, "investmentKey");
            w.List("assetsTokenList", position.Assets, token => WriteToken(w, token, network.Chain));
            WriteRewards(w, position.Rewards, () => w.List("baseDefiTokenInfos", position.Rewards, token => WriteToken(w, token, network.Chain)), buttons: false);
            w.WriteString("totalValue", position.Value.ToString());
            w.WriteEndObject();
        });
        w.List<DefiToken>("availableRewards", [], _ => { });
        w.List<DefiToken>("airDropRewardInfo", [], _ => { });
    }

    /// <summary>v6 tells markets apart from other positions, and pool positions of Uniswap V3 one by one.</summary>
    private static void WritePositionsV6(Utf8JsonWriter w, DefiNetwork network)
    {
        void Tokens(string name, IEnumerable<DefiToken> tokens) =>
            w.List(name, tokens, token => WriteToken(w, token, network.Chain, isV6: true));
        void Rewards(DefiPosition position, string name, string type) =>
            WriteRewards(w, position.Rewards, () => Tokens("baseDefiTokenInfos", position.Rewards), buttons: false, type, name);

        var markets = network.Positions.Where(p => p.Assets.Any(a => a.Amount.Unscaled.Sign < 0)).ToArray();
        w.List("investTokenBalanceVoList", network.Positions.Except(markets), position =>
        {
            w.WriteStartObject();
            w.WriteString("investType", position.Type.ToString());
            WriteInvestment(w, position, "investmentId");
            w.WriteString("aggregateProductId", position.Id + "00");
            if (position.Type == 2)
            {
                w.WriteString("feeRate", "0.003");
                w.WriteStartArray("positionList");
                w.WriteStartObject();
                w.WriteString("tokenId", position.Id);
                w.WriteString("positionStatus", "ACTIVE");
                w.WriteString("range", $"1800.5 - 3400.25 {position.Name}");
                w.WriteStartObject("rangeInfo");
                w.WriteString("tickLower", "-887220");
                w.WriteString("tickUpper", "887220");
                w.WriteString("lowerPrice", "1800.5");
                w.WriteString("upperPrice", "3400.25");
                w.WriteEndObject();
                w.WriteString("poolAddress", PoolOf(position));
                Tokens("assetsTokenList", position.Assets);
                Tokens("unclaimFeesDefiTokenInfo", position.Rewards);
                w.WriteEndObject();
                w.WriteEndArray();
                // Seen in answers: nobody has worked out the sum.
                w.WriteString("totalValue", "NaN");
            }
            else
            {
                Tokens("assetsTokenList", position.Assets);
                Rewards(position, "rewardDefiTokenInfo", "REWARD_INVESTMENT");
                w.WriteString("totalValue", position.Value.ToString());
            }
            w.WriteEndObject();
        });
        w.List("investMarketTokenBalanceVoList", markets, position =>
        {
            w.WriteStartObject();
            w.WriteString("investType", position.Type.ToString());
            WriteInvestment(w, position, "investmentId");
            w.WriteString("healthRate", "1.82");
            w.WriteStartObject("assetMap");
            // What is supplied is an investment with tokens of its own; what is owed comes as the token alone: both are seen.
            w.List("SUPPLY", position.Assets.Where(a => a.Amount.Unscaled.Sign >= 0), token =>
            {
                w.WriteStartObject();
                w.WriteString("investmentId", position.Id);
                w.WriteString("investName", "Save");
                Tokens("assetsTokenList", [token]);
                w.WriteEndObject();
            });
            // A borrowed amount stands in its own list, so it is written without a sign.
            var owed = position.Assets.Where(a => a.Amount.Unscaled.Sign < 0);
            Tokens("BORROW", owed.Select(token => token with { Amount = -token.Amount, Value = -token.Value }));
            w.WriteEndObject();
            Rewards(position, "marketRewards", "REWARD_PLATFORM");
            // No total: the documents name none.
            w.WriteEndObject();
        });
        // The rewards of markets once more: a reader must count each only once.
        w.List("availableRewards", markets.Where(p => p.Rewards.Length > 0), position =>
        {
            w.WriteStartObject();
            Tokens("baseDefiTokenInfos", position.Rewards);
            w.WriteString("rewardType", "REWARD_PLATFORM");
            w.WriteEndObject();
        });
        w.List<DefiToken>("airDropRewardInfo", [], _ => { });
    }

    private static string PoolOf(DefiPosition position) =>
        $"0x{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(position.Id)).AsSpan(0, 20))}";

    private static void WriteInvestment(Utf8JsonWriter w, DefiPosition position, string idName)
    {
        w.WriteString("investmentName", position.Name);
        w.WriteString(idName, position.Id);
        w.WriteString("investName", position.Category);
    }

    private static void WriteRewards(
        Utf8JsonWriter w, DefiToken[] rewards, Action writeTokens, bool buttons, string type = "1", string name = "rewardDefiTokenInfo")
    {
        w.WriteStartArray(name);
        if (rewards.Length > 0)
        {
            w.WriteStartObject();
            writeTokens();
            if (buttons)
                w.WriteString("buttonType", "3");
            w.WriteString("rewardType", type);
            w.WriteEndObject();
        }
        w.WriteEndArray();
    }

    private static void WriteToken(Utf8JsonWriter w, DefiToken token, int chain, bool isV6 = false)
    {
        w.WriteStartObject();
        w.WriteString("tokenSymbol", token.Symbol);
        w.WriteString("tokenLogo", TokenLogo(token.Symbol));
        w.WriteString("coinAmount", token.Amount.ToString());
        w.WriteString("currencyAmount", token.Value.ToString());
        w.WriteNumber("tokenPrecision", token.Precision);
        w.WriteString("tokenAddress", token.Address);
        w.WriteString("network", Chain.Of(chain).Short);
        if (isV6)
            w.WriteString("chainIndex", chain.ToString());
        w.WriteEndObject();
    }

    /// <summary>The spelling of asset-detail: text throughout, the network with rewards only.</summary>
    private static void WriteAsset(Utf8JsonWriter w, DefiToken token, int? chain, bool isReward)
    {
        w.WriteStartObject();
        w.WriteString("tokenSymbol", token.Symbol);
        w.WriteString("tokenAddress", token.Address);
        if (chain is { } index)
            w.WriteString("network", Chain.Of(index).Short);
        w.WriteString("tokenPrecision", token.Precision.ToString());
        w.WriteString("coinAmount", token.Amount.ToString());
        w.WriteString("currencyAmount", token.Value.ToString());
        if (isReward)
            w.WriteString("buttonType", "0");
        w.WriteEndObject();
    }
}
