using PortfolioGraph.Holdings.Addresses;
using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Networks;
using PortfolioGraph.Holdings.Tokens;

namespace PortfolioGraph.Providers.Neptune;

/// <summary>Names assets as Neptune does, and makes tokens of them. What one part of an answer says of an asset completes the others.</summary>
internal sealed class NeptuneAssets
{
    private const string Native = "native";
    private const string Contract = "token";
    private const string NativeDenom = "inj";
    private const string ContractPrefix = "inj1";

    private readonly Dictionary<string, NeptuneWireAssetInfo> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedSet<string>> _receipts = new(StringComparer.Ordinal);

    /// <summary>Injective, the one chain that Neptune is on.</summary>
    public static ChainId Chain { get; } = ChainId.Parse("cosmos:injective-1");

    public static Network Network { get; } = Network.Of(Chain);

    /// <param name="infos">Everything that an answer says of assets.</param>
    private NeptuneAssets(IEnumerable<NeptuneWireAssetInfo?> infos)
    {
        foreach (var info in infos)
        {
            if (info?.Asset is not { } asset || IdOf(asset) is not { } id)
                continue;
            if (!_known.TryGetValue(id, out var known) || known.Metadata is null)
                _known[id] = info;
            AddReceipt(asset, info.Classification?.NeptuneReceiptAsset);
            if (IsReceipt(info))
                AddReceipt(info.Classification!.OriginAsset, asset);
        }
    }

    public static NeptuneAssets Of(NeptuneWireBalance balance) => new([balance.Values?.AssetInfo]);

    public static NeptuneAssets Of(NeptuneWireWallet? wallet) => new(InfosOf(wallet));

    public static NeptuneAssets Of(NeptuneWireUser? user) => new(
    [
        .. InfosOf(user?.Wallets),
        .. (user?.Markets?.Lend?.AssetPools ?? []).Select(pool => pool.AssetInfo),
        .. (user?.Markets?.Borrow?.Accounts ?? []).SelectMany(account => account.Collaterals.Concat(account.Debts)).Select(asset => asset.AssetInfo),
        user?.Nept?.Staking?.AssetInfo,
    ]);

    /// <summary>What Neptune calls a token: an address of Injective is a contract, anything else a denom; empty is INJ.</summary>
    private static string AssetIdFor(string address) =>
        address.Length == 0 ? $"{Native};{NativeDenom}"
        : address.StartsWith(ContractPrefix, StringComparison.Ordinal) ? $"{Contract};{address}"
        : $"{Native};{address}";

    /// <summary>
    /// The same, in each spelling that Neptune may know: it compares case, and chains write EVM addresses in denoms with their checksum
    /// (EIP-55), which our own form does not keep.
    /// </summary>
    public static IReadOnlyList<string> AssetIdsFor(string address)
    {
        address = TokenAddress.Canonical(Chain, address);
        var own = AssetIdFor(address);
        if (address.LastIndexOf("0x", StringComparison.Ordinal) is not (> 0 and var at)
            || AddressValidator.Check(address[at..], ChainFamily.Evm) is not { IsValid: true, Display: { } checksummed })
            return [own];
        var spelled = address[..at] + checksummed;
        return spelled != address && TokenAddress.Canonical(Chain, spelled) == address ? [AssetIdFor(spelled), own] : [own];
    }

    /// <summary>Whether Neptune's name means the token with this address.</summary>
    public static bool IsOf(NeptuneWireAsset asset, string address) =>
        Split(asset) is var (group, key) && AssetIdFor(AddressOf(group, key)) == AssetIdFor(TokenAddress.Canonical(Chain, address));

    public static bool IsReceipt(NeptuneWireAssetInfo? info) => info?.Classification?.Kind == "neptune_receipt_token";

    /// <summary>Our id; null where Neptune names nothing.</summary>
    public static string? IdOf(NeptuneWireAsset? asset) => Split(asset) is var (group, key) ? TokenIds.For(Chain, AddressOf(group, key)) : null;

    /// <summary>Ids of what Neptune hands out for this token, in ordinal order.</summary>
    public IReadOnlyCollection<string> ReceiptsOf(string tokenId) => _receipts.TryGetValue(tokenId, out var receipts) ? receipts : [];

    /// <summary>The token, with everything known of it; null where Neptune names nothing.</summary>
    public Token? ToToken(NeptuneWireAsset? asset)
    {
        if (Plain(asset) is not { } token)
            return null;
        var classification = _known.GetValueOrDefault(token.Id)?.Classification;
        return token with
        {
            Classification = classification?.Kind switch
            {
                "neptune_receipt_token" => new TokenClassification.Receipt(Plain(classification.OriginAsset)),
                "liquid_staking_token" => new TokenClassification.LiquidStaking(Plain(classification.OriginAsset)),
                _ => new TokenClassification.Regular(Plain(classification?.NeptuneReceiptAsset)),
            },
        };
    }

    /// <summary>Without the tokens that it stands for or that stand for it: these point back at it, and would never end.</summary>
    private Token? Plain(NeptuneWireAsset? asset)
    {
        if (Split(asset) is not var (group, key))
            return null;
        var address = AddressOf(group, key);
        var id = TokenIds.For(Chain, address);
        var info = _known.GetValueOrDefault(id);
        return new Token
        {
            Id = id,
            AssetId = TokenIds.AssetIdOf(Chain, address),
            Symbol = Cut(info?.Metadata?.Symbol),
            DenomSymbol = Cut(info?.Metadata?.SymbolDenom),
            Name = Cut(info?.Metadata?.Name),
            Network = Network,
            Address = address,
            Decimals = NeptuneAmount.Decimals(info?.Metadata?.DecimalsDenom),
            DisplayDecimals = NeptuneAmount.Decimals(info?.Metadata?.DecimalsDisplay),
            Kind = address.Length == 0 ? TokenKind.Native : TokenKind.Fungible,
            Classification = IsReceipt(info) ? new TokenClassification.Receipt(null) : new TokenClassification.Regular(),
        };
    }

    private static string? Cut(string? text) => text is null ? null : BoundedText.Cut(text);

    private static IEnumerable<NeptuneWireAssetInfo?> InfosOf(NeptuneWireWallet? wallet) =>
        (wallet?.Balances ?? []).Select(balance => balance.Values?.AssetInfo);

    private void AddReceipt(NeptuneWireAsset? origin, NeptuneWireAsset? receipt)
    {
        if (IdOf(origin) is not { } from || IdOf(receipt) is not { } to)
            return;
        if (!_receipts.TryGetValue(from, out var receipts))
            _receipts[from] = receipts = new SortedSet<string>(StringComparer.Ordinal);
        receipts.Add(to);
    }

    private static string AddressOf(string group, string key) =>
        group == Native && key == NativeDenom ? "" : TokenAddress.Canonical(Chain, key);

    /// <summary>By the two parts, else by the id, at its first semicolon only: a denom may have more. A damaged name names nothing.</summary>
    private static (string Group, string Key)? Split(NeptuneWireAsset? asset) =>
        Parts(asset) is var (group, key) && !IdText.IsDamaged(group) && !IdText.IsDamaged(key) ? (group, key) : null;

    private static (string Group, string Key)? Parts(NeptuneWireAsset? asset)
    {
        if (asset is { Group.Length: > 0, GroupKey.Length: > 0 })
            return (asset.Group, asset.GroupKey);
        var at = asset?.Id?.IndexOf(';', StringComparison.Ordinal) ?? -1;
        return at > 0 && at < asset!.Id!.Length - 1 ? (asset.Id[..at], asset.Id[(at + 1)..]) : null;
    }
}
