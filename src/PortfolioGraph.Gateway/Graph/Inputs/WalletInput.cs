using PortfolioGraph.Gateway.Errors;
using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Execution.Inputs;
using PortfolioGraph.Holdings.Addresses;
using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Wallets;

namespace PortfolioGraph.Gateway.Graph.Inputs;

/// <summary>Reads <c>WalletInput</c>: checks addresses by the rules of their family before anybody is asked.</summary>
internal static class WalletInput
{
    /// <summary>Networks of one wallet: there are not as many of one family.</summary>
    public const int MaxNetworks = 100;

    public static WalletKey Read(InputObject input)
    {
        if (input.Has("address")) return input.Get<WalletKey>("address")!;
        if (input.Has("account")) return FromAccount(input.Get<AccountId>("account"));
        if (input.Has("okxAccount")) return WalletKey.ForOkxAccount(InputText.ReadNotBlank("okxAccount", input.Get<string>("okxAccount")!));
        return input.Get<WalletKey>("meshUser")!;
    }

    public static WalletKey ReadAddress(InputObject input)
    {
        var address = input.Get<string>("address")!;
        var networks = input.List<ChainId>("networks");
        if (networks is { Count: 0 })
        {
            throw Invalid($"Address {Quoted.Of(address)}: networks is an empty list; leave it out to ask for every network.");
        }

        if (networks is { Count: > MaxNetworks })
        {
            throw new GraphQLException(
                $"Address {Quoted.Of(address)}: networks names {networks.Count}; at most {MaxNetworks} can be asked for.",
                GatewayErrorCodes.InvalidArgument);
        }

        var check = networks is null ? AddressValidator.Check(address) : AddressValidator.Check(address, networks[0]);
        if (!check.IsValid)
        {
            // What is wrong for the network asked for may be right for another.
            var elsewhere = networks is null ? null : AddressValidator.Check(address);
            throw elsewhere is { IsValid: true }
                ? Foreign(networks![0], address, elsewhere)
                : Invalid($"Address {Quoted.Of(address)} is not valid: {check.Reason}.");
        }

        if (check.FirstForeign(networks ?? []) is { } foreign)
        {
            throw Foreign(foreign, address, check);
        }

        return WalletKey.ForAddress(check.Canonical, check.Family.Value, networks);
    }

    public static WalletKey ReadMeshUser(InputObject input) =>
        WalletKey.ForMeshUser(InputText.ReadNotBlank("userId", input.Get<string>("userId")!), input.Get<int?>("timezoneOffset"));

    public static WalletKey FromAccount(AccountId account)
    {
        var check = AddressValidator.Check(account);
        return check.IsValid
            ? WalletKey.ForAddress(check.Canonical, check.Family.Value, [account.Chain])
            : throw Invalid($"Account {Quoted.Of(account.Value)} is not valid: {check.Reason}.");
    }

    private static GraphQLException Foreign(ChainId network, string address, AddressCheck check) =>
        Invalid($"Network \"{network}\" is not one of the address {Quoted.Of(address)}, which is of the family {check.Family}.");

    private static GraphQLException Invalid(string message) => new(message, GatewayErrorCodes.InvalidAddress);
}
