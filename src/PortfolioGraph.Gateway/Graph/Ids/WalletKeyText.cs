using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using PortfolioGraph.Holdings.Addresses;
using PortfolioGraph.Holdings.Chains;
using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Wallets;

namespace PortfolioGraph.Gateway.Graph.Ids;

/// <summary>Reads <see cref="WalletKey.Text"/> back. What does not pass the checks of an input does not pass here.</summary>
internal static class WalletKeyText
{
    public static bool TryParse(string text, [NotNullWhen(true)] out WalletKey? key)
    {
        key = text.Split(':', 2) switch
        {
            ["address", var rest] => Address(rest),
            ["okx", { Length: > 0 } account] => WalletKey.ForOkxAccount(account),
            ["mesh", { Length: > 0 } user] => MeshUser(user),
            _ => null,
        };
        return key is not null;
    }

    private static WalletKey? Address(string text)
    {
        var parts = text.Split('@', 2);
        var networks = new List<ChainId>();
        foreach (var part in parts.Length == 2 ? parts[1].Split(',') : [])
        {
            if (!ChainId.TryParse(part, out var network, out _)) return null;
            networks.Add(network);
        }

        var check = networks.Count == 0 ? AddressValidator.Check(parts[0]) : AddressValidator.Check(parts[0], ChainRegistry.FamilyOf(networks[0]));
        return check.IsValid && networks.TrueForAll(check.IsOn)
            ? WalletKey.ForAddress(check.Canonical!, check.Family!.Value, networks.Count == 0 ? null : networks)
            : null;
    }

    private static WalletKey MeshUser(string text)
    {
        var at = text.LastIndexOf('@');
        return at > 0 && int.TryParse(text.AsSpan(at + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var offset)
            ? WalletKey.ForMeshUser(text[..at], offset)
            : WalletKey.ForMeshUser(text);
    }
}
