using PortfolioGraph.GraphQL.AspNetCore.Settings;

namespace PortfolioGraph.GraphQL.AspNetCore.Tests.Http;

public sealed class SchemaEndpointTests
{
    private static readonly GraphQLHttpOptions WithSdl = new() { Sdl = TestServer.Sdl };

    [Fact]
    public async Task Get_Sdl_IsTheTextWithAnEntityTag()
    {
        await using var server = await TestServer.StartAsync(WithSdl);

        var answer = await server.GetAsync("/graphql?sdl", ("Accept", "text/html"));

        answer.Status.ShouldBe(200);
        answer.ContentType.ShouldBe("text/plain; charset=utf-8");
        answer.Body.ShouldBe(TestServer.Sdl);
        answer.Headers["ETag"].ShouldMatch("^\"[0-9a-f]{64}\"$");
        answer.Headers["Cache-Control"].ShouldBe("no-cache");
    }

    [Fact]
    public async Task Get_SdlWithKnownTag_Is304()
    {
        await using var server = await TestServer.StartAsync(WithSdl);
        var tag = (await server.GetAsync("/graphql?sdl")).Headers["ETag"];

        var known = await server.GetAsync("/graphql?sdl", ("If-None-Match", $"\"other\", W/{tag}"));
        var other = await server.GetAsync("/graphql?sdl", ("If-None-Match", "\"other\""));

        known.Status.ShouldBe(304);
        known.Body.ShouldBeEmpty();
        known.Headers["ETag"].ShouldBe(tag);
        other.Status.ShouldBe(200);
    }

    [Fact]
    public async Task Head_Sdl_IsGetWithoutTheBody()
    {
        await using var server = await TestServer.StartAsync(WithSdl);

        var answer = await server.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/graphql?sdl"));

        answer.Status.ShouldBe(200);
        answer.Body.ShouldBeEmpty();
        answer.Headers["ETag"].ShouldBe((await server.GetAsync("/graphql?sdl")).Headers["ETag"]);
    }

    [Fact]
    public async Task Get_SdlNotGiven_IsNoRequest()
    {
        await using var server = await TestServer.StartAsync();

        (await server.GetAsync("/graphql?sdl")).Status.ShouldBe(400);
    }
}
