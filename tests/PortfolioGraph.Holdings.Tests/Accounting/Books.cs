using PortfolioGraph.Holdings.Accounting;
using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Networks;
using PortfolioGraph.Holdings.Numbers;
using PortfolioGraph.Holdings.Platforms;
using PortfolioGraph.Holdings.Positions;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Holdings.Tokens;
using PortfolioGraph.Holdings.Wallets;

namespace PortfolioGraph.Holdings.Tests.Accounting;

/// <summary>Short ways to write down holdings.</summary>
internal static class Books
{
    public const string Alice = "0x1111111111111111111111111111111111111111";
    public const string Bob = "0x2222222222222222222222222222222222222222";
    public const string Inj = "inj1t2htvpfl862vnwdqnuekd9p4ulh3h6hda7frn9";
    public const string NInj = "inj1rmzufd7h09sqfrre5dtvu5d09ta7c0t4jzkr2f";

    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    public static readonly ChainId Ethereum = ChainId.Parse("eip155:1");
    public static readonly ChainId Optimism = ChainId.Parse("eip155:10");
    public static readonly ChainId Arbitrum = ChainId.Parse("eip155:42161");
    public static readonly ChainId Injective = ChainId.Parse("cosmos:injective-1");

    public static BigDecimal N(string number) => BigDecimal.Parse(number);

    public static BigDecimal? Maybe(string? number) => number is null ? null : N(number);

    public static WalletKey Wallet(string address = Alice, params ChainId[] networks) =>
        WalletKey.ForAddress(address, address.StartsWith("inj", StringComparison.Ordinal) ? ChainFamily.Cosmos : ChainFamily.Evm, networks.Length == 0 ? null : networks);

    public static Source From(string provider, int minutes = 0, DateTimeOffset? asOf = null, bool isStale = false) =>
        new(provider, Noon.AddMinutes(minutes), asOf, isStale);

    public static Token TokenOf(ChainId chain, string address, string? symbol, TokenClassification? classification = null) => new()
    {
        Id = TokenIds.For(chain, address),
        AssetId = TokenIds.AssetIdOf(chain, address),
        Symbol = symbol,
        Network = Network.Of(chain),
        Address = address,
        Kind = address.Length == 0 ? TokenKind.Native : TokenKind.Fungible,
        Classification = classification ?? new TokenClassification.Regular(),
    };

    /// <summary>A balance on chain, in the account that the wallet is.</summary>
    public static TokenBalance Balance(
        string provider, WalletKey wallet, ChainId chain, string token, string? amount, string? value, string? symbol = null, bool isRisk = false, string? price = null) => new()
    {
        Wallet = wallet,
        Token = TokenOf(chain, token, symbol ?? (token.Length == 0 ? "ETH" : "TKN")),
        Account = wallet.Kind == WalletKind.Address && AccountId.TryCreate(chain, wallet.Value, out var account) ? account : null,
        Amount = Maybe(amount),
        PriceUsd = Maybe(price),
        ValueUsd = Maybe(value),
        IsRisk = isRisk,
        Source = From(provider),
    };

    /// <summary>The balance in an account that the provider names.</summary>
    public static TokenBalance InAccount(TokenBalance balance, string address) =>
        balance with { Account = AccountId.TryCreate(balance.Network!.ChainId!.Value, address, out var account) ? account : null };

    /// <summary>An unsupported platform, with its value on each network.</summary>
    public static PlatformHolding Platform(string provider, WalletKey wallet, string value, params (ChainId Chain, string Value)[] networks) => new()
    {
        Wallet = wallet,
        Platform = new Platform($"{provider}:7", "7", "Aave"),
        ValueUsd = N(value),
        IsInvestSupported = false,
        InvestmentCount = 1,
        Networks = [.. networks.Select(n => new PlatformNetwork(Network.Of(n.Chain), N(n.Value)))],
        Source = From(provider),
    };

    /// <summary>A sum as Mesh reports it: a symbol, and the accounts that it lies in.</summary>
    public static TokenBalance Sum(WalletKey wallet, string symbol, string amount, string? value, params (ChainId Chain, string Address, string Amount)[] parts) => new()
    {
        Wallet = wallet,
        Token = new Token { Id = "mesh:" + symbol, Symbol = symbol, Kind = TokenKind.Unknown },
        Amount = N(amount),
        ValueUsd = Maybe(value),
        Distribution =
        [
            .. parts.Select(p => new Distribution(
                Network.Of(p.Chain), AccountId.TryCreate(p.Chain, p.Address, out var account) ? account : null, N(p.Amount))),
        ],
        Source = From("mesh"),
    };

    public static DefiPosition Defi(
        string provider, WalletKey wallet, string key, string? value, string? debt = null, ChainId? chain = null, string platform = "Aave",
        PositionKind kind = PositionKind.Save, PositionAsset[]? assets = null, params string[] receipts) => new()
    {
        Key = key,
        Wallet = wallet,
        Name = key,
        Kind = kind,
        Platform = new Platform($"{provider}:{platform}", platform, platform),
        Network = Network.Of(chain ?? Ethereum),
        Assets = assets ?? [],
        ValueUsd = Maybe(value),
        DebtUsd = Maybe(debt),
        ReceiptTokenIds = receipts,
        Source = From(provider),
    };

    public static PositionAsset Asset(ChainId chain, string token, string amount, string? value, string? symbol = null) =>
        new() { Token = TokenOf(chain, token, symbol), Network = Network.Of(chain), Amount = N(amount), ValueUsd = Maybe(value) };

    public static EquityPosition Equity(WalletKey wallet, string ticker, string amount, string? value, Performance? performance = null, string? price = null) => new()
    {
        Key = "mesh:equity:" + ticker,
        Wallet = wallet,
        Name = ticker + " Inc.",
        Kind = PositionKind.Equity,
        Symbol = ticker,
        Amount = N(amount),
        PriceUsd = Maybe(price),
        ValueUsd = Maybe(value),
        Performance = performance,
        Source = From("mesh"),
    };

    public static CashBalance Cash(string currency, string amount) => new(currency, N(amount), null, From("mesh"));

    public static SourceReport Report(string provider, Capability capability, SourceStatus status = SourceStatus.Ok) => new(provider, capability, status, Noon);

    public static WalletAnswer Answer(string provider, WalletKey wallet, params TokenBalance[] balances) => new()
    {
        Wallet = wallet,
        ProviderId = provider,
        TokenBalances = balances,
        Sources = [Report(provider, Capability.TokenBalances)],
    };

    public static Ledger Close(params WalletAnswer[] answers) => Ledger.Close(answers);
}
