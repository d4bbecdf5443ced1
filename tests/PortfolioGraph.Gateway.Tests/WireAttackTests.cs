using PortfolioGraph.Gateway.Tests.Harness;
using PortfolioGraph.GraphQL.AspNetCore.Ide;

namespace PortfolioGraph.Gateway.Tests;

/// <summary>Requests that are meant to be read in two ways, that never end, or that ask for files.</summary>
public sealed class WireAttackTests(Harness.Gateway gateway) : IClassFixture<Harness.Gateway>
{
    private const string Body = """{"query":"{__typename}"}""";
    private const string Start = "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";

    [Theory]
    [InlineData("Content-Length: 24\r\nContent-Length: 5")]
    [InlineData("Content-Length: 24, 24")]
    [InlineData("Content-Length: -1")]
    [InlineData("Content-Length: 0x18")]
    [InlineData("Content-Length : 24")]
    [InlineData("Transfer-Encoding: xchunked")]
    [InlineData("Transfer-Encoding: chunked, identity")]
    [InlineData("Transfer-Encoding:\u000bchunked")]
    [InlineData("Content-Length: 24\r\n X: folded")]
    [InlineData("X: a\0b\r\nContent-Length: 24")]
    public async Task Length_ThatCanBeReadInTwoWays_IsRefused_AndTheConnectionEnds(string headers)
    {
        var answer = await RawHttp.SendAsync(gateway.Server, $"{Start}{headers}\r\n\r\n{Body}GET /graphql?query=%7Bsmuggled:__typename%7D HTTP/1.1\r\nHost: localhost\r\n\r\n", toTheEnd: true);

        answer.ShouldStartWith("HTTP/1.1 4");
        answer.ShouldNotContain("smuggled");
        answer.Split("HTTP/1.1 ").Length.ShouldBe(2, answer);
    }

    [Theory]
    [InlineData("-1\r\nx\r\n0\r\n\r\n")]
    [InlineData("0x18\r\n" + Body + "\r\n0\r\n\r\n")]
    [InlineData("FFFFFFFFFFFFFFFFF\r\nx")]
    [InlineData("18\r\n" + Body + "0\r\n\r\n")]
    public async Task Chunk_ThatIsNone_IsRefused_AndTheConnectionEnds(string chunks)
    {
        var answer = await RawHttp.SendAsync(gateway.Server, $"{Start}Transfer-Encoding: chunked\r\n\r\n{chunks}GET /graphql?query=%7Bsmuggled:__typename%7D HTTP/1.1\r\nHost: localhost\r\n\r\n", toTheEnd: true);

        answer.ShouldStartWith("HTTP/1.1 4");
        answer.ShouldNotContain("smuggled");
    }

    [Fact]
    public async Task Body_ThatDoesNotCome_IsNotWaitedForLong()
    {
        var answer = await RawHttp.SendAsync(gateway.Server, $"{Start}Content-Length: 1000\r\n\r\n{{", toTheEnd: true);

        answer.ShouldStartWith("HTTP/1.1 408");
    }

    [Theory]
    [InlineData("/graphql/ide/../../appsettings.json")]
    [InlineData("/graphql/ide/..%2f..%2fappsettings.json")]
    [InlineData("/graphql/ide/%2e%2e/%2e%2e/appsettings.json")]
    [InlineData("/graphql/ide/..%5c..%5cappsettings.json")]
    [InlineData("/graphql/ide/....//....//appsettings.json")]
    [InlineData("/graphql/ide//etc/passwd")]
    [InlineData("/graphql/ide/%00/../index.html")]
    [InlineData("/../appsettings.json")]
    [InlineData("/appsettings.json")]
    [InlineData("/page/..%2f..%2fappsettings.json")]
    public async Task File_ThatIsNotServed_IsNotFound(string path)
    {
        await using var server = await GatewayServer.StartAsync(new() { ["Http:Page"] = "true", ["Http:Ide"] = "true" });

        var answer = await RawHttp.SendAsync(server, $"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", toTheEnd: true);

        answer.ShouldStartWith("HTTP/1.1 4");
        answer.ShouldNotContain("LogLevel");
        answer.ShouldNotContain("root:");
    }

    [Fact]
    public void PageOfTheIde_LoadsNothingFromElsewhere()
    {
        var page = BananaCakePop.Page("/graphql");

        page.ShouldNotContain("//cdn", Case.Insensitive);
        page.ShouldNotContain("src=\"http", Case.Insensitive);
        page.ShouldNotContain("href=\"http", Case.Insensitive);
    }
}
