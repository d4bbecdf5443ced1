using PortfolioGraph.Holdings.Ids;

namespace PortfolioGraph.Holdings.Addresses;

/// <summary>
/// Chains of the Cosmos SDK: bech32 of 20 bytes (a key or a contract) or 32, under a prefix of the chain's own.
/// A prefix that is not known here is still an address, of a chain that is not known.
/// </summary>
internal static class CosmosAddress
{
    private static readonly (string Prefix, ChainId Chain)[] Prefixes =
    [
        ("inj", ChainId.Parse("cosmos:injective-1")),
        ("cosmos", ChainId.Parse("cosmos:cosmoshub-4")),
        ("celestia", ChainId.Parse("cosmos:celestia")),
    ];

    private static readonly string[] OtherRoles = ["valoper", "valcons", "pub"];

    /// <summary>Null where it does not look like one.</summary>
    public static AddressCheck? Check(string address)
    {
        if (!Bech32.HasShape(address))
        {
            return Prefixes.Any(known => address.StartsWith(known.Prefix + "1", StringComparison.OrdinalIgnoreCase))
                ? Invalid(Bech32.ShapeProblem(address))
                : null;
        }

        var (prefix, values, checksum) = Bech32.Decode(address);
        if (checksum == Bech32.Bech32MConstant)
            return Invalid("checksum: Cosmos chains take bech32, not bech32m");
        if (checksum != Bech32.Bech32Constant)
            return Invalid("checksum: the last six characters do not match the rest (bech32)");
        if (OtherRoles.Any(role => prefix.EndsWith(role, StringComparison.Ordinal)))
            return Invalid($"'{prefix}' marks a validator or a key, not an account");
        if (Bech32.ToBytes(values) is not { } bytes)
            return Invalid("bits are left over after the last byte");
        if (bytes.Length is not (20 or 32))
            return Invalid($"wrong length: {bytes.Length} bytes, not 20 or 32");
        ChainId? chain = null;
        foreach (var known in Prefixes)
        {
            if (known.Prefix == prefix)
                chain = known.Chain;
        }
        return AddressCheck.Valid(ChainFamily.Cosmos, address.ToLowerInvariant(), chain: chain);
    }

    private static AddressCheck Invalid(string reason) => AddressCheck.Invalid(ChainFamily.Cosmos, reason);
}
