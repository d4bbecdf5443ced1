using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using PortfolioGraph.GraphQL.AspNetCore.Settings;
using PortfolioGraph.GraphQL.DataLoading;
using PortfolioGraph.GraphQL.Execution.Binding;
using PortfolioGraph.GraphQL.SchemaBuilding;
using PortfolioGraph.Tests.Shared;

namespace PortfolioGraph.GraphQL.AspNetCore.Tests.Http;

/// <summary>Answers in parts, as they are on the wire.</summary>
public sealed class MultipartTests
{
    private const string Defers = """{"query":"{ fast ... @defer(label: \"s\") { slow } }"}""";
    private const string Initial = "\r\n---\r\nContent-Type: application/json; charset=utf-8\r\n\r\n{\"data\":{\"fast\":1},\"pending\":[{\"id\":\"0\",\"path\":[],\"label\":\"s\"}],\"hasNext\":true}\r\n---";
    private const string Rest = "\r\nContent-Type: application/json; charset=utf-8\r\n\r\n{\"incremental\":[{\"id\":\"0\",\"data\":{\"slow\":2}}],\"completed\":[{\"id\":\"0\"}],\"hasNext\":false}\r\n-----\r\n";

    private readonly TaskCompletionSource<int> _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task EachPart_IsSentWithTheDelimiterOfTheNext()
    {
        await using var server = await TestServer.StartAsync(executor: Executor());
        using var response = await AskAsync(server, Defers, "multipart/mixed");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.GetValues("Content-Type").ShouldBe(["multipart/mixed; boundary=\"-\""]);
        response.Headers.TransferEncodingChunked.ShouldBe(true);
        await using var body = await response.Content.ReadAsStreamAsync();
        (await ReadAsync(body, Initial.Length)).ShouldBe(Initial);
        _gate.SetResult(2);
        (await new StreamReader(body).ReadToEndAsync()).ShouldBe(Rest);
    }

    [Fact]
    public async Task Http2_HasTheSameParts()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.MapGraphQL("/graphql", Executor(), new GraphQLHttpOptions());
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        using var request = Request(Defers, "multipart/mixed");
        request.Version = HttpVersion.Version20;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);

        response.Version.ShouldBe(HttpVersion.Version20);
        response.Headers.TransferEncoding.ShouldBeEmpty();
        await using var body = await response.Content.ReadAsStreamAsync();
        (await ReadAsync(body, Initial.Length)).ShouldBe(Initial);
        _gate.SetResult(2);
        (await new StreamReader(body).ReadToEndAsync()).ShouldBe(Rest);
    }

    [Theory]
    [InlineData("multipart/mixed;incrementalSpec=v0.2,application/graphql-response+json,application/json;q=0.9", "multipart/mixed")]
    [InlineData("application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed", "multipart/mixed")]
    [InlineData("multipart/mixed; boundary=\"-\", application/json", "multipart/mixed")]
    [InlineData("multipart/mixed;deferSpec=20220824,application/json", "application/json")]
    [InlineData("multipart/mixed;incrementalSpec=v0.1,application/json", "application/json")]
    [InlineData("multipart/mixed;boundary=graphql;subscriptionSpec=1.0,application/json", "application/json")]
    [InlineData("multipart/mixed;q=0,application/json", "application/json")]
    [InlineData("application/graphql-response+json", "application/graphql-response+json")]
    [InlineData("*/*", "application/json")]
    [InlineData(null, "application/json")]
    public async Task Accept_DecidesWhetherAnAnswerComesInParts(string? accept, string expected)
    {
        await using var server = await TestServer.StartAsync(executor: Executor());
        using var asking = AskAsync(server, Defers, accept);
        if (expected == "multipart/mixed") await asking;
        _gate.SetResult(2);
        using var response = await asking;

        response.Content.Headers.ContentType!.MediaType.ShouldBe(expected);
        if (expected != "multipart/mixed") (await response.Content.ReadAsStringAsync()).ShouldBe("""{"data":{"fast":1,"slow":2}}""");
    }

    [Theory]
    [InlineData("""{"query":"{ fast }"}""", 200, """{"data":{"fast":1}}""")]
    [InlineData("""{"query":"{ fast ... @defer(if: false) { fast } }"}""", 200, """{"data":{"fast":1}}""")]
    [InlineData("""{"query":"{ fast ... @defer { fast } }"}""", 200, """{"data":{"fast":1}}""")]
    [InlineData("""{"query":"query ($v: Boolean!) { fast ... @defer(if: $v) { slow } }","variables":{"v":3}}""", 200, "VARIABLE")]
    [InlineData("""{"query":"{ nope ... @defer { slow } }"}""", 200, "Cannot query field")]
    [InlineData("{", 400, "errors")]
    public async Task AnswerInOnePiece_IsNoMultipart(string body, int status, string expected)
    {
        await using var server = await TestServer.StartAsync(executor: Executor());
        var answer = await server.PostAsync(body, "multipart/mixed");

        answer.Status.ShouldBe(status);
        answer.ContentType.ShouldBe("application/json; charset=utf-8");
        answer.Body.ShouldContain(expected);
    }

    [Fact]
    public async Task ClientThatGoes_StopsTheRest()
    {
        await using var server = await TestServer.StartAsync(executor: Executor());
        var response = await AskAsync(server, Defers, "multipart/mixed");
        await using (var body = await response.Content.ReadAsStreamAsync()) await ReadAsync(body, Initial.Length);
        response.Dispose();

        await _cancelled.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Deadline_EndsWhatTheClientWaitsFor()
    {
        var time = new ManualTime();
        await using var server = await TestServer.StartAsync(new GraphQLHttpOptions { TimeProvider = time }, executor: Executor());
        using var response = await AskAsync(server, Defers, "multipart/mixed");
        await using var body = await response.Content.ReadAsStreamAsync();
        await ReadAsync(body, Initial.Length);
        time.Advance(TimeSpan.FromSeconds(15));

        var rest = await new StreamReader(body).ReadToEndAsync();
        rest.ShouldEndWith("\r\n-----\r\n");
        var end = JsonNode.Parse(rest[rest.IndexOf('{')..^9])!;
        end["hasNext"]!.GetValue<bool>().ShouldBeFalse();
        end["completed"]![0]!["id"]!.GetValue<string>().ShouldBe("0");
        end["completed"]![0]!["errors"]![0]!["extensions"]!["code"]!.GetValue<string>().ShouldBe("TIMEOUT");
        await _cancelled.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task DeadlineBeforeTheFirstPart_IsA408()
    {
        var time = new ManualTime();
        await using var server = await TestServer.StartAsync(new GraphQLHttpOptions { TimeProvider = time }, executor: Executor());
        var asking = server.PostAsync("""{"query":"{ slow ... @defer { slow } }"}""", "multipart/mixed");
        await _asked.Task;
        time.Advance(TimeSpan.FromSeconds(15));
        (await asking).Status.ShouldBe(408);
    }

    [Fact]
    public async Task EventStream_HasTheSamePayloads()
    {
        await using var server = await TestServer.StartAsync(executor: Executor());
        using var response = await AskAsync(server, Defers, "text/event-stream");
        using var body = new StreamReader(await response.Content.ReadAsStreamAsync());
        var lines = new List<string>();
        while (await body.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("data: {", StringComparison.Ordinal)) lines.Add(line[6..]);
            if (lines.Count == 1) _gate.TrySetResult(2);
        }

        lines.ShouldBe([Initial[Initial.IndexOf('{')..^5], Rest[Rest.IndexOf('{')..^9]]);
    }

    [Fact]
    public async Task EventStream_EndsWhatTheClientWaitsForAtTheDeadline()
    {
        var time = new ManualTime();
        await using var server = await TestServer.StartAsync(new GraphQLHttpOptions { TimeProvider = time }, executor: Executor());
        using var response = await AskAsync(server, Defers, "text/event-stream");
        using var body = new StreamReader(await response.Content.ReadAsStreamAsync());
        while (await body.ReadLineAsync() is { } line && !line.Contains("pending", StringComparison.Ordinal))
        {
        }

        await _asked.Task;
        var reading = body.ReadToEndAsync();
        while (!reading.IsCompleted)
        {
            // The deadline of the second payload begins when the first is sent.
            time.Advance(TimeSpan.FromSeconds(15));
            await Task.Yield();
        }

        (await reading).ShouldContain("""data: {"completed":[{"errors":[{"message":"The execution took longer than 15 s.","path":[],"extensions":{"code":"TIMEOUT"}}],"id":"0"}],"hasNext":false}""");
    }

    [Fact]
    public async Task Cost_IsReportedWithTheFirstPart()
    {
        await using var server = await TestServer.StartAsync(executor: Executor());
        using var request = Request(Defers, "multipart/mixed");
        request.Headers.Add("GraphQL-Cost", "report");
        using var response = await server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);

        response.Headers.GetValues("GraphQL-Cost").ShouldBe(["1"]);
    }

    [Fact]
    public async Task StreamInParts_TakesAPlaceToItsEnd()
    {
        await using var server = await TestServer.StartAsync(
            new GraphQLHttpOptions { MaxConcurrentRequests = 1, MaxWaitingRequests = 0 }, executor: Executor());
        using var response = await AskAsync(server, Defers, "multipart/mixed");
        (await server.PostAsync("""{"query":"{ fast }"}""")).Status.ShouldBe(503);
        _gate.SetResult(2);
        await response.Content.ReadAsStringAsync();
        (await server.PostAsync("""{"query":"{ fast }"}""")).Status.ShouldBe(200);
    }

    private static HttpRequestMessage Request(string body, string? accept)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (accept is not null) request.Headers.TryAddWithoutValidation("Accept", accept);
        return request;
    }

    private static async Task<HttpResponseMessage> AskAsync(TestServer server, string body, string? accept)
    {
        using var request = Request(body, accept);
        return await server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    private static async Task<string> ReadAsync(Stream body, int length)
    {
        var bytes = new byte[length];
        await body.ReadExactlyAsync(bytes);
        return Encoding.UTF8.GetString(bytes);
    }

    private RequestExecutor Executor() => new(SchemaBindings.Bind(
        SchemaBuilder.Parse("""
            directive @cost(weight: String!) on FIELD_DEFINITION
            directive @defer(if: Boolean! = true, label: String) on FRAGMENT_SPREAD | INLINE_FRAGMENT
            type Query { fast: Int slow: Int @cost(weight: "1") }
            """),
        new object(),
        bindings => bindings.Object<object>("Query").Field("fast", _ => 1).Load("slow", c => c.Loader(_ => new SlowLoader(this)), _ => "key")));

    private sealed class SlowLoader(MultipartTests test) : DataLoader<string, int?>
    {
        protected override async ValueTask LoadBatchAsync(IReadOnlyList<string> keys, Memory<Result<int?>> results, CancellationToken cancellationToken)
        {
            test._asked.TrySetResult();
            cancellationToken.UnsafeRegister(_ => test._cancelled.TrySetResult(), null);
            var value = await test._gate.Task.WaitAsync(cancellationToken);
            results.Span.Fill(value);
        }
    }
}
