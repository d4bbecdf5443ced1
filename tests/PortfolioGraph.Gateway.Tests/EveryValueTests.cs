using System.Text.Json;
using PortfolioGraph.Gateway.Graph.Ids;
using PortfolioGraph.Gateway.Tests.Harness;

namespace PortfolioGraph.Gateway.Tests;

/// <summary>Nothing that a provider says gets lost on the way: every value of its answers is found in ours.</summary>
[Collection(GatewayCollection.Name)]
public sealed class EveryValueTests(Harness.Gateway gateway)
{
    /// <summary>What does not come through, and why. By the beginning or the end of the path.</summary>
    private static readonly Dictionary<string, string> Exceptions = new()
    {
        // Envelopes: they say how the call went, and sources says that.
        ["code"] = "envelope", ["msg"] = "envelope", ["error_code"] = "envelope", ["error_message"] = "envelope", ["detailMsg"] = "envelope",
        ["status"] = "envelope", ["status_text"] = "envelope", ["error"] = "envelope", ["message"] = "envelope", ["errorHash"] = "envelope",
        ["teamCode"] = "envelope", ["errorType"] = "envelope",
        // OKX.
        ["platformColor"] = "a colour for their own page", ["bonusTag"] = "undocumented", ["assetStatus"] = "is in sources",
        ["walletId"] = "the wallet as it was asked for", ["accountId"] = "the wallet as it was asked for",
        ["chainId"] = "OKX's own number: networks are CAIP-2", ["chainIndex"] = "OKX's own number: networks are CAIP-2", ["network"] = "OKX's short name: networks are CAIP-2",
        ["networkLogo"] = "of networks below platforms, see networks", ["tokenType"] = "is the kind", ["updateAt"] = "is asOf, in another notation",
        ["transferAmount"] = "undocumented split of the balance", ["availableAmount"] = "undocumented split of the balance",
        ["isRiskToken"] = "true or false is everywhere", ["isRistToken"] = "true or false is everywhere", ["isSupportInvest"] = "true or false is everywhere",
        ["totalAssets"] = "is reported.totalUsd, not asked here", ["lpTokenAddressList[].tokenAddress"] = "receipts: they are exclusions",
        ["investName"] = "the name of the code in providerKind", ["investmentKey"] = "OKX's own key", ["totalAssert"] = "a sum of the positions",
        ["rewardType"] = "is the kind", ["timeStamp"] = "is asOf, in another notation",
        // Mesh.
        ["createdTimestamp"] = "is a DateTime, in another notation", ["updatedTimestamp"] = "is a DateTime, in another notation",
        ["orderSide"] = "is an enum", ["blockchain"] = "is the network, as CAIP-2", ["numberOfSales"] = "no Int of GraphQL in this example",
        // Neptune.
        ["text.total_value"] = "reported is for machines", ["data.markets"] = "in other units, see the tests of positions", ["data.nept"] = "as data.markets",
        ["kind"] = "is the type of the classification", ["group"] = "part of the id", ["id"] = "group and key", ["index"] = "is in the position's name",
    };

    [Theory]
    [InlineData("""{ okxAccount: "4686531e-3adb-469a-8000-8fd1c2097f68" }""")]
    [InlineData("""{ address: { address: "0x7f429edeff8afc7bb3a2cf7db832fc86f6fa99da" } }""")]
    [InlineData("""{ address: { address: "0x742d35cc6634c0532925a3b8d4c7d2f7d3cbf9f6", networks: ["eip155:1"] } }""")]
    [InlineData("""{ address: { address: "0x8f3cf7ad23cd3cadbd9735aff958023239c6a063", networks: ["eip155:56"] } }""")]
    [InlineData("""{ address: { address: "0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb" } }""")]
    [InlineData("""{ address: { address: "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0" } }""")]
    [InlineData("""{ address: { address: "4UuDnrHegbSxwp42KuXss6HorenVdf5Q666omrZAHv7y" } }""")]
    [InlineData("""{ meshUser: { userId: "cex-example" } }""")]
    [InlineData("""{ meshUser: { userId: "self-custody-example" } }""")]
    [InlineData("""{ meshUser: { userId: "MeshNft" } }""")]
    [InlineData("""{ meshUser: { userId: "Mesh" } }""")]
    [InlineData("""{ meshUser: { userId: "Mesh3" } }""")]
    [InlineData("""{ meshUser: { userId: "MeshNulls" } }""")]
    [InlineData("""{ address: { address: "inj1t2htvpfl862vnwdqnuekd9p4ulh3h6hda7frn9" } }""")]
    [InlineData("""{ address: { address: "inj1ld53vz2u580kpwmee6fvu048fsmut56e4plyns" } }""")]
    public async Task EveryValueOfAProvider_IsInTheAnswer(string by)
    {
        var (answer, calls) = await gateway.Server.AskAndCountAsync($$"""
            { wallet(by: {{by}}) {
                reported { totalUsd equitiesUsd cryptocurrenciesUsd nftsUsd costBasisUsd performance }
                cash { currency amount buyingPower }
                tokenBalances(first: 500) { nodes { ...Balance } }
                platforms(first: 500) { nodes { platform { name url logoUrl id } valueUsd isInvestSupported investmentCount
                  networks { valueUsd network { name shortName logoUrl } } positions { nodes { ...Position } } } }
                positions(first: 500) { nodes { ...Position } } } }
            fragment Balance on TokenBalance {
              account token { ...Token } amount rawAmount priceUsd valueUsd sharePercent isRisk
              performance { costBasisUsd unitCostUsd totalReturnUsd totalReturnPercent dailyReturnUsd dailyReturnPercent }
              distribution { network { chainId } account amount } display { amount priceUsd valueUsd } }
            fragment Token on Token { assetId symbol denomSymbol name address decimals displayDecimals logoUrl
              classification { ... on RegularToken { receiptToken { address } } ... on ReceiptToken { originToken { address } } ... on LiquidStakingToken { originToken { address } } } }
            fragment Assets on PositionAsset { token { ...Token } amount valueUsd buttonType }
            fragment Position on Position { name valueUsd sharePercent
              ... on DefiPosition { providerKind investmentId sourceInvestmentId debtUsd healthRate platform { name } assets { ...Assets } rewards { providerKind buttonType valueUsd assets { ...Assets } } }
              ... on EquityPosition { symbol amount priceUsd performance { costBasisUsd unitCostUsd totalReturnUsd totalReturnPercent dailyReturnUsd dailyReturnPercent } }
              ... on NftPosition { description amount tokenId collection { name symbol address schema kind description externalUrl } imageUrl imageOriginalUrl animationUrl
                backgroundColor marketplaceId marketplaceUrl explorerUrl creatorAddress twitterUsername paymentTokenSymbol numberOfSales
                lastSale { symbol symbolLogoUrl price priceUsd amount } currentOffer { symbol symbolLogoUrl price priceUsd amount } performance { unitCostUsd } } }
            """);

        var ours = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (_, value) in answer.Data.Leaves()) ours.UnionWith(Spellings(value));
        var lost = new List<string>();
        foreach (var call in calls)
        {
            foreach (var (path, value) in (await gateway.Server.RawAsync(call)).Leaves())
            {
                if (Exceptions.Keys.Any(e => path == e || path.EndsWith($".{e}", StringComparison.Ordinal) || path.StartsWith($"{e}.", StringComparison.Ordinal))) continue;
                if (value.ValueKind is JsonValueKind.Null || Spellings(value).Any(s => s.Length == 0 || ours.Contains(s))) continue;
                lost.Add($"{call.Path} {path} = {value.GetRawText()}");
            }
        }

        lost.ShouldBeEmpty(string.Join(Environment.NewLine, lost));
    }

    // Numbers are compared by value and written out, texts as they are; an id of a platform is part of the global one.
    private static IEnumerable<string> Spellings(JsonElement value)
    {
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        yield return text;
        if (Exact.TryParse(text, out var number)) yield return number.ToString();
        if (text.LastIndexOf(':') is var colon and > 0) yield return text[(colon + 1)..];
        if (GlobalId.TryParse(text, out var id) && id.Value.Type == "Platform") yield return id.Value.Value.Split('|')[0]["okx:".Length..];
    }
}
