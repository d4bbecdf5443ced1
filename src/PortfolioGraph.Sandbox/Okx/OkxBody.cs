using System.Text.Json;

namespace PortfolioGraph.Sandbox.Okx;

/// <summary>What the documents allow in a body, by the names of its members. Anything else is refused.</summary>
internal sealed class OkxBody(params (string Name, OkxBody.Kind Kind, OkxBody? Items)[] members)
{
    /// <summary>What a member may be.</summary>
    internal enum Kind
    {
        Text,

        /// <summary>Text in the table of the documents, a number in their example.</summary>
        TextOrNumber,

        /// <summary>Objects.</summary>
        List,

        Texts,
    }

    private static readonly OkxBody Tokens = new(("chainIndex", Kind.TextOrNumber, null), ("tokenAddress", Kind.Text, null));
    private static readonly OkxBody TokensV6 = new(("chainIndex", Kind.Text, null), ("tokenContractAddress", Kind.Text, null));
    private static readonly OkxBody Wallets = new(("chainId", Kind.TextOrNumber, null), ("walletAddress", Kind.Text, null));
    private static readonly OkxBody WalletsV6 =
        new(("chainIndex", Kind.Text, null), ("walletAddress", Kind.Text, null), ("pubKey", Kind.Text, null));

    public static readonly OkxBody AccountTokens = new(("accountId", Kind.Text, null), ("tokenAddresses", Kind.List, Tokens));
    public static readonly OkxBody AddressTokens =
        new(("address", Kind.Text, null), ("tokenAddresses", Kind.List, Tokens), ("filter", Kind.Text, null));
    public static readonly OkxBody AddressTokensV6 =
        new(("address", Kind.Text, null), ("tokenContractAddresses", Kind.List, TokensV6), ("excludeRiskToken", Kind.Text, null));

    public static readonly OkxBody Platforms = new(("walletAddressList", Kind.List, Wallets));
    public static readonly OkxBody PlatformsV6 = new(("walletAddressList", Kind.List, WalletsV6), ("tag", Kind.Text, null));

    // The table of the documents has the list at the top, their example in accountIdInfoList.
    public static readonly OkxBody PlatformDetail =
        new(("analysisPlatformId", Kind.TextOrNumber, null), ("accountIdInfoList", Kind.List, Platforms),
            ("walletAddressList", Kind.List, Wallets));

    public static readonly OkxBody PlatformDetailV6 = new(
        ("walletAddressList", Kind.List, WalletsV6),
        ("platformList", Kind.List, new OkxBody(("analysisPlatformId", Kind.Text, null), ("chainIndex", Kind.Text, null))));

    public static readonly OkxBody AssetDetail = new(
        ("address", Kind.Text, null), ("chainId", Kind.TextOrNumber, null), ("investmentId", Kind.TextOrNumber, null),
        ("poolId", Kind.TextOrNumber, null), ("farmInvestmentId", Kind.TextOrNumber, null));

    public static readonly OkxBody BalanceList =
        new(("chainId", Kind.TextOrNumber, null), ("address", Kind.Text, null), ("tokenAddressList", Kind.Texts, null));

    /// <summary>The first member that is unknown, there twice, or of another type; null where all is as documented.</summary>
    public string? FirstWrong(JsonElement body)
    {
        var seen = new HashSet<string>();
        foreach (var sent in body.EnumerateObject())
        {
            var (name, kind, items) = Array.Find(members, member => member.Name == sent.Name);
            if (name is null || !seen.Add(name) || !Fits(sent.Value, kind))
                return sent.Name;
            var inner = items is null ? [] : sent.Value.EnumerateArray().Select(items.FirstWrong);
            if (inner.FirstOrDefault(wrong => wrong is not null) is { } first)
                return first;
        }
        return null;
    }

    private static bool Fits(JsonElement value, Kind kind) => kind switch
    {
        Kind.Text => value.ValueKind == JsonValueKind.String,
        Kind.TextOrNumber => value.ValueKind is JsonValueKind.String or JsonValueKind.Number,
        Kind.List => value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Object),
        _ => value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String),
    };
}
