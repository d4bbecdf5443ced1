using PortfolioGraph.GraphQL.AspNetCore.Health;

namespace PortfolioGraph.GraphQL.AspNetCore.Tests.Health;

public sealed class HealthEndpointsTests
{
    [Fact]
    public async Task Live_Always_Is200()
    {
        await using var server = await TestServer.StartAsync(ready: _ => throw new InvalidOperationException());

        var answer = await server.GetAsync("/health/live");

        answer.Status.ShouldBe(200);
        answer.ContentType.ShouldBe("application/json; charset=utf-8");
        answer.Body.ShouldBe("""{"status":"live"}""");
    }

    [Theory]
    [InlineData(true, 200, """{"status":"ready","details":{"okx":"open"}}""")]
    [InlineData(false, 503, """{"status":"unready","details":{"okx":"open"}}""")]
    public async Task Ready_Report_DecidesTheStatus(bool isReady, int status, string body)
    {
        await using var server = await TestServer.StartAsync(
            ready: _ => ValueTask.FromResult(new ReadinessReport(isReady, new Dictionary<string, string> { ["okx"] = "open" })));

        var answer = await server.GetAsync("/health/ready");

        answer.Status.ShouldBe(status);
        answer.Body.ShouldBe(body);
    }

    [Theory]
    [InlineData("/health/live", 200)]
    [InlineData("/health/ready", 503)]
    public async Task Head_HasTheStatusOfGet_AndNoBody(string path, int status)
    {
        await using var server = await TestServer.StartAsync(ready: _ => throw new InvalidOperationException());

        var answer = await server.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));

        answer.Status.ShouldBe(status);
        answer.Body.ShouldBeEmpty();
    }

    [Fact]
    public async Task Ready_ReportFails_Is503AndLoggedButNotTold()
    {
        await using var server = await TestServer.StartAsync(ready: _ => throw new InvalidOperationException("secret"));

        var answer = await server.GetAsync("/health/ready");

        answer.Status.ShouldBe(503);
        answer.Body.ShouldBe("""{"status":"unready","details":{}}""");
        server.Logs.Errors.ShouldHaveSingleItem().ShouldContain("secret");
    }
}
