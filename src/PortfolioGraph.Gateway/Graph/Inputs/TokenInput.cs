using PortfolioGraph.GraphQL;
using PortfolioGraph.GraphQL.Execution.Inputs;
using PortfolioGraph.Holdings.Addresses;
using PortfolioGraph.Holdings.Chains;
using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Tokens;

namespace PortfolioGraph.Gateway.Graph.Inputs;

/// <summary>Reads <c>TokenInput</c>. EVM contracts are checked and put in lower case; other chains name their tokens as they like.</summary>
internal static class TokenInput
{
    public static TokenKey Read(InputObject input)
    {
        var chain = input.Get<ChainId>("network");
        var address = input.Get<string>("address") ?? string.Empty;
        if (address.Length == 0 || ChainRegistry.FamilyOf(chain) != ChainFamily.Evm) return new TokenKey(chain, address);
        var check = AddressValidator.Check(address, ChainFamily.Evm);
        return check.IsValid
            ? new TokenKey(chain, check.Canonical!)
            : throw new GraphQLException($"Token \"{address}\" is not valid: {check.Reason}.", GatewayErrorCodes.InvalidAddress);
    }
}
