using PortfolioGraph.GraphQL.AspNetCore.Ide;
using PortfolioGraph.GraphQL.AspNetCore.Settings;

namespace PortfolioGraph.GraphQL.AspNetCore.Tests.Http;

public sealed class HttpGetTests
{
    [Theory]
    [InlineData("query={hello}", """{"data":{"hello":"Hello world"}}""")]
    [InlineData("query=%7Bhello%7D&operationName=&variables=&extensions=", """{"data":{"hello":"Hello world"}}""")]
    [InlineData("query=query($n:String){hello(name:$n)}&variables={\"n\":\"Ada\"}", """{"data":{"hello":"Hello Ada"}}""")]
    [InlineData("query=query($n:String){hello(name:$n)}&variables=null", """{"data":{"hello":"Hello world"}}""")]
    [InlineData("query=query+A{a:hello}+query+null{b:hello}&operationName=null", """{"data":{"b":"Hello world"}}""")]
    public async Task Get_Query_IsExecuted(string parameters, string expected)
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.GetAsync($"/graphql?{parameters}");

        answer.Status.ShouldBe(200);
        answer.Body.ShouldBe(expected);
        answer.ContentType.ShouldBe("application/json; charset=utf-8");
    }

    [Theory]
    [InlineData("")]
    [InlineData("query=")]
    [InlineData("variables={}")]
    [InlineData("query={hello}&query={hello}")]
    [InlineData("query={hello}&variables=[]")]
    [InlineData("query={hello}&variables={")]
    [InlineData("query={hello}&extensions=1")]
    public async Task Get_NoWellFormedRequest_Is400(string parameters)
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.GetAsync($"/graphql?{parameters}");

        answer.Status.ShouldBe(400);
        answer.RefusalCode.ShouldBe("BAD_REQUEST");
    }

    [Fact]
    public async Task Get_VariablesNestedTooDeep_Is400()
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.GetAsync($"/graphql?query={{hello}}&variables={{\"v\":{new string('[', 2000)}");

        answer.Status.ShouldBe(400);
    }

    [Theory]
    [InlineData("mutation{touch}", "application/json")]
    [InlineData("mutation{touch}", "application/graphql-response+json")]
    [InlineData("query A{hello} mutation B{touch}&operationName=B", "application/json")]
    public async Task Get_Mutation_Is405AndNotExecuted(string query, string accept)
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.GetAsync($"/graphql?query={query}", ("Accept", accept));

        answer.Status.ShouldBe(405);
        answer.Headers["Allow"].ShouldBe("POST");
        answer.RefusalCode.ShouldBe("BAD_REQUEST");
        server.Touched.ShouldBe(0);
    }

    [Theory]
    [InlineData("application/json", 200)]
    [InlineData("text/plain", 415)]
    [InlineData("application/x-www-form-urlencoded", 415)]
    [InlineData("application/json, text/plain", 415)]
    [InlineData(";", 415)]
    public async Task Get_WithContentType_OnlyJsonIsTaken(string contentType, int status)
    {
        await using var server = await TestServer.StartAsync();

        (await server.GetAsync("/graphql?query={hello}", ("Content-Type", contentType))).Status.ShouldBe(status);
    }

    [Fact]
    public async Task Get_PreflightRequired_NeedsAHeaderThatFormsCannotSend()
    {
        await using var server = await TestServer.StartAsync(new GraphQLHttpOptions { RequirePreflightOnGet = true });

        (await server.GetAsync("/graphql?query={hello}")).Status.ShouldBe(400);
        (await server.GetAsync("/graphql?query={hello}", ("Accept", "application/json"))).Status.ShouldBe(400);
        (await server.GetAsync("/graphql?query={hello}", ("GraphQL-Require-Preflight", "1"))).Status.ShouldBe(200);
        (await server.GetAsync("/graphql?query={hello}", ("Content-Type", "application/json"))).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("text/html,*/*;q=0.8", 400)]
    [InlineData("text/html", 406)]
    public async Task Get_BrowserWithoutPage_IsLikeAnyOther(string accept, int status)
    {
        await using var server = await TestServer.StartAsync();

        (await server.GetAsync("/graphql", ("Accept", accept))).Status.ShouldBe(status);
    }

    [Fact]
    public async Task Get_BrowserWithPage_GetsThePageAndNobodyElseDoes()
    {
        await using var server = await TestServer.StartAsync(new GraphQLHttpOptions { IdePage = "<p>✓</p>" });

        var page = await server.GetAsync("/graphql", ("Accept", "text/html,*/*;q=0.8"));

        page.Status.ShouldBe(200);
        page.ContentType.ShouldBe("text/html; charset=utf-8");
        page.Body.ShouldBe("<p>✓</p>");
        page.Headers["Content-Security-Policy"].ShouldBe("frame-ancestors 'none'");
        (await server.GetAsync("/graphql?query={hello}")).Body.ShouldBe("""{"data":{"hello":"Hello world"}}""");
        (await server.PostAsync("""{"query":"{hello}"}""", "text/html")).Status.ShouldBe(406);
    }

    [Fact]
    public async Task Explorer_LoadsNothingFromElsewhere()
    {
        await using var server = await TestServer.StartAsync(new GraphQLHttpOptions { IdePage = ExplorerPage.Html });

        var page = await server.GetAsync("/graphql", ("Accept", "text/html"));

        page.Status.ShouldBe(200);
        page.Body.ShouldContain("<title>GraphQL</title>");
        page.Body.ShouldNotContain("://");
        page.Body.ShouldNotContain("src=");
    }
}
