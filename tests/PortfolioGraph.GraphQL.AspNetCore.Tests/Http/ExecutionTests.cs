namespace PortfolioGraph.GraphQL.AspNetCore.Tests.Http;

public sealed class ExecutionTests
{
    private const string Slow = """{"query":"{slow}"}""";

    [Theory]
    [InlineData(StatusProfile.Audit)]
    [InlineData(StatusProfile.Draft2026)]
    public async Task Execution_TakesTooLong_Is408AndCancelled(StatusProfile profile)
    {
        var time = new ManualTime();
        await using var server = await TestServer.StartAsync(
            new GraphQLHttpOptions { ExecutionTimeout = TimeSpan.FromSeconds(2.5), TimeProvider = time, StatusProfile = profile });

        var pending = server.PostAsync(Slow);
        await server.SlowStarted.Task;
        time.Elapse();
        var answer = await pending;

        answer.Status.ShouldBe(408);
        answer.RefusalCode.ShouldBe("TIMEOUT");
        answer.Message.ShouldBe("The execution took longer than 2.5 s.");
        server.Logs.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Batch_TakesTooLong_IsOneAnswer()
    {
        var time = new ManualTime();
        await using var server = await TestServer.StartAsync(
            new GraphQLHttpOptions { ExecutionTimeout = TimeSpan.FromSeconds(1), TimeProvider = time, MaxBatchSize = 2 });

        var pending = server.PostAsync("""[{"query":"{hello}"},{"query":"{slow}"}]""");
        await server.SlowStarted.Task;
        time.Elapse();
        var answer = await pending;

        answer.Status.ShouldBe(408);
        answer.RefusalCode.ShouldBe("TIMEOUT");
    }

    [Fact]
    public async Task Client_Leaves_CancelsTheExecutionQuietly()
    {
        await using var server = await TestServer.StartAsync();
        using var leave = new CancellationTokenSource();
        using var content = new StringContent(Slow, System.Text.Encoding.UTF8, "application/json");

        var pending = server.Client.PostAsync("/graphql", content, leave.Token);
        await server.SlowStarted.Task;
        await leave.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(pending);
        await server.SlowCancelled.Task.WaitAsync(TimeSpan.FromSeconds(30));
        server.Logs.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Resolver_Throws_IsMasked()
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.PostAsync("""{"query":"{broken}"}""");

        answer.Status.ShouldBe(200);
        answer.Body.ShouldContain("\"data\":null");
        answer.Body.ShouldContain("INTERNAL_SERVER_ERROR");
        answer.Body.ShouldNotContain("secret");
    }

    [Theory]
    [InlineData("qwerty cop {abc}")]
    [InlineData("{hello}")]
    public async Task Answer_NeverTellsAboutTheInside(string query)
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.PostAsync($$"""{"query":"{{query}}"}""");

        answer.Body.ShouldNotContain("tracing");
        answer.Body.ShouldNotContain("Exception");
        answer.Body.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task Server_ManyRequestsAtATime_KeepsAnswersApart()
    {
        await using var server = await TestServer.StartAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(i =>
            server.PostAsync($$$"""{"query":"query($n:String){hello(name:$n)}","variables":{"n":"{{{i}}}"}}""")));

        for (var i = 0; i < answers.Length; i++) answers[i].Body.ShouldBe($$$"""{"data":{"hello":"Hello {{{i}}}"}}""");
    }
}
