using PortfolioGraph.Holdings.Ids;

namespace PortfolioGraph.Holdings.Addresses;

/// <summary>
/// The Bitcoin family: base58check with a version byte (P2PKH, P2SH), segwit (bech32 for version 0, bech32m from version 1, BIP-350), and CashAddr.
/// Prefix and version name the chain; those of test networks are shared by several of them, and name none.
/// </summary>
internal static class BitcoinAddress
{
    private const int PayloadBytes = 21;
    private const int MaxBase58Length = 35;
    private const int MinBase58Length = 25;

    private static readonly ChainId Bitcoin = ChainId.Parse("bip122:000000000019d6689c085ae165831e93");
    private static readonly ChainId Litecoin = ChainId.Parse("bip122:12a765e31ffd4059bada1e25190f6e98");
    private static readonly ChainId Dogecoin = ChainId.Parse("bip122:1a91e3dace36e2be3bf030a65679fe82");
    private static readonly ChainId Dash = ChainId.Parse("bip122:00000ffd590b1485b3caadc19b22e637");
    private static readonly ChainId BitcoinCash = ChainId.Parse("bip122:000000000000000000651ef99cb9fcbe");

    private static readonly (string Prefix, ChainId? Chain)[] SegwitPrefixes =
        [("bc", Bitcoin), ("ltc", Litecoin), ("tb", null), ("bcrt", null), ("tltc", null)];

    private static readonly (byte Version, string Starts, ChainId? Chain)[] Versions =
    [
        (0x00, "1", Bitcoin),
        (0x05, "3", Bitcoin),
        (0x30, "L", Litecoin),
        (0x32, "M", Litecoin),
        (0x1e, "D", Dogecoin),
        (0x16, "9A", Dogecoin),
        (0x4c, "X", Dash),
        (0x10, "7", Dash),
        (0x6f, "mn", null),
        (0xc4, "2", null),
    ];

    /// <summary>Null where it does not look like one.</summary>
    public static AddressCheck? Check(string address) => CheckSegwit(address) ?? CheckCashAddr(address) ?? CheckBase58(address);

    private static AddressCheck? CheckSegwit(string address)
    {
        foreach (var (prefix, chain) in SegwitPrefixes)
        {
            if (address.StartsWith(prefix + "1", StringComparison.OrdinalIgnoreCase))
                return Bech32.HasShape(address) ? CheckSegwit(address, chain) : Invalid(Bech32.ShapeProblem(address));
        }
        return null;
    }

    private static AddressCheck CheckSegwit(string address, ChainId? chain)
    {
        var (_, values, checksum) = Bech32.Decode(address);
        if (checksum is not (Bech32.Bech32Constant or Bech32.Bech32MConstant))
            return Invalid("checksum: the last six characters do not match the rest (bech32)");
        if (values is [] or [> 16, ..])
            return Invalid("there is no such witness version");
        var version = values[0];
        if (checksum != (version == 0 ? Bech32.Bech32Constant : Bech32.Bech32MConstant))
            return Invalid($"checksum: witness version {version} takes {(version == 0 ? "bech32, not bech32m" : "bech32m, not bech32")} (BIP-350)");
        var program = Bech32.ToBytes(values.AsSpan(1));
        if (program is null)
            return Invalid("bits are left over after the witness program");
        var fits = version == 0 ? program.Length is 20 or 32 : program.Length is >= 2 and <= 40;
        return fits
            ? AddressCheck.Valid(ChainFamily.Bitcoin, address.ToLowerInvariant(), chain: chain)
            : Invalid($"wrong length: a witness program of version {version} with {program.Length} bytes");
    }

    private static AddressCheck? CheckCashAddr(string address)
    {
        var isPrefixed = address.StartsWith(CashAddr.Prefix, StringComparison.OrdinalIgnoreCase);
        var data = address[(isPrefixed ? CashAddr.Prefix.Length : 0)..];
        if (!isPrefixed && !CashAddr.HasShape(data))
            return null;
        if (!Bech32.IsOneCase(address))
            return Invalid("mixed case: CashAddr is all lower or all upper case");
        data = data.ToLowerInvariant();
        return CashAddr.Problem(data) is { } problem
            ? Invalid(problem)
            : AddressCheck.Valid(ChainFamily.Bitcoin, CashAddr.Canonical(data), chain: BitcoinCash);
    }

    private static AddressCheck? CheckBase58(string address)
    {
        if (address.Length is < MinBase58Length or > MaxBase58Length
            || !Base58.IsBase58(address)
            || !Versions.Any(known => known.Starts.Contains(address[0], StringComparison.Ordinal)))
            return null;
        if (Base58.DecodeChecked(address) is not { } payload)
            return Invalid("checksum: the last four bytes do not match the rest (base58check)");
        if (payload.Length != PayloadBytes)
            return Invalid($"wrong length: {payload.Length - 1} bytes after the version, not {PayloadBytes - 1}");
        foreach (var (version, _, chain) in Versions)
        {
            if (payload[0] == version)
                return AddressCheck.Valid(ChainFamily.Bitcoin, address, chain: chain);
        }
        return Invalid($"unknown version 0x{payload[0]:x2}");
    }

    private static AddressCheck Invalid(string reason) => AddressCheck.Invalid(ChainFamily.Bitcoin, reason);
}
