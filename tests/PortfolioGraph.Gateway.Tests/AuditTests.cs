using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using PortfolioGraph.Gateway.Access;
using PortfolioGraph.Gateway.Tests.Harness;

namespace PortfolioGraph.Gateway.Tests;

/// <summary>An entry of the audit log says what was asked for, whatever an id or a name has in it.</summary>
public sealed class AuditTests
{
    [Theory]
    [InlineData("mesh:user-42", "mesh:user-42")]
    [InlineData("address:0xab@eip155:1,eip155:10", "address:0xab@eip155:1,eip155:10")]
    [InlineData("mesh:a mesh:b", "\"mesh:a mesh:b\"")]
    [InlineData("mesh:a\nadmin asked for mesh:b", "\"mesh:a\\u000aadmin asked for mesh:b\"")]
    [InlineData("mesh:a\r", "\"mesh:a\\u000d\"")]
    [InlineData("mesh:a\t\u001b[31m", "\"mesh:a\\u0009\\u001b[31m\"")]
    [InlineData("mesh:\"", "\"mesh:\\\"\"")]
    [InlineData("mesh:\\u0020", "\"mesh:\\\\u0020\"")]
    [InlineData("mesh:\u2028\u0085\u00a0\u202e\u200b\ufeff", "\"mesh:\\u2028\\u0085\\u00a0\\u202e\\u200b\\ufeff\"")]
    [InlineData("mesh:é😀", "\"mesh:\\u00e9\\ud83d\\ude00\"")]
    [InlineData("mesh:{0} {Wallets}", "\"mesh:{0} {Wallets}\"")]
    [InlineData("", "\"\"")]
    public void Value_IsOneWord_OrInQuotes(string text, string written) => AuditLog.Quoted(text).ShouldBe(written);

    [Fact]
    public async Task Ids_ThatLookLikeEntries_AreNone()
    {
        await using var server = await GatewayServer.StartAsync(
            new() { ["Access:Keys:app:Sha256"] = Convert.ToHexString(SHA256.HashData("key"u8)), ["Access:Keys:app:Wallets:0"] = "mesh:a*" }, LogLevel.Information);
        string[] ids = ["a mesh:victim", "a\napp asked for mesh:victim", "a\u2028app asked for mesh:victim", "a\" mesh:victim", "a\u00a0mesh:victim"];
        foreach (var id in ids)
            await server.AskAsync("query($id: ID!) { wallet(by: { meshUser: { userId: $id } }) { id } }", new { id }, credential: "key");
        await server.AskAsync("""{ wallet(by: { meshUser: { userId: "b\nmesh:victim" } }) { id } }""", credential: "key");

        var entries = server.Logs.Entries.Select(e => e.Text.TrimEnd()).Where(t => t.StartsWith("app ")).ToArray();
        entries.Length.ShouldBe(ids.Length + 1);
        entries[..^1].ShouldAllBe(t => t.StartsWith("app asked for \"mesh:a") && t.EndsWith('"') && t.All(c => c >= ' ' && c <= '~'));
        entries[^1].ShouldBe("app was refused \"mesh:b\\u000amesh:victim\"");
    }
}
