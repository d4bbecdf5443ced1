using System.Text;
using PortfolioGraph.Providers.Okx;

namespace PortfolioGraph.Providers.Tests.Okx;

public class OkxSigningTests
{
    private const string Secret = "22582BD0CFF14C41EDBF1AB98506286D";
    private const string Stamp = "2020-12-08T09:08:57.715Z";

    [Theory]
    [InlineData("GET", "/api/v5/wallet/asset/total-value-by-address?address=0x1&chains=1", "", "Nj3UHgtlVm84BncGEOCmzFrNbrttiNGW5X2ilbddRhY=")]
    [InlineData("POST", "/api/v5/defi/user/asset/platform/list",
        """{"walletAddressList":[{"chainId":"1","walletAddress":"0x655b0000000000000000000000000000000000aa"}]}""", "1BWHFS9wek0Z0Ahs9l0n91pePWXSIURYyusjsXVmwe8=")]
    public void Sign_KnownRequest_GivesTheKnownSignature(string method, string path, string body, string signature) =>
        OkxSigning.Sign(Secret, Stamp, method, path, Encoding.UTF8.GetBytes(body)).ShouldBe(signature);

    [Fact]
    public void Timestamp_AnyZone_IsUtcWithMilliseconds()
    {
        OkxSigning.Timestamp(new DateTimeOffset(2020, 12, 8, 11, 8, 57, 715, TimeSpan.FromHours(2))).ShouldBe(Stamp);
        OkxSigning.Timestamp(new DateTimeOffset(2024, 1, 2, 3, 4, 5, TimeSpan.Zero)).ShouldBe("2024-01-02T03:04:05.000Z");
    }

    [Fact]
    public async Task Request_AnyCall_CarriesTheSignatureOfWhatIsSent()
    {
        var okx = new OkxHarness(_ => """{"code":0,"data":[]}""");
        await okx.LoadOneAsync(HoldingsNeeds.Tokens | HoldingsNeeds.Platforms, OkxHarness.Evm(1));
        okx.Http.Sent.Count.ShouldBe(2);
        foreach (var sent in okx.Http.Sent)
        {
            sent.Url.GetLeftPart(UriPartial.Authority).ShouldBe("https://okx.example");
            sent.Headers["OK-ACCESS-KEY"].ShouldBe("the-api-key");
            sent.Headers["OK-ACCESS-PASSPHRASE"].ShouldBe("the-passphrase");
            sent.Headers["OK-ACCESS-PROJECT"].ShouldBe("the-project");
            sent.Headers["OK-ACCESS-TIMESTAMP"].ShouldBe("2024-05-01T12:00:00.000Z");
            sent.Headers["OK-ACCESS-SIGN"].ShouldBe(OkxSigning.Sign(
                "the-secret-key", "2024-05-01T12:00:00.000Z", sent.Method, sent.PathAndQuery, Encoding.UTF8.GetBytes(sent.Body)));
            (sent.PathAndQuery + sent.Body + string.Join(',', sent.Headers.Values)).ShouldNotContain("the-secret-key");
        }
    }

    [Fact]
    public async Task Request_NoProject_HasNoProjectHeader()
    {
        var okx = new OkxHarness(_ => StubHttp.Json("""{"code":0,"data":[]}"""), options => options.ProjectId = null);
        await okx.LoadOneAsync(HoldingsNeeds.Tokens, OkxHarness.Evm(1));
        okx.Http.Sent.Single().Headers.Keys.ShouldNotContain("OK-ACCESS-PROJECT");
    }
}
