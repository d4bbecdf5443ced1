using PortfolioGraph.GraphQL.AspNetCore.Settings;

namespace PortfolioGraph.GraphQL.AspNetCore.Tests.Http;

public sealed class StatusTests
{
    private const string Modern = "application/graphql-response+json";
    private const string Legacy = "application/json";

    [Theory]
    [InlineData("""{"query":"{hello}"}""", Modern, 200)]
    [InlineData("""{"query":"{hello}"}""", Legacy, 200)]
    [InlineData("""{"query":"{partly}"}""", Modern, 200)]
    [InlineData("""{"query":"{broken}"}""", Modern, 200)]
    [InlineData("""{"query":"{"}""", Modern, 400)]
    [InlineData("""{"query":"{"}""", Legacy, 200)]
    [InlineData("""{"query":"{nothing}"}""", Modern, 400)]
    [InlineData("""{"query":"{nothing}"}""", Legacy, 200)]
    [InlineData("""{"query":"query($n:String!){hello(name:$n)}"}""", Modern, 400)]
    [InlineData("""{"query":"query($n:String!){hello(name:$n)}"}""", Legacy, 200)]
    [InlineData("""{"query":"query A{hello} query B{hello}"}""", Modern, 400)]
    [InlineData("""{"query":"query A{hello} query B{hello}"}""", Legacy, 200)]
    [InlineData("""{"query":1}""", Modern, 400)]
    [InlineData("""{"query":1}""", Legacy, 400)]
    [InlineData("{", Modern, 400)]
    [InlineData("{", Legacy, 400)]
    public async Task Post_AuditProfile_HasTheStatusOfTheAudits(string body, string accept, int status)
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.PostAsync(body, accept);

        answer.Status.ShouldBe(status);
        answer.ContentType.ShouldBe($"{accept}; charset=utf-8");
    }

    [Theory]
    [InlineData("""{"query":"{hello}"}""", 200)]
    [InlineData("""{"query":"{partly}"}""", 294)]
    [InlineData("""{"query":"{broken}"}""", 294)]
    [InlineData("""{"query":"{"}""", 400)]
    [InlineData("""{"query":"{nothing}"}""", 422)]
    [InlineData("""{"query":"query($n:String!){hello(name:$n)}"}""", 422)]
    [InlineData("""{"query":"query A{hello} query B{hello}"}""", 422)]
    [InlineData("""{"query":1}""", 422)]
    [InlineData("{", 400)]
    public async Task Post_DraftProfile_HasTheStatusOfTheDraftWhateverIsAccepted(string body, int status)
    {
        await using var server = await TestServer.StartAsync(new GraphQLHttpOptions { StatusProfile = StatusProfile.Draft2026 });

        var modern = await server.PostAsync(body, Modern);
        var legacy = await server.PostAsync(body, Legacy);

        modern.Status.ShouldBe(status);
        modern.ContentType.ShouldBe($"{Modern}; charset=utf-8");
        legacy.Status.ShouldBe(status);
        legacy.ContentType.ShouldBe($"{(status < 300 ? Legacy : Modern)}; charset=utf-8");
    }

    [Theory]
    [InlineData("""{"query":"{"}""")]
    [InlineData("""{"query":"{nothing}"}""")]
    [InlineData("""{"query":"query($n:String!){hello(name:$n)}"}""")]
    [InlineData("""{"query":"query A{hello} query B{hello}"}""")]
    public async Task Post_RequestError_HasNoData(string body)
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.PostAsync(body);

        answer.Body.ShouldStartWith("""{"errors":[{"message":""");
        answer.Body.ShouldNotContain("\"data\"");
    }

    [Fact]
    public async Task Post_NothingAcceptedFits_Is406()
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.PostAsync("""{"query":"mutation{touch}"}""", "text/csv");

        answer.Status.ShouldBe(406);
        answer.RefusalCode.ShouldBe("BAD_REQUEST");
        server.Touched.ShouldBe(0);
    }

    [Theory]
    [InlineData("PATCH")]
    [InlineData("OPTIONS")]
    [InlineData("TRACE")]
    public async Task Request_OtherMethod_Is405AndNamesTheMethods(string method)
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.SendAsync(new HttpRequestMessage(new HttpMethod(method), "/graphql"));

        answer.Status.ShouldBe(405);
        answer.Headers["Allow"].ShouldBe("GET, POST, PUT, DELETE");
        answer.RefusalCode.ShouldBe("BAD_REQUEST");
    }

    [Fact]
    public async Task Head_Is405WithoutBody()
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/graphql?query={hello}"));

        answer.Status.ShouldBe(405);
        answer.Body.ShouldBeEmpty();
    }
}
