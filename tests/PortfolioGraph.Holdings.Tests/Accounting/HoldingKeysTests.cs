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
    public void WalletTextOf_AnyUser_IsTheWalletsText(string user)
    {
        var wallet = WalletKey.ForMeshUser(user);

        HoldingKeys.WalletTextOf(HoldingKeys.For(Sum(wallet, "BTC", "1", "1"))).ShouldBe(wallet.Text);
    }
}
