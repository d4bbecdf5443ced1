using System.Text;
using PortfolioGraph.Holdings.Ids;

namespace PortfolioGraph.Holdings.Addresses;

/// <summary>The checksum of EVM addresses: upper and lower case carry four bits of a hash each (EIP-55).</summary>
internal static class Eip55
{
    // Clients ask for the same wallets again and again.
    private static readonly InternTable<string> Known = new();

    /// <summary>The address in the case that its checksum asks for. It must be <c>0x</c> and 40 hex digits, in any case.</summary>
    public static string Checksum(string address)
    {
        ref var known = ref Known.Slot(address.GetHashCode(StringComparison.OrdinalIgnoreCase));
        return known is { } checksum && checksum.Equals(address, StringComparison.OrdinalIgnoreCase) ? checksum : known = Hashed(address);
    }

    private static string Hashed(string address)
    {
        var digits = address[2..].ToLowerInvariant();
        var hash = Keccak256.Hash(Encoding.ASCII.GetBytes(digits));
        return string.Create(address.Length, (digits, hash), static (target, state) =>
        {
            "0x".CopyTo(target);
            for (var i = 0; i < state.digits.Length; i++)
            {
                var nibble = i % 2 == 0 ? state.hash[i / 2] >> 4 : state.hash[i / 2] & 0xF;
                target[i + 2] = nibble >= 8 ? char.ToUpperInvariant(state.digits[i]) : state.digits[i];
            }
        });
    }
}
