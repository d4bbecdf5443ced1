using PortfolioGraph.GraphQL.AspNetCore.Settings;

namespace PortfolioGraph.GraphQL.AspNetCore.Tests.Http;

public sealed class CrossOriginTests
{
    private static readonly GraphQLHttpOptions OneOrigin = new() { AllowedOrigins = ["https://app.example.org"], ExposedHeaders = ["My-Header"] };

    [Fact]
    public async Task Request_CorsOff_HasNoCorsHeaders()
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.GetAsync("/graphql?query={hello}", ("Origin", "https://app.example.org"));

        answer.Status.ShouldBe(200);
        answer.Headers.Keys.ShouldNotContain(name => name.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Request_AllowedOrigin_MayBeRead()
    {
        await using var server = await TestServer.StartAsync(OneOrigin);

        var allowed = await server.GetAsync("/graphql?query={hello}", ("Origin", "https://app.example.org"));
        var other = await server.GetAsync("/graphql?query={hello}", ("Origin", "https://evil.example.org"));

        allowed.Headers["Access-Control-Allow-Origin"].ShouldBe("https://app.example.org");
        allowed.Headers["Access-Control-Expose-Headers"].ShouldBe("GraphQL-Cost,Retry-After,ETag,Allow,My-Header");
        allowed.Headers.Keys.ShouldNotContain("Access-Control-Allow-Credentials");
        other.Headers.Keys.ShouldNotContain("Access-Control-Allow-Origin");
    }

    [Theory]
    [InlineData("https://app.example.org", true)]
    [InlineData("https://evil.example.org", false)]
    [InlineData("null", false)]
    public async Task Preflight_IsAnsweredByOrigin(string origin, bool allowed)
    {
        await using var server = await TestServer.StartAsync(OneOrigin);
        var request = new HttpRequestMessage(HttpMethod.Options, "/graphql");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "content-type");

        var answer = await server.SendAsync(request);

        answer.Status.ShouldBe(204);
        answer.Headers.ContainsKey("Access-Control-Allow-Origin").ShouldBe(allowed);
        if (allowed) answer.Headers["Access-Control-Allow-Headers"].ShouldBe("content-type");
    }
}
