using System.Net;

namespace PortfolioGraph.Sandbox.Tests;

public sealed class BalanceTests
{
    private const string Wallet = "0xAB16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb";
    private const string Total = $"/api/v5/wallet/asset/total-value-by-address?address={Wallet}&chains=1&assetType=1";

    [Fact]
    public async Task Multiplier_OfAWallet_IsInItsBalancesAndTotal_UntilItIsCleared()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var before = await TotalAsync(sandbox);

        (await sandbox.ControlAsync(HttpMethod.Post, "/_sandbox/balances", $$"""{"wallet":"{{Wallet.ToLowerInvariant()}}","multiplier":3}""")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await TotalAsync(sandbox)).ShouldBe(3 * before);

        (await sandbox.ControlAsync(HttpMethod.Delete, "/_sandbox/balances")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await TotalAsync(sandbox)).ShouldBe(before);
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("{}")]
    [InlineData("""{"wallet":"0x1","multiplier":"2"}""")]
    [InlineData("""{"wallet":"0x1","multiplier":-1}""")]
    [InlineData("""{"wallet":" ","multiplier":1}""")]
    public async Task Multiplier_ThatMakesNoSense_IsABadRequest(string body)
    {
        await using var sandbox = await Sandbox.StartAsync();

        (await sandbox.ControlAsync(HttpMethod.Post, "/_sandbox/balances", body)).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    private static async Task<decimal> TotalAsync(Sandbox sandbox) =>
        decimal.Parse((await sandbox.OkxAsync(Total)).Json.GetProperty("data")[0].GetProperty("totalValue").GetString()!, System.Globalization.CultureInfo.InvariantCulture);
}
