using PortfolioGraph.Holdings.Accounting;
using PortfolioGraph.Holdings.Wallets;
using static PortfolioGraph.Holdings.Tests.Accounting.Books;

namespace PortfolioGraph.Holdings.Tests.Accounting;

public class HoldingKeysTests
{
    [Fact]
    public void For_Balance_NamesWalletProviderTokenAndAccount() =>
        HoldingKeys.For(Balance("okx", Wallet(), Ethereum, "", "1", "1")).ShouldBe($"address:{Alice}|okx|eip155:1/slip44:60|eip155:1:{Alice}");

    [Fact]
    public void For_Position_NamesWalletProviderAndKey() =>
        HoldingKeys.For(Defi("okx", Wallet(), "okx:1:2:3", "1"), 2).ShouldBe($"address:{Alice}|okx|okx:1:2:3||2");

    [Theory]
    [InlineData("u|1")]
    [InlineData("u%7C1")]
    [InlineData("100%")]
    [InlineData("%25|%7C")]
    public void TryReadWallet_AnyUser_IsTheWallet(string user)
    {
        var wallet = WalletKey.ForMeshUser(user);

        HoldingKeys.TryReadWallet(HoldingKeys.For(Sum(wallet, "BTC", "1", "1")), out var read).ShouldBeTrue();
        read.ShouldBe(wallet);
    }

    [Fact]
    public void TryReadWallet_NoKey_IsFalse()
    {
        foreach (var text in new[] { "", "|", "mesh:u1", "mesh:u1%|mesh", "nobody:u1|mesh|x|" })
            HoldingKeys.TryReadWallet(text, out _).ShouldBeFalse(text);
    }
}
