using System.Net;
using PortfolioGraph.Sandbox.Okx;
using PortfolioGraph.Sandbox.Settings;
using PortfolioGraph.Tests.Shared;

namespace PortfolioGraph.Sandbox.Tests;

public sealed class OkxSigningTests
{
    private const string Chains = "/api/v5/wallet/chain/supported-chains";

    [Theory]
    [InlineData("GET", "/api/v5/wallet/asset/total-value-by-address?address=0x1&chains=1", "", "Nj3UHgtlVm84BncGEOCmzFrNbrttiNGW5X2ilbddRhY=")]
    [InlineData("POST", "/api/v5/defi/user/asset/platform/list",
        """{"walletAddressList":[{"chainId":"1","walletAddress":"0x655b0000000000000000000000000000000000aa"}]}""",
        "1BWHFS9wek0Z0Ahs9l0n91pePWXSIURYyusjsXVmwe8=")]
    public void Sign_KnownRequest_GivesTheKnownSignature(string method, string target, string body, string expected) =>
        OkxSigning.Sign("22582BD0CFF14C41EDBF1AB98506286D", "2020-12-08T09:08:57.715Z", method, target, body).ShouldBe(expected);

    [Theory]
    [InlineData("OK-ACCESS-KEY", null, "50103")]
    [InlineData("OK-ACCESS-PASSPHRASE", null, "50104")]
    [InlineData("OK-ACCESS-SIGN", null, "50106")]
    [InlineData("OK-ACCESS-TIMESTAMP", null, "50107")]
    [InlineData("OK-ACCESS-KEY", "other", "50111")]
    [InlineData("OK-ACCESS-TIMESTAMP", "1700000000", "50112")]
    [InlineData("OK-ACCESS-TIMESTAMP", "2020-12-08T09:08:57Z", "50112")]
    [InlineData("OK-ACCESS-TIMESTAMP", "2020-12-08T09:08:57.715Z", "50102")]
    [InlineData("OK-ACCESS-SIGN", "AAAA", "50113")]
    [InlineData("OK-ACCESS-PASSPHRASE", "other", "50105")]
    public async Task Request_OneHeaderIsWrong_IsRefusedWithItsCode(string header, string? value, string code)
    {
        await using var sandbox = await Sandbox.StartAsync();

        var answer = await sandbox.OkxAsync(Chains, spoil: h =>
        {
            h.Remove(header);
            if (value is not null)
                h[header] = value;
        });

        answer.Status.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Json.GetProperty("code").GetString().ShouldBe(code);
        answer.Date.ShouldNotBeNull();
    }

    [Theory]
    [InlineData(-31, 50102)]
    [InlineData(31, 50102)]
    [InlineData(31, 50112)]
    public async Task Request_ClockIsOff_IsRefusedWithTheChosenCodeAndATrueDate(int seconds, int code)
    {
        var now = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
        await using var sandbox = await Sandbox.StartAsync(new SandboxOptions { TimeProvider = new ManualTime(now), OkxExpiredCode = code });

        var answer = await sandbox.OkxAsync(Chains, spoil: h => h["OK-ACCESS-TIMESTAMP"] = now.AddSeconds(seconds).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'"));

        answer.Status.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Json.GetProperty("code").GetString().ShouldBe(code.ToString());
        answer.Date.ShouldBe(now);
    }

    [Theory]
    [InlineData(-30)]
    [InlineData(30)]
    public async Task Request_ClockIsOffWithinTheWindow_Passes(int seconds)
    {
        var now = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
        var options = new SandboxOptions { TimeProvider = new ManualTime(now) };
        await using var sandbox = await Sandbox.StartAsync(options);

        var answer = await sandbox.OkxAsync(Chains, spoil: h =>
        {
            var stamp = now.AddSeconds(seconds).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'");
            h["OK-ACCESS-TIMESTAMP"] = stamp;
            h["OK-ACCESS-SIGN"] = OkxSigning.Sign(options.OkxSecretKey, stamp, "GET", Chains, "");
        });

        answer.Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Request_QueryNeedsEncoding_IsSignedAsSent()
    {
        await using var sandbox = await Sandbox.StartAsync();

        var answer = await sandbox.OkxAsync("/api/v5/wallet/asset/total-value-by-address?address=0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb&chains=1%2C56");

        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Json.GetProperty("code").GetString().ShouldBe("0");
    }

    [Fact]
    public async Task ServerTime_NoKeys_Answers()
    {
        var now = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_123);
        await using var sandbox = await Sandbox.StartAsync(new SandboxOptions { TimeProvider = new ManualTime(now) });

        var answer = await sandbox.OkxAsync("/api/v5/public/time", spoil: h => h.Clear());

        answer.Data[0].GetProperty("ts").GetString().ShouldBe("1700000000123");
    }
}
