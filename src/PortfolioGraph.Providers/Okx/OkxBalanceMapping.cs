using PortfolioGraph.Holdings;
using PortfolioGraph.Holdings.Addresses;
using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Numbers;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Holdings.Tokens;
using PortfolioGraph.Holdings.Wallets;
using PortfolioGraph.Providers.Bounds;

namespace PortfolioGraph.Providers.Okx;

/// <summary>From the wire records of one answer to balances. Sources and accounts that are the same are one object.</summary>
internal sealed class OkxBalanceMapping(WalletKey wallet, DateTimeOffset fetchedAt)
{
    private readonly Dictionary<(string Chain, string Address), AccountId?> _accounts = [];
    private readonly Dictionary<(string? Chain, string Amount), int> _unidentified = [];
    private Source? _source;
    private (string? Said, string? Address) _holder = (null, wallet.Value);

    /// <param name="wire">One balance.</param>
    /// <param name="asOf">The time of the list that it is in, for one that has none of its own.</param>
    public TokenBalance Balance(OkxTokenAsset wire, DateTimeOffset? asOf)
    {
        var chain = OkxChains.Of(wire.ChainIndex, wire.ChainId, null);
        var raw = wire.RawBalance?.ToBaseUnits(0);
        var token = OkxTokens.Of(
            chain,
            wire.TokenAddress ?? wire.TokenContractAddress,
            wire.Symbol,
            wire.Balance is { } balance && raw is { } units ? OkxTokens.DecimalsFrom(balance, units) : null,
            isInscription: wire.TokenType == "2");
        var amount = wire.Balance ?? (raw is { } r && token.Decimals is { } decimals ? BigDecimal.FromRaw(r, decimals) : null);
        if (OkxUnidentified.Is(token))
            token = Unidentified(token, chain, (amount ?? raw)?.ToString() ?? "");
        return new TokenBalance
        {
            Wallet = wallet,
            Token = token,
            Account = AccountOf(chain, HolderOf(wire.Address)),
            Amount = amount,
            RawAmount = raw,
            PriceUsd = wire.TokenPrice,
            ValueUsd = amount * wire.TokenPrice,
            IsRisk = wire.IsRiskToken ?? wire.IsRistToken ?? false,
            Source = SourceOf(wire.TimeStamp ?? asOf),
        };
    }

    private Token Unidentified(Token token, OkxChain? chain, string amount) => OkxUnidentified.Named(
        token, chain, wallet.Value, amount, _unidentified[(chain?.Code, amount)] = _unidentified.GetValueOrDefault((chain?.Code, amount)) + 1);

    // Of the wallet's address there may be another spelling; another address is named as it came.
    private string? HolderOf(string? said)
    {
        if (wallet.Kind != WalletKind.Address || said == wallet.Value)
            return said;
        if (_holder.Said != said)
            _holder = (said, WalletBounds.IsOf(wallet, said) ? wallet.Value : said);
        return _holder.Address;
    }

    private Source SourceOf(DateTimeOffset? asOf) =>
        _source is { } last && last.AsOf == asOf ? last : _source = OkxMapping.SourceOf(fetchedAt, asOf);

    private AccountId? AccountOf(OkxChain? chain, string? address)
    {
        if (chain?.CaipId is not { } id || string.IsNullOrEmpty(address))
            return null;
        if (!_accounts.TryGetValue((chain.Code, address), out var account))
            _accounts.Add((chain.Code, address), account = AddressValidator.AccountOf(id, address));
        return account;
    }
}
