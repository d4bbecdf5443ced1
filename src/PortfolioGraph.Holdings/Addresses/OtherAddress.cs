using System.Buffers;

namespace PortfolioGraph.Holdings.Addresses;

/// <summary>
/// Chains that share their form of address with no other. They are not held to a rule, but what has the form of an address is brought to
/// one spelling: Starknet (a number in hex) and Stacks (Crockford's base32, which has no case).
/// </summary>
internal static class OtherAddress
{
    private const string Starknet = "starknet";
    private const string Stacks = "stacks";

    private static readonly SearchValues<char> Crockford = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTVWXYZ");

    /// <summary>The one spelling; what does not have the form stays as it is.</summary>
    public static string Canonical(string chainNamespace, string address) => chainNamespace switch
    {
        Starknet => HexAddress.Full(address) ?? address,
        Stacks => OfStacks(address),
        _ => address,
    };

    /// <summary>A principal: an account, or a contract by its account and name, as in <c>SP….name</c>. The name has a case.</summary>
    private static string OfStacks(string address)
    {
        var end = address.IndexOf('.', StringComparison.Ordinal);
        var account = (end < 0 ? address : address[..end]).ToUpperInvariant();
        if (account.Length is < 30 or > 42 || account[0] != 'S' || account.AsSpan().ContainsAnyExcept(Crockford))
            return address;

        // What is easily taken for a digit is that digit.
        var digits = account[1..].Replace('O', '0').Replace('I', '1').Replace('L', '1');
        return end < 0 ? "S" + digits : $"S{digits}{address.AsSpan(end)}";
    }
}
