using System.Net;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Providers.Okx;
using PortfolioGraph.Tests.Shared;

namespace PortfolioGraph.Providers.Tests.Okx;

public class OkxClientTests
{
    private static readonly DateTimeOffset Theirs = OkxHarness.Now.AddMinutes(7);

    [Theory]
    [InlineData("50102")]
    [InlineData("50112")]
    public async Task Clock_BehindOkx_IsSetByTheDateHeaderAndTriedOnceMore(string code)
    {
        var okx = new OkxHarness(sent => sent.Headers["OK-ACCESS-TIMESTAMP"].StartsWith("2024-05-01T12:07:", StringComparison.Ordinal)
            ? StubHttp.Json("""{"code":0,"data":[]}""")
            : Refused(code, Theirs));
        (await okx.LoadOneAsync(HoldingsNeeds.Tokens, OkxHarness.Evm(1))).Sources.Single().Status.ShouldBe(SourceStatus.Ok);
        okx.Http.Sent.Count.ShouldBe(2);

        // The next call starts from what was learnt, and our own clock goes on.
        okx.Time.Advance(TimeSpan.FromSeconds(10));
        (await okx.LoadOneAsync(HoldingsNeeds.Tokens, OkxHarness.Evm(1))).Sources.Single().Status.ShouldBe(SourceStatus.Ok);
        okx.Http.Sent.Count.ShouldBe(3);
        okx.Http.Sent[2].Headers["OK-ACCESS-TIMESTAMP"].ShouldBe("2024-05-01T12:07:10.000Z");
        okx.Http.Sent[2].Headers["OK-ACCESS-SIGN"].ShouldNotBe(okx.Http.Sent[0].Headers["OK-ACCESS-SIGN"]);
    }

    [Fact]
    public async Task Clock_StillRefused_IsTriedNoMore()
    {
        var okx = new OkxHarness(_ => Refused("50102", Theirs));
        var report = (await okx.LoadOneAsync(HoldingsNeeds.Tokens, OkxHarness.Evm(1))).Sources.Single();
        report.Error!.Code.ShouldBe(SourceErrorCodes.Unauthorized);
        okx.Http.Sent.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Clock_NoDateHeader_IsNotTriedAgain()
    {
        var okx = new OkxHarness(_ => Refused("50112", null));
        await okx.LoadOneAsync(HoldingsNeeds.Tokens, OkxHarness.Evm(1));
        okx.Http.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Clock_OfADateThatCanNotBe_IsNotGoneBy()
    {
        var last = DateTimeOffset.MaxValue.AddTicks(-(DateTimeOffset.MaxValue.Ticks % TimeSpan.TicksPerSecond));
        var refused = true;
        var okx = new OkxHarness(_ => refused ? Refused("50102", last) : StubHttp.Json("""{"code":0,"data":[]}"""));
        (await okx.LoadOneAsync(HoldingsNeeds.Tokens, OkxHarness.Evm(1))).Sources.Single().Error!.Code.ShouldBe(SourceErrorCodes.Unauthorized);
        okx.Http.Sent.Count.ShouldBe(1);

        // A time to come must not make every other call fail.
        refused = false;
        okx.Time.Advance(TimeSpan.FromSeconds(10));
        (await okx.LoadOneAsync(HoldingsNeeds.Tokens, OkxHarness.Evm(1))).Sources.Single().Status.ShouldBe(SourceStatus.Ok);
    }

    [Theory]
    [InlineData("50113")]
    [InlineData("50011")]
    [InlineData("84021")]
    public async Task Anything_ButTheClock_IsLeftToThePipeline(string code)
    {
        var okx = new OkxHarness(_ => Refused(code, Theirs));
        await okx.LoadOneAsync(HoldingsNeeds.Tokens, OkxHarness.Evm(1));
        okx.Http.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Calls_OfManyWallets_RunTogetherButNotAllAtOnce()
    {
        var gate = new Gate();
        var provider = new OkxProvider(OkxHarness.Options(), ProviderMode.Live, new HttpMessageInvoker(gate), new ManualTime(OkxHarness.Now));
        var load = provider.LoadAsync(
            [.. Enumerable.Range(1, 30).Select(i => new WalletRequest(OkxHarness.Evm(i), HoldingsNeeds.Tokens))], CancellationToken.None).AsTask();
        gate.Waiting.ShouldBe(8);
        gate.Open();
        (await load).Count.ShouldBe(30);
        gate.Most.ShouldBeLessThanOrEqualTo(8);
    }

    [Fact]
    public async Task Load_CallerCancels_Throws()
    {
        using var cancel = new CancellationTokenSource();
        var provider = new OkxProvider(OkxHarness.Options(), ProviderMode.Live, new HttpMessageInvoker(new Gate()), new ManualTime(OkxHarness.Now));
        var load = provider.LoadAsync([new WalletRequest(OkxHarness.Evm(1), HoldingsNeeds.Total)], cancel.Token).AsTask();
        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(load);
    }

    [Fact]
    public void Options_Complete_HaveNoProblem() => OkxHarness.Options().Problems().ShouldBeEmpty();

    [Fact]
    public void Options_Incomplete_NameEachKeyAndNoValue()
    {
        var options = new OkxOptions { BaseUrl = "http://okx.example", ApiKey = " ", SecretKey = "line\nbreak", RequestsPerSecond = 0 };
        options.Problems().ShouldBe(
        [
            "Providers:Okx:BaseUrl must be https, or http on loopback",
            "Providers:Okx:ApiKey is missing",
            "Providers:Okx:SecretKey may have printable ASCII characters only",
            "Providers:Okx:Passphrase is missing",
            "Providers:Okx:RequestsPerSecond must be 1 or more",
        ]);
        new OkxOptions { SecretKey = "hush" }.ToString()!.ShouldNotContain("hush");
    }

    private static HttpResponseMessage Refused(string code, DateTimeOffset? date)
    {
        var response = StubHttp.Json($$"""{"code":"{{code}}","msg":"no"}""", HttpStatusCode.Unauthorized);
        response.Headers.Date = date;
        return response;
    }

    /// <summary>Holds every call until it is opened.</summary>
    private sealed class Gate : HttpMessageHandler
    {
        private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _waiting;
        private int _most;

        public int Waiting => Volatile.Read(ref _waiting);

        public int Most => Volatile.Read(ref _most);

        public void Open() => _open.SetResult();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var now = Interlocked.Increment(ref _waiting);
            InterlockedMax(now);
            await _open.Task.WaitAsync(cancellationToken);
            Interlocked.Decrement(ref _waiting);
            return StubHttp.Json("""{"code":0,"data":[]}""");
        }

        private void InterlockedMax(int value)
        {
            int seen;
            while ((seen = Volatile.Read(ref _most)) < value && Interlocked.CompareExchange(ref _most, value, seen) != seen)
            {
            }
        }
    }
}
