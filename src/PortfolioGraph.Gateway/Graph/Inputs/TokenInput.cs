using PortfolioGraph.Gateway.Errors;
using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Execution.Inputs;
using PortfolioGraph.Holdings.Addresses;
using PortfolioGraph.Holdings.Chains;
using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Tokens;

namespace PortfolioGraph.Gateway.Graph.Inputs;

/// <summary>
/// Reads <c>TokenInput</c>. EVM contracts are checked; other chains name their tokens as they like. Each is brought to its one spelling.
/// </summary>
internal static class TokenInput
{
    public static TokenKey Read(InputObject input)
    {
        var chain = input.Get<ChainId>("network");
        var address = input.Get<string>("address") ?? string.Empty;
        if (address.Length > InputText.Longest)
            throw Invalid(address, $"it has {address.Length} characters, of {InputText.Longest} at most");
        if (address.Any(char.IsControl))
            throw Invalid(address, "it has characters that no address has");
        var canonical = TokenAddress.Canonical(chain, address);
        if (canonical.Length > 0
            && ChainRegistry.FamilyOf(chain) == ChainFamily.Evm
            && AddressValidator.Check(address, ChainFamily.Evm) is { IsValid: false } check)
            throw Invalid(address, check.Reason);
        return new TokenKey(chain, canonical);
    }

    private static GraphQLException Invalid(string address, string reason) =>
        new($"Token {Quoted.Of(address)} is not valid: {reason}.", GatewayErrorCodes.InvalidAddress);
}
