using PortfolioGraph.Holdings;
using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Networks;
using PortfolioGraph.Holdings.Numbers;
using PortfolioGraph.Holdings.Platforms;
using PortfolioGraph.Holdings.Positions;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Holdings.Tokens;
using PortfolioGraph.Holdings.Wallets;
using PortfolioGraph.Providers;

namespace PortfolioGraph.Gateway.WarmUp;

/// <summary>A provider for nobody: every wallet holds the same few things, and no call is made for them.</summary>
/// <param name="description">The provider that it stands in for.</param>
internal sealed class MadeUpProvider(ProviderDescription description) : IHoldingsProvider
{
    private const int Rows = 12;

    private static readonly Capability[] Capabilities = [Capability.TokenBalances, Capability.Platforms, Capability.DefiPositions, Capability.Cash];
    private static readonly Network Network = Network.Of(ChainId.Parse("eip155:1"));
    private static readonly Platform Platform = new("platform", "platform", "Platform", "https://example.org");

    private readonly Source _source = new(description.Id, DateTimeOffset.UnixEpoch);

    public ProviderDescription Description => description;

    public ProviderState State => ProviderState.Up;

    public bool Answers(WalletKey wallet) => true;

    public ValueTask<IReadOnlyList<WalletAnswer>> LoadAsync(IReadOnlyList<WalletRequest> requests, CallBudget budget) =>
        ValueTask.FromResult<IReadOnlyList<WalletAnswer>>([.. requests.Select(request => Answer(request.Wallet))]);

    private WalletAnswer Answer(WalletKey wallet) => new()
    {
        Wallet = wallet,
        ProviderId = description.Id,
        TokenBalances = [.. Enumerable.Range(0, Rows).Select(i => Balance(wallet, i))],
        Platforms = [new PlatformHolding { Wallet = wallet, Platform = Platform, ValueUsd = 10, InvestmentCount = 1, Networks = [new PlatformNetwork(Network, 10)], Source = _source }],
        Positions = [.. Enumerable.Range(0, Rows).Select(i => Position(wallet, i))],
        Cash = [new CashBalance("USD", 1, null, _source)],
        Sources = [.. Capabilities.Select(capability => new SourceReport(description.Id, capability, SourceStatus.Ok, _source.FetchedAt))],
    };

    private TokenBalance Balance(WalletKey wallet, int i)
    {
        var (amount, price) = (BigDecimal.Parse($"{i}.123456789012345678"), BigDecimal.Parse($"1.0{i}"));
        return new TokenBalance { Wallet = wallet, Token = TokenOf(i), Amount = amount, PriceUsd = price, ValueUsd = amount * price, Source = _source };
    }

    private DefiPosition Position(WalletKey wallet, int i) => new()
    {
        Key = $"{i}",
        Wallet = wallet,
        Name = "Position",
        Kind = i % 2 == 0 ? PositionKind.Lend : PositionKind.Borrow,
        Network = Network,
        Platform = Platform,
        ValueUsd = i,
        Assets = [new PositionAsset { Token = TokenOf(i), Network = Network, Amount = i, ValueUsd = i }],
        Rewards = [new RewardGroup { Kind = RewardKind.Public, Assets = [new PositionAsset { Token = TokenOf(0), Network = Network, Amount = 1 }], ValueUsd = 1 }],
        Source = _source,
    };

    private static Token TokenOf(int i)
    {
        var address = $"0x{i:x40}";
        return new Token { Id = $"eip155:1/erc20:{address}", Symbol = $"T{i}", Name = "Token", Network = Network, Address = address, Decimals = 18, Kind = TokenKind.Fungible };
    }
}
