using PortfolioGraph.Holdings.Accounting;
using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Networks;
using PortfolioGraph.Holdings.Numbers;
using PortfolioGraph.Holdings.Positions;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Holdings.Tests.Ids;
using PortfolioGraph.Holdings.Tokens;
using PortfolioGraph.Holdings.Wallets;

namespace PortfolioGraph.Holdings.Tests.Accounting;

/// <summary>Different parts never give the same identity, whatever the parts are.</summary>
public class IdentityProperties
{
    private const int Cases = 30_000;

    private static readonly Source Mesh = new("mesh", DateTimeOffset.UnixEpoch);

    [Fact]
    public void RowKey_OfAnyParts_IsTheirsAlone()
    {
        var nasty = new NastyTexts(21);
        var seen = new Dictionary<string, (WalletKey, string, string?, int)>();
        for (var i = 0; i < Cases; i++)
        {
            var wallet = WalletKey.ForMeshUser(nasty.Next(), nasty.OneOf<int?>(null, 1, 42));
            var (provider, token, occurrence) = (nasty.OneOf("mesh", "okx", "a|b"), nasty.Next(), nasty.OneOf(1, 2, 3));
            AccountId? account = AccountId.TryCreate(ChainId.Parse("eip155:1"), nasty.Next(), out var made) ? made : null;
            var key = HoldingKeys.For(
                new TokenBalance { Wallet = wallet, Token = new Token { Id = token, Kind = TokenKind.Unknown }, Account = account, Source = Mesh with { ProviderId = provider } },
                occurrence);

            HoldingKeys.TryReadWallet(key, out var read).ShouldBeTrue(key);
            read.ShouldBe(wallet);
            var parts = (wallet, provider + "\n" + token, account?.Value, occurrence);
            if (!seen.TryAdd(key, parts)) seen[key].ShouldBe(parts);
        }
    }

    [Fact]
    public void OwnerId_OfAnyWallet_IsItsAlone()
    {
        var nasty = new NastyTexts(22);
        var seen = new Dictionary<string, (WalletKind, string)>();
        for (var i = 0; i < Cases; i++)
        {
            var value = nasty.Next();
            var wallet = nasty.Below(3) switch
            {
                // No address has white space or what can't be seen.
                0 => WalletKey.ForAddress(string.Concat(value.Where(c => c is >= '!' and <= '~')), ChainFamily.Other),
                1 => WalletKey.ForOkxAccount(value),
                _ => WalletKey.ForMeshUser(value, nasty.Number()),
            };
            var id = Owner.IdOf(wallet);
            if (!seen.TryAdd(id, (wallet.Kind, wallet.Value))) seen[id].ShouldBe((wallet.Kind, wallet.Value));
        }
    }

    [Fact]
    public void TokenId_OfAnyChainAndAddress_IsReadBack()
    {
        var nasty = new NastyTexts(23);
        var seen = new Dictionary<string, (ChainId, string)>();
        ChainId[] chains = [ChainId.Parse("bip122:000000000019d6689c085ae165831e93"), ChainId.Parse("cosmos:osmosis-1"), ChainId.Parse("tron:0x2b6653dc"), ChainId.Parse("eip155:7")];
        for (var i = 0; i < Cases; i++)
        {
            var (chain, address) = (chains[nasty.Below(chains.Length)], nasty.Next());
            var id = TokenIds.For(chain, address);
            if (!seen.TryAdd(id, (chain, address))) seen[id].ShouldBe((chain, address));

            if (AssetId.TryParse(id, out var asset, out _))
                (asset.Chain, asset.Namespace == "slip44" ? "" : asset.Reference).ShouldBe((chain, address));
            else if (TokenIds.TryParse(id, out var readChain, out var readAddress))
                (readChain, readAddress).ShouldBe((chain, address));
            else
                id.ShouldContain("~", Case.Sensitive, "half a character can't be written");
        }
    }

    [Fact]
    public void NetworkId_OfAnyProviderAndCode_IsTheirsAlone()
    {
        var nasty = new NastyTexts(24);
        var seen = new Dictionary<string, (string, string)>();
        for (var i = 0; i < Cases; i++)
        {
            var parts = (nasty.Next(), nasty.Next());
            var id = Network.Unmapped(parts.Item1, parts.Item2).Id;
            IdText.TrySplit(':', id, out var read).ShouldBeTrue();
            read.ShouldBe([parts.Item1, parts.Item2]);
            if (!seen.TryAdd(id, parts)) seen[id].ShouldBe(parts);
        }
    }

    [Theory]
    [InlineData("mesh:ETH")]
    [InlineData("eip155:1/slip44:60")]
    [InlineData("cash:USD")]
    [InlineData("mesh:u1|mesh|mesh:ETH|")]
    public void Equity_WhoseTickerIsAnotherAssetsId_IsNotThatAsset(string ticker)
    {
        var wallet = WalletKey.ForMeshUser("u1");
        var ledger = Ledger.Close(
        [
            new WalletAnswer
            {
                Wallet = wallet,
                ProviderId = "mesh",
                Sources = [],
                TokenBalances = [new TokenBalance
                {
                    Wallet = wallet, Token = new Token { Id = "mesh:ETH", Symbol = "ETH", Kind = TokenKind.Unknown }, Amount = 1, ValueUsd = 10, Source = Mesh,
                }, new TokenBalance
                {
                    Wallet = wallet, Token = new Token { Id = "eip155:1/slip44:60", Symbol = "ETH", Kind = TokenKind.Native }, Amount = 1, ValueUsd = 20, Source = Mesh,
                }],
                Cash = [new CashBalance("USD", 40, null, Mesh)],
                Positions = [Equity(wallet, "1", ticker, 80)],
            },
        ]);

        AssetHoldings.Of(ledger).Count.ShouldBe(3);
        Allocation.By(ledger, AllocationDimension.Asset).Select(s => s.ValueUsd).ShouldBe([80, 40, 20, 10]);
    }

    [Fact]
    public void Equities_WithoutATicker_AreNotOne()
    {
        var wallet = WalletKey.ForMeshUser("u1");
        var ledger = Ledger.Close(
        [
            new WalletAnswer { Wallet = wallet, ProviderId = "mesh", Sources = [], Positions = [Equity(wallet, "1", null, 1), Equity(wallet, "2", null, 1000)] },
        ]);

        AssetHoldings.Of(ledger).Select(h => h.ValueUsd).ShouldBe([1000, 1]);
        Allocation.By(ledger, AllocationDimension.Asset).Select(s => s.ValueUsd).ShouldBe([1000, 1]);
    }

    private static EquityPosition Equity(WalletKey wallet, string key, string? ticker, int value) => new()
    {
        Key = key, Wallet = wallet, Name = "Unnamed equity", Kind = PositionKind.Equity, Symbol = ticker, Amount = 1, ValueUsd = (BigDecimal)value, Source = Mesh,
    };
}
