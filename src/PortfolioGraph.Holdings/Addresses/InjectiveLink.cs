namespace PortfolioGraph.Holdings.Addresses;

/// <summary>
/// An Injective account and an Ethereum account of the same key are the same 20 bytes. A hint to the owner that there may be more to ask for;
/// not a reason to merge them unasked, since contracts have 20 bytes on both sides too, and those are unrelated.
/// </summary>
public static class InjectiveLink
{
    private const string Prefix = "inj";
    private const int Bytes = 20;

    /// <summary>The Ethereum address (with its EIP-55 checksum) of an <c>inj1…</c> address; null where it is not a valid one of 20 bytes.</summary>
    public static string? ToEvm(string injectiveAddress)
    {
        ArgumentNullException.ThrowIfNull(injectiveAddress);
        if (!injectiveAddress.StartsWith(Prefix + "1", StringComparison.OrdinalIgnoreCase) || CosmosAddress.Check(injectiveAddress) is not { IsValid: true })
            return null;
        var bytes = Bech32.ToBytes(Bech32.Decode(injectiveAddress).Values)!;
        return bytes.Length == Bytes ? Eip55.Checksum("0x" + Convert.ToHexStringLower(bytes)) : null;
    }

    /// <summary>The <c>inj1…</c> address of an Ethereum address; null where it is not a valid one.</summary>
    public static string? ToInjective(string evmAddress)
    {
        ArgumentNullException.ThrowIfNull(evmAddress);
        return EvmAddress.Check(evmAddress) is { IsValid: true } evm
            ? Bech32.Encode(Prefix, Convert.FromHexString(evm.Canonical.AsSpan(2)))
            : null;
    }
}
