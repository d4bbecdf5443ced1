using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Tests.Ids;
using PortfolioGraph.Holdings.Wallets;

namespace PortfolioGraph.Holdings.Tests.Wallets;

public class WalletKeyTests
{
    private const string Alice = "0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb";

    private static readonly ChainId[] Evm = [ChainId.Parse("eip155:1"), ChainId.Parse("eip155:10"), ChainId.Parse("eip155:999999")];

    public static TheoryData<WalletKey, string> Texts => new()
    {
        { WalletKey.ForAddress(Alice, ChainFamily.Evm), $"address:{Alice}" },
        { WalletKey.ForAddress(Alice, ChainFamily.Evm, [Evm[1], Evm[0], Evm[1]]), $"address:{Alice}@eip155:1,eip155:10" },
        { WalletKey.ForOkxAccount("a:b"), "okx:a:b" },
        { WalletKey.ForMeshUser("team"), "mesh:team" },
        { WalletKey.ForMeshUser("team", 42), "mesh:team@42" },
        { WalletKey.ForMeshUser("team@42"), "mesh:team%4042" },
        { WalletKey.ForMeshUser("team%4042"), "mesh:team%254042" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Text_OfAKey_IsReadBack(WalletKey key, string text)
    {
        key.Text.ShouldBe(text);
        WalletKey.TryParse(text, out var read).ShouldBeTrue();
        read.ShouldBe(key);
        read.GetHashCode().ShouldBe(key.GetHashCode());
        read.Family.ShouldBe(key.Family);
    }

    [Fact]
    public void Equals_UserThatLooksLikeAnotherWithAnOffset_IsFalse()
    {
        WalletKey.ForMeshUser("team@42").ShouldNotBe(WalletKey.ForMeshUser("team", 42));
        WalletKey.ForMeshUser("team").ShouldNotBe(WalletKey.ForOkxAccount("team"));
        WalletKey.ForMeshUser("team").ShouldNotBe(WalletKey.ForMeshUser("team", 0));
        WalletKey.ForAddress("team@eip155:1", ChainFamily.Other).ShouldNotBe(WalletKey.ForAddress("team", ChainFamily.Evm, [Evm[0]]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("team")]
    [InlineData("MESH:team")]
    [InlineData("mesh:team@")]
    [InlineData("mesh:team@042")]
    [InlineData("mesh:team@+42")]
    [InlineData("mesh:team@4@2")]
    [InlineData("mesh:team@42 ")]
    [InlineData("okx:a@1")]
    [InlineData("address:0x1@")]
    [InlineData("address:0x1@eip155:10,eip155:1")]
    [InlineData("address:0x1@eip155:1,eip155:1")]
    [InlineData("address:0x1@eip155")]
    [InlineData("mesh:a%4")]
    public void TryParse_WhatNoKeyIsWrittenAs_IsFalse(string text) => WalletKey.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void ForAddress_NoNetwork_Throws() => Should.Throw<ArgumentException>(() => WalletKey.ForAddress(Alice, ChainFamily.Evm, []));

    [Fact]
    public void Text_OfAnyKey_IsItsAlone()
    {
        var nasty = new NastyTexts(14);
        var seen = new Dictionary<string, WalletKey>();
        for (var i = 0; i < 50_000; i++)
        {
            var value = nasty.Next();
            var key = nasty.Below(3) switch
            {
                0 when nasty.Below(2) == 0 => WalletKey.ForAddress(value, ChainFamily.Other),
                0 => WalletKey.ForAddress(value, ChainFamily.Evm, Evm[..nasty.OneOf(1, 2, 3)]),
                1 => WalletKey.ForOkxAccount(value),
                _ => WalletKey.ForMeshUser(value, nasty.Number()),
            };

            WalletKey.TryParse(key.Text, out var read).ShouldBeTrue(key.Text);
            read.ShouldBe(key);
            (read.Kind, read.Value, read.TimezoneOffset).ShouldBe((key.Kind, key.Value, key.TimezoneOffset));
            if (!seen.TryAdd(key.Text, key)) seen[key.Text].ShouldBe(key);
        }
    }
}
