using System.IO.Compression;
using System.Text;
using System.Text.Json;
using PortfolioGraph.GraphQL.AspNetCore.Settings;
using PortfolioGraph.GraphQL.Json;
using PortfolioGraph.GraphQL.Requests;
using static PortfolioGraph.GraphQL.AspNetCore.Tests.Attacks.Target;

namespace PortfolioGraph.GraphQL.AspNetCore.Tests.Attacks;

/// <summary>Requests, variables and crowds made to hurt a server.</summary>
[Collection(AloneCollection.Name)]
public sealed class RequestAttackTests
{
    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"and\":", "}")]
    public async Task Variables_NestedTenThousandDeep_AreRefused(string open, string close)
    {
        await using var target = await StartAsync();
        var value = Repeat(10_000, _ => open) + "1" + Repeat(10_000, _ => close);

        (await target.AskAsync("query($v: Filter) { i(where: $v) }", $$"""{"v":{{value}}}""")).Status.ShouldBe(400);
        (await target.Server.GetAsync($"/graphql?query=%7Bs%7D&variables={Uri.EscapeDataString("{\"v\":" + Repeat(1_000, _ => "[") + Repeat(1_000, _ => "]") + "}")}")).Status.ShouldBe(400);
    }

    [Fact]
    public async Task Variables_ListOfTenThousandBadItems_IsOneError()
    {
        await using var target = await StartAsync();

        await target.ShouldRefuseAsync("query($v: [Int]) { i(list: $v) }", "BAD_USER_INPUT", "{\"v\":[" + string.Join(',', Enumerable.Repeat("\"x\"", 10_000)) + "]}");
    }

    [Fact]
    public async Task Variables_AThousandBadOnes_AreFiftyErrorsAndOneMore()
    {
        await using var target = await StartAsync(new RequestExecutorOptions { Limits = new() { MaxAliases = 0 } });
        var definitions = Repeat(1_000, i => $"$v{i}: Int! ");
        var uses = Repeat(1_000, i => $"x{i}: i(x: $v{i}) ");

        var answer = await target.AskAsync($"query({definitions}) {{ a {{ {uses} }} }}");

        answer.Status.ShouldBe(400);
        using var json = JsonDocument.Parse(answer.Body);
        var errors = json.RootElement.GetProperty("errors");
        errors.GetArrayLength().ShouldBe(51);
        errors[50].GetProperty("message").GetString().ShouldBe("Too many errors in variables: the rest is not shown.");
    }

    [Fact]
    public async Task Variables_RecursiveFilter_IsPricedByItsActualSize()
    {
        await using var target = await StartAsync(new RequestExecutorOptions { Limits = new() { MaxCost = 10_000 } });
        string Filter(int parts) => "{\"f\":{\"and\":[" + string.Join(',', Enumerable.Repeat("{\"or\":[{\"eq\":1}]}", parts)) + "]}}";

        (await target.AskAsync("query($f: Filter) { heavy(where: $f) }", Filter(4_000))).Body.ShouldBe("""{"data":{"heavy":1}}""");
        await target.ShouldRefuseAsync("query($f: Filter) { heavy(where: $f) }", "COST_LIMIT_EXCEEDED", Filter(5_000));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("[[]]")]
    [InlineData("[{\"query\":\"{s}\"}]")]
    public async Task Batch_ByDefault_IsRefused(string body)
    {
        await using var target = await StartAsync();

        (await target.Server.PostAsync(body)).Status.ShouldBe(400);
    }

    [Fact]
    public async Task Batch_OfTenThousand_IsRefused()
    {
        await using var closed = await StartAsync();
        await using var open = await StartAsync(http: new GraphQLHttpOptions { MaxBatchSize = 10 });
        var body = $"[{string.Join(',', Enumerable.Repeat("""{"query":"{s}"}""", 10_000))}]";

        (await closed.Server.PostAsync(body)).RefusalCode.ShouldBe("BAD_REQUEST");
        (await open.Server.PostAsync(body)).RefusalCode.ShouldBe("LIMIT_EXCEEDED");
    }

    [Fact]
    public async Task Batch_WhereTaken_SharesOneCostLimit()
    {
        await using var target = await StartAsync(
            new RequestExecutorOptions { Limits = new() { MaxCost = 2_500 } }, new GraphQLHttpOptions { MaxBatchSize = 10 });

        var answer = await target.Server.PostAsync($"[{string.Join(',', Enumerable.Repeat("""{"query":"{heavy}"}""", 3))}]");

        answer.Body.ShouldBe("""[{"data":{"heavy":1}},{"data":{"heavy":1}},{"errors":[{"message":"The operation costs 3000; at most 2500 is allowed.","extensions":{"code":"COST_LIMIT_EXCEEDED","cost":3000,"maximumCost":2500}}]}]""");
    }

    [Theory]
    [InlineData("{ rows { rows { rows { rows { s } } } } }", "COST_LIMIT_EXCEEDED")]
    [InlineData("{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{s}}}}}}}}}}}}}}}}}}}}}", "LIMIT_EXCEEDED")]
    [InlineData("{__typename@a@a@a@a@a@a@a@a@a}", "LIMIT_EXCEEDED")]
    public async Task Limit_ByEveryTransport_IsTheSame(string query, string code)
    {
        await using var target = await StartAsync(http: new GraphQLHttpOptions { MaxBatchSize = 1 });

        var posted = await target.AskAsync(query);
        var got = await target.GetAsync(query);
        var batch = await target.Server.PostAsync($"[{Body(query)}]");

        posted.RefusalCode.ShouldBe(code);
        got.Status.ShouldBe(posted.Status);
        got.Body.ShouldBe(posted.Body);
        batch.Body.ShouldBe($"[{posted.Body}]");
    }

    [Fact]
    public async Task OtherSites_CannotSendWithoutAsking()
    {
        await using var target = await StartAsync();

        (await target.GetAsync("mutation{touch}")).Status.ShouldBe(405);
        (await target.Server.PostAsync("query=mutation{touch}", contentType: "application/x-www-form-urlencoded")).Status.ShouldBe(415);
        (await target.Server.PostAsync(Body("mutation{touch}"), contentType: "text/plain")).Status.ShouldBe(415);
        (await target.Server.PostAsync(Body("mutation{touch}"), contentType: "multipart/form-data; boundary=x")).Status.ShouldBe(415);
        (await target.GetAsync("{s}", ("Content-Type", "text/plain"))).Status.ShouldBe(415);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task Body_Compressed_IsRefusedUnread(string encoding)
    {
        await using var target = await StartAsync();
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(Body(Repeat(20_000, _ => "{a"))));
        var content = new ByteArrayContent(packed.ToArray());
        content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);

        var answer = await target.Server.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = content });

        answer.Status.ShouldBe(415);
    }

    [Fact]
    public async Task Documents_AHundredThousandThatDifferInLiterals_LeaveMemoryFlat()
    {
        var executor = Executor();
        await AskAsync(executor, 0, 10_000);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        await AskAsync(executor, 10_000, 90_000);

        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(20_000_000);
    }

    [Fact]
    public async Task Attacks_Repeated_LeaveMemoryFlat()
    {
        var executor = Executor();
        string[] attacks =
        [
            Repeat(20_000, _ => "{a"),
            $"{{ ...F0 }} {Repeat(30, i => $"fragment F{i} on Query {{ ...F{i + 1} ...F{i + 1} }} ")} fragment F30 on Query {{ s }}",
            $"{{ {Repeat(5_000, _ => "s ")} }}",
            $"{{ __typename {Repeat(7_000, _ => "@aa")} }}",
            $"{{ a {{ {Repeat(4_000, i => $"nope{i} ")} }} }}",
        ];
        await HurtAsync(executor, attacks, 0, 200);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        await HurtAsync(executor, attacks, 200, 600);

        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(150_000_000);
    }

    [Theory]
    [InlineData("report", "1002")]
    [InlineData("other", null)]
    public async Task Cost_OnRequest_IsReported(string asked, string? told)
    {
        await using var target = await StartAsync();
        var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new StringContent(Body("{ heavy a { s } }"), Encoding.UTF8, "application/json") };
        request.Headers.Add("GraphQL-Cost", asked);

        var answer = await target.Server.SendAsync(request);

        answer.Status.ShouldBe(200);
        answer.Headers.GetValueOrDefault("GraphQL-Cost").ShouldBe(told);
    }

    [Fact]
    public async Task Crowd_LargerThanWhatRunsAndWaits_IsToldToComeBack()
    {
        await using var server = await TestServer.StartAsync(new GraphQLHttpOptions { MaxConcurrentRequests = 1, MaxWaitingRequests = 1 });
        var running = server.PostAsync("""{"query":"{slow}"}""");
        await server.SlowStarted.Task;

        // One of the two waits; the other finds the queue full.
        Task<Answer>[] late = [server.PostAsync("""{"query":"{hello}"}"""), server.PostAsync("""{"query":"{hello}"}""")];
        var refused = await (await Task.WhenAny(late));

        refused.Status.ShouldBe(503);
        refused.RefusalCode.ShouldBe("OVERLOADED");
        refused.Headers["Retry-After"].ShouldBe("1");
        server.SlowCancelled.SetResult();
        (await running).Status.ShouldBe(200);
        (await Task.WhenAll(late)).Count(a => a.Body == """{"data":{"hello":"Hello world"}}""").ShouldBe(1);
    }

    private static async Task AskAsync(RequestExecutor executor, int from, int count)
    {
        using var writer = new Utf8ResponseWriter();
        for (var i = from; i < from + count; i++)
        {
            writer.Truncate(0);
            var outcome = await executor.ExecuteAsync(Request($"{{ i(x: {i}) }}"), writer, CancellationToken.None);
            outcome.ShouldBe(RequestOutcome.Executed);
        }
    }

    private static async Task HurtAsync(RequestExecutor executor, string[] attacks, int from, int count)
    {
        using var writer = new Utf8ResponseWriter();
        for (var i = from; i < from + count; i++)
        {
            writer.Truncate(0);
            var outcome = await executor.ExecuteAsync(Request($"{attacks[i % attacks.Length]}#{i}"), writer, CancellationToken.None);
            outcome.ShouldNotBe(RequestOutcome.Executed);
        }
    }

    private static GraphQLRequest Request(string query) => new() { Query = query, Services = NoServices.Instance };

    private sealed class NoServices : IServiceProvider
    {
        public static NoServices Instance { get; } = new();

        public object? GetService(Type serviceType) => null;
    }
}
