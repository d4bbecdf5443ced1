using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using PortfolioGraph.GraphQL.AspNetCore.Settings;

namespace PortfolioGraph.GraphQL.AspNetCore.Tests.Http;

public sealed class HttpPostTests
{
    [Theory]
    [InlineData("""{"query":"{hello}"}""", """{"data":{"hello":"Hello world"}}""")]
    [InlineData("""  {"query":"{hello}"}  """, """{"data":{"hello":"Hello world"}}""")]
    [InlineData("""{"query":"query($n:String){hello(name:$n)}","variables":{"n":"Ada \u2713 é"}}""", """{"data":{"hello":"Hello Ada ✓ é"}}""")]
    [InlineData("""{"query":"query A{a:hello} query B{b:hello}","operationName":"B"}""", """{"data":{"b":"Hello world"}}""")]
    [InlineData("""{"query":"{hello}","variables":null,"operationName":null,"extensions":null}""", """{"data":{"hello":"Hello world"}}""")]
    [InlineData("""{"query":"{hello}","extensions":{"any":[1,{}]},"unknown":{"query":"{"},"other":[[]]}""", """{"data":{"hello":"Hello world"}}""")]
    [InlineData("""{"query":"{nothing}","variables":{"x":1},"query":"{hello}","variables":null}""", """{"data":{"hello":"Hello world"}}""")]
    [InlineData("""{"qu\u0065ry":"{h\u0065llo}"}""", """{"data":{"hello":"Hello world"}}""")]
    [InlineData("""{"query":"mutation{touch}"}""", """{"data":{"touch":1}}""")]
    public async Task Post_WellFormedRequest_IsExecuted(string body, string expected)
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.PostAsync(body);

        answer.Status.ShouldBe(200);
        answer.Body.ShouldBe(expected);
        answer.Headers["Content-Length"].ShouldBe(Encoding.UTF8.GetByteCount(expected).ToString());
        answer.Headers["Cache-Control"].ShouldBe("no-store");
        answer.Headers["Vary"].ShouldBe("Accept");
        answer.Headers["X-Content-Type-Options"].ShouldBe("nosniff");
    }

    [Theory]
    [InlineData("", "The request has no body.")]
    [InlineData("   ", "The body is not JSON, or is nested deeper than 64 levels (line 1, byte 4).")]
    [InlineData("nonsense", "The body is not JSON, or is nested deeper than 64 levels (line 1, byte 2).")]
    [InlineData("""{"query":"{hello}"} {}""", "The body is not JSON, or is nested deeper than 64 levels (line 1, byte 21).")]
    [InlineData("""{"query":"{hello}",}""", "The body is not JSON, or is nested deeper than 64 levels (line 1, byte 20).")]
    [InlineData("""{"query":"\ud800"}""", "The body has an escape sequence that is half a character.")]
    [InlineData("null", "The body must be a JSON object.")]
    [InlineData("\"{hello}\"", "The body must be a JSON object.")]
    [InlineData("{}", "The request has no \"query\".")]
    [InlineData("""{"query":null}""", "The request has no \"query\".")]
    [InlineData("""{"query":["{hello}"]}""", "\"query\" must be a string.")]
    [InlineData("""{"query":"{hello}","operationName":0}""", "\"operationName\" must be a string.")]
    [InlineData("""{"query":"{hello}","variables":"{}"}""", "\"variables\" must be an object.")]
    [InlineData("""{"query":"{hello}","variables":[]}""", "\"variables\" must be an object.")]
    [InlineData("""{"query":"{hello}","extensions":false}""", "\"extensions\" must be an object.")]
    public async Task Post_NoWellFormedRequest_Is400WithTheReason(string body, string message)
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.PostAsync(body);

        answer.Status.ShouldBe(400);
        answer.RefusalCode.ShouldBe("BAD_REQUEST");
        answer.Message.ShouldBe(message);
    }

    [Fact]
    public async Task Post_BodyIsNotUtf8_Is400()
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.PostAsync([.. "{\"query\":\"{hello}\",\"variables\":{\"n\":\""u8, 0xC3, 0x28, .. "\"}}"u8]);

        answer.Status.ShouldBe(400);
        answer.Message.ShouldBe("The body is not UTF-8.");
    }

    [Theory]
    [InlineData("""{"n":"\ud800"}""")]
    [InlineData("""{"n":"\uDC00\uD83D"}""")]
    [InlineData("""{"\ud800":1}""")]
    public async Task Request_HalfACharacterInVariables_Is400(string variables)
    {
        await using var server = await TestServer.StartAsync();

        var posted = await server.PostAsync($$"""{"query":"query($n:String){hello(name:$n)}","variables":{{variables}}}""");
        var got = await server.GetAsync($"/graphql?query={{hello}}&variables={Uri.EscapeDataString(variables)}");

        posted.Status.ShouldBe(400);
        got.Status.ShouldBe(400);
    }

    [Fact]
    public async Task Post_BothHalvesOfACharacter_AreOneCharacter()
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.PostAsync("""{"query":"query($n:String){hello(name:$n)}","variables":{"n":"\ud83d\uDE00"}}""");

        answer.Body.ShouldBe("""{"data":{"hello":"Hello 😀"}}""");
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/json;charset=\"UTF-8\"")]
    [InlineData("Application/JSON")]
    public async Task Post_JsonContentType_IsExecuted(string contentType)
    {
        await using var server = await TestServer.StartAsync();

        (await server.PostAsync("""{"query":"{hello}"}""", null, contentType)).Status.ShouldBe(200);
    }

    // What a form or a script of another site could send without asking.
    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/graphql")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("text/plain; application/json")]
    [InlineData("application/json, text/plain")]
    public async Task Post_OtherContentType_Is415AndNotExecuted(string? contentType)
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.PostAsync("""{"query":"mutation{touch}"}"""u8.ToArray(), null, contentType);

        answer.Status.ShouldBe(415);
        answer.RefusalCode.ShouldBe("BAD_REQUEST");
        server.Touched.ShouldBe(0);
    }

    [Fact]
    public async Task Post_CompressedBody_Is415()
    {
        await using var server = await TestServer.StartAsync();
        var bomb = new MemoryStream();
        await using (var gzip = new GZipStream(bomb, CompressionLevel.Optimal, leaveOpen: true))
        {
            await gzip.WriteAsync(new byte[10_000_000]);
        }

        var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new ByteArrayContent(bomb.ToArray()) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Content.Headers.ContentEncoding.Add("gzip");

        (await server.SendAsync(request)).Status.ShouldBe(415);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{\"a\":")]
    public async Task Post_VariablesNested10000Deep_Is400(string open)
    {
        await using var server = await TestServer.StartAsync();
        var nested = string.Concat(Enumerable.Repeat(open, 10_000));

        var answer = await server.PostAsync($$"""{"query":"{hello}","variables":{"v":{{nested}}""");

        answer.Status.ShouldBe(400);
        (await server.PostAsync("""{"query":"{hello}"}""")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Post_UnknownPropertyNested10000Deep_Is400()
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.PostAsync($$"""{"x":{{new string('[', 10_000)}}{{new string(']', 10_000)}},"query":"{hello}"}""");

        answer.Status.ShouldBe(400);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Post_BodyOverTheLimit_Is413(bool chunked)
    {
        await using var server = await TestServer.StartAsync(new GraphQLHttpOptions { MaxRequestBytes = 1000 });

        var atLimit = await SendAsync(server, 1000, chunked);
        var above = await SendAsync(server, 1001, chunked);

        atLimit.Status.ShouldBe(200);
        above.Status.ShouldBe(413);
        above.RefusalCode.ShouldBe("LIMIT_EXCEEDED");
        above.Message.ShouldBe("The body is larger than 1000 bytes.");
    }

    [Fact]
    public async Task Post_LongBodyInManySegments_IsExecuted()
    {
        await using var server = await TestServer.StartAsync();
        var name = new string('é', 100_000);

        var answer = await server.PostAsync($$"""{"variables":{"n":"{{name}}"},"query":"query($n:String){hello(name:$n)}"}""");

        answer.Body.ShouldBe($$$"""{"data":{"hello":"Hello {{{name}}}"}}""");
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""[{"query":"mutation{touch}"}]""")]
    [InlineData("""[[{"query":"mutation{touch}"}]]""")]
    public async Task Post_BatchByDefault_IsRefused(string body)
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.PostAsync(body);

        answer.Status.ShouldBe(400);
        answer.Message.ShouldBe("Batches are not accepted: send one request at a time.");
        server.Touched.ShouldBe(0);
    }

    [Fact]
    public async Task Post_BatchAllowed_AnswersInOrder()
    {
        await using var server = await TestServer.StartAsync(new GraphQLHttpOptions { MaxBatchSize = 3 });

        var answer = await server.PostAsync("""[{"query":"{a:hello}"},{"query":"{partly}"},{"query":"mutation{touch}"}]""");

        answer.Status.ShouldBe(200);
        answer.Body.ShouldBe(
            """[{"data":{"a":"Hello world"}},{"errors":[{"message":"Not today.","locations":[{"line":1,"column":2}],"path":["partly"],"extensions":{"code":"NOT_TODAY"}}],"data":{"partly":null}},{"data":{"touch":1}}]""");
    }

    [Theory]
    [InlineData("[]", "The batch is empty.")]
    [InlineData("""[{"query":"mutation{touch}"},[]]""", "A batch must consist of JSON objects.")]
    [InlineData("""[{"query":"mutation{touch}"},{}]""", "The request has no \"query\".")]
    [InlineData("""[{"query":"mutation{touch}"},{"query":"{hello}"},{"query":"{hello}"}]""", "A batch has at most 2 requests.")]
    public async Task Post_BatchAllowedButWrong_ExecutesNothing(string body, string message)
    {
        await using var server = await TestServer.StartAsync(new GraphQLHttpOptions { MaxBatchSize = 2 });

        var answer = await server.PostAsync(body);

        answer.Status.ShouldBe(400);
        answer.Message.ShouldBe(message);
        server.Touched.ShouldBe(0);
    }

    private static async Task<Answer> SendAsync(TestServer server, int length, bool chunked)
    {
        const string start = """{"query":"{hello}"}""";
        var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new StringContent(start.PadRight(length), Encoding.UTF8, "application/json") };
        request.Headers.TransferEncodingChunked = chunked;
        return await server.SendAsync(request);
    }
}
