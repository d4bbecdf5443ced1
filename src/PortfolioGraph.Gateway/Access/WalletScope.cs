using PortfolioGraph.Holdings.Addresses;
using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Wallets;

namespace PortfolioGraph.Gateway.Access;

/// <summary>
/// The wallets that a key or a token may ask for. An entry is an address (on every network), a CAIP-10 account (an address on one network),
/// <c>okx:accountId</c> or <c>mesh:userId</c>; the last two may end in <c>*</c>, which stands for any end.
/// </summary>
internal sealed class WalletScope
{
    private readonly HashSet<string> _addresses = new(StringComparer.Ordinal);
    private readonly HashSet<(string Address, ChainId Network)> _accounts = [];
    private readonly List<(WalletKind Kind, string Id, bool IsPrefix)> _ids = [];

    private WalletScope()
    {
    }

    /// <summary>No wallet at all.</summary>
    public static WalletScope None { get; } = new();

    /// <param name="entries">Each with the place where it stands.</param>
    /// <param name="problems">What is wrong with entries is added here.</param>
    public static WalletScope Read(IEnumerable<(string Place, string Text)> entries, List<string> problems)
    {
        var scope = new WalletScope();
        foreach (var (place, text) in entries)
        {
            if (scope.Add(text) is { } reason) problems.Add($"{place} is \"{text}\": {reason}");
        }

        return scope;
    }

    /// <summary>Whether the whole of the wallet is in the scope: one network outside it, and it is not.</summary>
    public bool Covers(WalletKey wallet) => wallet.Kind == WalletKind.Address
        ? _addresses.Contains(wallet.Value)
            || (wallet.Networks is { Count: > 0 } networks && networks.All(network => _accounts.Contains((wallet.Value, network))))
        : _ids.Exists(e => e.Kind == wallet.Kind
            && (e.IsPrefix ? wallet.Value.StartsWith(e.Id, StringComparison.Ordinal) : wallet.Value == e.Id));

    private string? Add(string entry)
    {
        switch (entry.Split(':', 2))
        {
            case ["okx", { Length: > 0 } id]:
                return AddId(WalletKind.OkxAccount, id);
            case ["mesh", { Length: > 0 } id]:
                return AddId(WalletKind.MeshUser, id);
        }

        if (AccountId.TryParse(entry, out var account, out _))
        {
            var onNetwork = AddressValidator.Check(account);
            if (onNetwork.IsValid) _accounts.Add((onNetwork.Canonical, account.Chain));
            return onNetwork.Reason;
        }

        var address = AddressValidator.Check(entry);
        if (address.IsValid) _addresses.Add(address.Canonical);
        return address.IsValid ? null : $"it must be an address, a CAIP-10 account, okx:<accountId> or mesh:<userId>; as an address, {address.Reason}";
    }

    private string? AddId(WalletKind kind, string id)
    {
        var isPrefix = id.EndsWith('*');
        _ids.Add((kind, isPrefix ? id[..^1] : id, isPrefix));
        return null;
    }
}
