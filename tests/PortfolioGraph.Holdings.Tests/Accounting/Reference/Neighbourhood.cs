using PortfolioGraph.Holdings.Chains;
using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Networks;
using PortfolioGraph.Holdings.Numbers;
using PortfolioGraph.Holdings.Platforms;
using PortfolioGraph.Holdings.Positions;
using PortfolioGraph.Holdings.Tokens;
using PortfolioGraph.Holdings.Wallets;

namespace PortfolioGraph.Holdings.Tests.Accounting.Reference;

/// <summary>The few accounts of a world, and what is in them.</summary>
internal sealed class Neighbourhood
{
    private const string Airdrop = "0x8888888888888888888888888888888888888888";

    public static readonly Network Ethereum = Network.Of(ChainId.Parse("eip155:1"));
    private static readonly Network Optimism = Network.Of(ChainId.Parse("eip155:10"));
    private static readonly Network Arbitrum = Network.Of(ChainId.Parse("eip155:42161"));
    private static readonly Network Injective = Network.Of(ChainId.Parse("cosmos:injective-1"));
    private static readonly Network Unmapped = Network.Unmapped("okx", "777");
    private static readonly Network[] Evm = [Ethereum, Optimism, Arbitrum];

    private static readonly Token NInj = TokenOf(Injective, "inj1rmzufd7h09sqfrre5dtvu5d09ta7c0t4jzkr2f", "nINJ");
    private static readonly Token[] Lp = [.. Evm.Select(n => TokenOf(n, "0x7777777777777777777777777777777777777777", "LP"))];
    private static readonly (string Key, Network? Network)[] Nfts = [("nft:1", Ethereum), ("nft:2", null), ("nft:3", Unmapped)];
    private static readonly Platform[] Venues = [new("okx:1", "1", "Aave"), new("okx:2", "2", "Uniswap"), new("okx:3", "3", "Pancake")];
    private static readonly Platform OkxNeptune = new("okx:9", "9", "Neptune");
    private static readonly Platform Neptune = new("neptune:neptune", "neptune", "Neptune");

    private readonly Dice _dice;

    /// <summary>Some worlds are about custodians: all their users have connected the few accounts that are in the portfolio.</summary>
    private readonly bool _isAboutCustodians;
    private readonly string[] _evm;
    private readonly string[] _injective;
    private readonly string[] _okx;
    private readonly string[] _mesh;
    private readonly Dictionary<string, List<HeldToken>> _tokens = [];
    private readonly Dictionary<string, List<HeldPosition>> _positions = [];
    private readonly Dictionary<string, List<HeldPlatform>> _platforms = [];
    private readonly Dictionary<string, List<(string Key, Network? Network)>> _nfts = [];
    private readonly Dictionary<string, List<string>> _addressesOfOkxAccounts = [];
    private readonly Dictionary<string, List<HeldSum>> _sums = [];

    public Neighbourhood(Dice dice, int number)
    {
        _dice = dice;
        _isAboutCustodians = dice.Chance(30);
        _evm = [.. "123".Select(digit => $"0x{number:x4}{new string(digit, 36)}")];
        _injective = [$"inj1t2htvpfl862vnwdqnuekd9p4ulh3h6hda7fr{number:00}", $"inj1nc7gjkf2mhp34a6gquhurg8qahnw5kxs5u3s{number:00}"];
        _okx = [$"a{number}1", $"a{number}2"];
        _mesh = [$"u{number}1", $"u{number}2"];
        foreach (var address in _evm.Concat(_injective))
            Fill(address);
        foreach (var account in _okx)
            FillOkx(account);
        foreach (var user in _mesh)
            _sums[user] = [.. SumsFor()];
    }

    /// <summary>One list for all wallets of a call.</summary>
    public IReadOnlyList<Token> ListedReceipts => Lp;

    /// <summary>One to five, of few accounts.</summary>
    public List<WalletKey> Wallets()
    {
        IEnumerable<WalletKey> users = _isAboutCustodians ? _mesh.Select(user => WalletKey.ForMeshUser(user)) : [];
        return [.. Enumerable.Range(0, 1 + _dice.Next(5)).Select(_ => AnyWallet()).Concat(users).Distinct()];
    }

    /// <summary>The name by which an account's own things are kept: its address, or the id of an account without one.</summary>
    public static string AccountOf(WalletKey wallet) => wallet.Value;

    public IEnumerable<string> AccountsOf(WalletKey wallet) =>
        wallet.Kind == WalletKind.OkxAccount ? [wallet.Value, .. _addressesOfOkxAccounts[wallet.Value]] : [wallet.Value];

    public IEnumerable<HeldToken> TokensIn(string account) => _tokens.GetValueOrDefault(account, []);

    public IEnumerable<HeldPosition> PositionsIn(string account) => _positions.GetValueOrDefault(account, []);

    public IEnumerable<HeldPlatform> PlatformsOf(string account) => _platforms.GetValueOrDefault(account, []);

    public IEnumerable<(string Key, Network? Network)> NftsIn(string account) => _nfts.GetValueOrDefault(account, []);

    public IEnumerable<HeldSum> SumsOf(string user) => _sums[user];

    private static Token TokenOf(Network network, string address, string symbol) => new()
    {
        Id = network.ChainId is { } chain ? TokenIds.For(chain, address) : $"{network.Id}:{address}",
        Symbol = symbol,
        Network = network,
        Address = address,
        Kind = address.Length == 0 ? TokenKind.Native : TokenKind.Fungible,
    };

    private static Token Coin(Network network) => TokenOf(network, "", ChainRegistry.Find(network.ChainId!.Value)!.NativeSymbol!);

    private static AccountId? AccountIdOf(Network network, string address) =>
        network.ChainId is { } chain && AccountId.TryCreate(chain, address, out var id) ? id : null;

    private WalletKey AnyWallet() => _dice.Next(10) switch
    {
        < 5 => WalletKey.ForAddress(_dice.OneOf(_evm), ChainFamily.Evm, _dice.Chance(40) ? null : AnyNetworks()),
        < 7 => WalletKey.ForAddress(_dice.OneOf(_injective), ChainFamily.Cosmos, _dice.Chance(60) ? null : [Injective.ChainId!.Value]),
        7 => WalletKey.ForOkxAccount(_dice.OneOf(_okx)),
        _ => WalletKey.ForMeshUser(_dice.OneOf(_mesh), _dice.OneOf<int?>(null, 0, 3600)),
    };

    private IEnumerable<ChainId> AnyNetworks() => _dice.Shuffled(Evm).Take(1 + _dice.Next(2)).Select(n => n.ChainId!.Value).ToList();

    private void Fill(string address)
    {
        var isEvm = address.StartsWith("0x", StringComparison.Ordinal);
        Token[] tokens = isEvm
            ? [
                .. Evm.Select(Coin),
                TokenOf(Ethereum, "0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48", "USDC"),
                TokenOf(Ethereum, "0x5555555555555555555555555555555555555555", "TKN"),
                TokenOf(Unmapped, "0x6666666666666666666666666666666666666666", "ODD"),
                .. Lp,
            ]
            : [Coin(Injective), NInj, TokenOf(Injective, "peggy0xdac17f958d2ee523a2206206994597c13d831ec7", "USDT")];
        _tokens[address] = [.. tokens.Where(_ => _dice.Chance(_isAboutCustodians ? 90 : 55)).Select(t => Held(address, t))];
        if (isEvm && _dice.Chance(40))
            _tokens[address].Add(Held(address, TokenOf(_dice.OneOf(Evm), Airdrop, "FREE"), isRisk: true));

        _positions[address] = isEvm
            ? [.. _dice.Some(0, 1, 2).Select(i => Position("okx", $"inv:{i}", _dice.OneOf(Evm), _dice.OneOf(Venues), _dice.OneOf(Lp)))]
            : [.. NeptunePositions()];
        _nfts[address] = isEvm ? [.. _dice.Some(Nfts).Take(_dice.Next(3))] : [];
        _platforms[address] = isEvm
            ? [.. _dice.Some(Venues).Select(v => new HeldPlatform(v, _dice.OneOf<bool?>(true, false, false, null), ValuesOn(Evm)))]
            : [.. _dice.Some(OkxNeptune).Select(v => new HeldPlatform(v, _dice.OneOf<bool?>(true, false), ValuesOn(Injective)))];
    }

    private IReadOnlyList<PlatformNetwork> ValuesOn(params Network[] networks) =>
        [.. networks.Where(_ => _dice.Chance(70)).Select(n => new PlatformNetwork(n, BigDecimal.Parse(_dice.Price())))];

    private IEnumerable<HeldPosition> NeptunePositions()
    {
        if (_dice.Chance(60))
            yield return Position("neptune", "lend:inj", Injective, Neptune, Coin(Injective), PositionKind.Lend, NInj.Id);
        if (_dice.Chance(30))
            yield return Position("neptune", "stake:nept", Injective, Neptune, Coin(Injective), PositionKind.Stake);
        if (_dice.Chance(60))
            yield return Position("okx", "inv:9", Injective, OkxNeptune, Coin(Injective));
        if (_dice.Chance(30))
            yield return Position("okx", "inv:8", Injective, Venues[0], Coin(Injective));
    }

    private HeldPosition Position(
        string provider, string key, Network network, Platform platform, Token token, PositionKind? kind = null, params string[] receipts)
    {
        List<PositionAsset> assets = [new() { Token = token, ValueUsd = BigDecimal.Parse(_dice.Price()) }];
        if (_dice.Chance(40))
            assets.Add(new PositionAsset { Token = Coin(network), ValueUsd = BigDecimal.Parse(_dice.Price()) });
        if (_dice.Chance(30))
            assets.Add(new PositionAsset { Token = Coin(network), ValueUsd = -BigDecimal.Parse(_dice.Price()) });
        IReadOnlyList<RewardGroup> rewards = _dice.Chance(85) ? []
            : [new() { Kind = RewardKind.Public, Assets = [new() { Token = token, ValueUsd = BigDecimal.Parse(_dice.Price()) }] }];
        var any = kind ?? _dice.OneOf(PositionKind.Pool, PositionKind.Farm, PositionKind.Borrow);
        return new HeldPosition(provider, key, any, network, platform, assets, rewards, receipts);
    }

    private HeldToken Held(string account, Token token, bool isRisk = false) => new(
        AccountIdOf(token.Network!, account),
        token,
        [.. Enumerable.Range(0, _dice.Chance(80) ? 1 : 2).Select(_ => _dice.Amount())],
        _dice.Chance(_isAboutCustodians ? 50 : 85) ? _dice.Price() : null,
        isRisk);

    /// <summary>Some of what the account has lies in addresses, some in none that is named.</summary>
    private void FillOkx(string account)
    {
        _addressesOfOkxAccounts[account] = [.. _dice.Some(_evm), .. _dice.Some(_injective[0])];
        _tokens[account] = [.. _dice.Some(Coin(Ethereum), Lp[0]).Select(t => Held(account, t) with { Account = null })];
        _positions[account] = [.. _dice.Some(0).Select(i => Position("okx", $"inv:{i}", _dice.OneOf(Evm), _dice.OneOf(Venues), Lp[0]))];
        _nfts[account] = [];
        _platforms[account] = [];
    }

    private IEnumerable<HeldSum> SumsFor()
    {
        foreach (var symbol in _dice.Some("eth", "ETH", "USDC", "INJ", "BTC"))
        {
            var network = symbol == "INJ" ? Injective : Ethereum;
            var addresses = symbol == "INJ" ? _injective : _evm;
            var parts = _dice.Shuffled(addresses).Take(_isAboutCustodians ? 1 + _dice.Next(2) : _dice.Next(3))
                .Select(a => PartIn(symbol is "ETH" or "eth" && _dice.Chance(30) ? _dice.OneOf(Evm) : network, a)).ToList();
            if (_dice.Chance(15))
                parts.Add(new Distribution(network, null, 1));
            if (parts.Count > 0 && _dice.Chance(10))
                parts.Add(parts[0]);
            if (parts.Count > 0 && _dice.Chance(10))
                parts[0] = parts[0] with { Network = null };
            var token = new Token { Id = $"mesh:{symbol}", Symbol = symbol, Kind = TokenKind.Unknown };
            var isAllSaid = parts.Count > 0 && _dice.Chance(80);
            var amount = isAllSaid ? parts.Aggregate(BigDecimal.Zero, (sum, p) => sum + p.Amount).ToString() : _dice.Amount();
            yield return new HeldSum(token, amount, _dice.Price(), _dice.Price(), parts);
        }
    }

    private Distribution PartIn(Network network, string address) =>
        new(network, AccountIdOf(network, address), BigDecimal.Parse(_dice.Amount()));
}
