using PortfolioGraph.GraphQL;
using PortfolioGraph.GraphQL.Execution.Inputs;
using PortfolioGraph.Holdings.Addresses;
using PortfolioGraph.Holdings.Chains;
using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Wallets;

namespace PortfolioGraph.Gateway.Graph.Inputs;

/// <summary>Reads <c>WalletInput</c>: checks addresses by the rules of their family before anybody is asked.</summary>
internal static class WalletInput
{
    public static WalletKey Read(InputObject input)
    {
        if (input.Has("address")) return input.Get<WalletKey>("address")!;
        if (input.Has("account")) return FromAccount(input.Get<AccountId>("account"));
        if (input.Has("okxAccount")) return WalletKey.ForOkxAccount(NotBlank("okxAccount", input.Get<string>("okxAccount")!));
        return input.Get<WalletKey>("meshUser")!;
    }

    public static WalletKey ReadAddress(InputObject input)
    {
        var address = input.Get<string>("address")!;
        var networks = input.List<ChainId>("networks");
        if (networks is { Count: 0 })
        {
            throw Invalid($"Address \"{Shorten(address)}\": networks is an empty list; leave it out to ask for every network.");
        }

        var check = networks is null
            ? AddressValidator.Check(address)
            : AddressValidator.Check(address, ChainRegistry.FamilyOf(networks[0]));
        if (!check.IsValid)
        {
            // What is wrong for the network asked for may be right for another.
            var elsewhere = networks is null ? null : AddressValidator.Check(address);
            throw elsewhere is { IsValid: true }
                ? Invalid($"Network \"{networks![0]}\" is not one of the address \"{address}\", which is of the family {elsewhere.Family}.")
                : Invalid($"Address \"{Shorten(address)}\" is not valid: {check.Reason}.");
        }

        foreach (var network in networks ?? [])
        {
            // A network of the family that nobody knows is nobody's error: the sources will say that they do not cover it.
            var isUnknown = ChainRegistry.Find(network) is null && ChainRegistry.FamilyOf(network) == check.Family;
            if (!check.IsOn(network) && !isUnknown) throw Invalid($"Network \"{network}\" is not one of the address \"{address}\", which is of the family {check.Family}.");
        }

        return WalletKey.ForAddress(check.Canonical!, check.Family!.Value, networks);
    }

    public static WalletKey ReadMeshUser(InputObject input) =>
        WalletKey.ForMeshUser(NotBlank("userId", input.Get<string>("userId")!), input.Get<int?>("timezoneOffset"));

    public static WalletKey FromAccount(AccountId account)
    {
        var check = AddressValidator.Check(account);
        return check.IsValid
            ? WalletKey.ForAddress(check.Canonical!, check.Family!.Value, [account.Chain])
            : throw Invalid($"Account \"{account}\" is not valid: {check.Reason}.");
    }

    private static string NotBlank(string field, string value) =>
        string.IsNullOrWhiteSpace(value)
            ? throw new GraphQLException($"{field} is \"{value}\", which names nobody.", GatewayErrorCodes.InvalidArgument)
            : value;

    private static GraphQLException Invalid(string message) => new(message, GatewayErrorCodes.InvalidAddress);

    // A seed phrase pasted by mistake must not come back, nor reach a log.
    private static string Shorten(string address) => address.Any(char.IsWhiteSpace) ? "…" : address.Length <= 128 ? address : $"{address[..128]}…";
}
