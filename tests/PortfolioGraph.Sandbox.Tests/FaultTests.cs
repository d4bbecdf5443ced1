using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using PortfolioGraph.Sandbox.Faults;
using PortfolioGraph.Sandbox.Settings;
using PortfolioGraph.Tests.Shared;

namespace PortfolioGraph.Sandbox.Tests;

public sealed class FaultTests
{
    private const string Chains = "/api/v5/wallet/chain/supported-chains";
    private const string Portfolio = "/api/v1/holdings/portfolio?UserId=Mesh";
    private const string Health = "/api/v1/status/health";

    [Fact]
    public async Task Fault_Status429WithRetryAfter_HitsTheNextRequestsOnly()
    {
        await using var sandbox = await Sandbox.StartAsync();
        sandbox.Server.Faults.Set("okx", new Fault { Status = 429, RetryAfterSeconds = 2, Requests = 2 });

        var answers = new[] { await sandbox.OkxAsync(Chains), await sandbox.OkxAsync(Chains), await sandbox.OkxAsync(Chains) };

        answers.Select(a => a.Status).ShouldBe([HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests, HttpStatusCode.OK]);
        answers[0].RetryAfter.ShouldBe(TimeSpan.FromSeconds(2));
        answers[2].RetryAfter.ShouldBeNull();
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Fault_StatusAlone_AnswersItWithoutABody(int status)
    {
        await using var sandbox = await Sandbox.StartAsync();
        sandbox.Server.Faults.Set("mesh", new Fault { Status = status });

        var answer = await sandbox.MeshAsync(Portfolio);

        ((int)answer.Status).ShouldBe(status);
        answer.Body.ShouldBeEmpty();
        answer.RetryAfter.ShouldBeNull();
    }

    [Theory]
    [InlineData("50011")]
    [InlineData("50001")]
    [InlineData("81159")]
    [InlineData("84021")]
    public async Task Fault_OkxCode_IsA200InTheEnvelopeOfTheEndpoint(string code)
    {
        await using var sandbox = await Sandbox.StartAsync();
        sandbox.Server.Faults.Set("okx", new Fault { Code = code });

        var wallet = await sandbox.OkxAsync(Chains);
        var defi = await sandbox.OkxAsync("/api/v5/defi/user/asset/platform/list", "{}");

        wallet.Status.ShouldBe(HttpStatusCode.OK);
        wallet.Json.GetProperty("code").GetString().ShouldBe(code);
        defi.Status.ShouldBe(HttpStatusCode.OK);
        defi.Json.GetProperty("code").GetInt32().ToString().ShouldBe(code);
        defi.Json.GetProperty("error_code").GetString().ShouldBe(code);
    }

    [Fact]
    public async Task Fault_OkxCodeAndStatus_SendsBoth()
    {
        await using var sandbox = await Sandbox.StartAsync();
        sandbox.Server.Faults.Set("okx", new Fault { Code = "50011", Status = 429 });

        var answer = await sandbox.OkxAsync(Chains);

        answer.Status.ShouldBe(HttpStatusCode.TooManyRequests);
        answer.Json.GetProperty("code").GetString().ShouldBe("50011");
    }

    [Fact]
    public async Task Fault_MeshCodes_FailInsideOrOutside()
    {
        await using var sandbox = await Sandbox.StartAsync();

        sandbox.Server.Faults.Set("mesh", new Fault { Code = "failed", Requests = 1 });
        var inside = await sandbox.MeshAsync(Portfolio);
        sandbox.Server.Faults.Set("mesh", new Fault { Code = "tooManyRequest", Requests = 1 });
        var outside = await sandbox.MeshAsync(Portfolio);

        inside.Status.ShouldBe(HttpStatusCode.OK);
        inside.Json.GetProperty("status").GetString().ShouldBe("ok");
        inside.Json.GetProperty("content").GetProperty("status").GetString().ShouldBe("failed");
        outside.Status.ShouldBe(HttpStatusCode.TooManyRequests);
        outside.Json.GetProperty("status").GetString().ShouldBe("tooManyRequest");
    }

    [Fact]
    public async Task Fault_NeptuneKind_IsAnErrorEnvelope()
    {
        await using var sandbox = await Sandbox.StartAsync();
        sandbox.Server.Faults.Set("neptune", new Fault { Code = "internal" });

        var answer = await sandbox.NeptuneAsync(Health);

        answer.Status.ShouldBe(HttpStatusCode.InternalServerError);
        answer.Json.GetProperty("error").GetProperty("kind").GetString().ShouldBe("internal");
    }

    [Fact]
    public async Task Fault_Malformed_IsACompleteBodyThatIsNoJson()
    {
        await using var sandbox = await Sandbox.StartAsync();
        sandbox.Server.Faults.Set("neptune", new Fault { Body = FaultBody.Malformed });

        var answer = await sandbox.NeptuneAsync(Health);

        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.ContentType.ShouldBe("application/json");
        Should.Throw<System.Text.Json.JsonException>(() => answer.Json);
    }

    [Theory]
    [InlineData(FaultBody.Truncated)]
    [InlineData(FaultBody.Reset)]
    public async Task Fault_ConnectionBreaks_TheClientSeesAnError(FaultBody body)
    {
        await using var sandbox = await Sandbox.StartAsync();
        sandbox.Server.Faults.Set("okx", new Fault { Body = body });

        await Should.ThrowAsync<HttpRequestException>(() => sandbox.OkxAsync(Chains));
    }

    [Fact]
    public async Task Fault_EmptyBody_IsA200OfNoBytes()
    {
        await using var sandbox = await Sandbox.StartAsync();
        sandbox.Server.Faults.Set("neptune", new Fault { Body = FaultBody.Empty });

        var answer = await sandbox.NeptuneAsync(Health);

        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Body.ShouldBeEmpty();
    }

    [Fact]
    public async Task Fault_WrongContentType_IsAPageOfHtml()
    {
        await using var sandbox = await Sandbox.StartAsync();
        sandbox.Server.Faults.Set("neptune", new Fault { Body = FaultBody.WrongContentType });

        (await sandbox.NeptuneAsync(Health)).ContentType.ShouldBe("text/html");
    }

    [Fact]
    public async Task Fault_WrongShape_IsJsonWithATextInPlaceOfEveryList()
    {
        await using var sandbox = await Sandbox.StartAsync();
        sandbox.Server.Faults.Set("mesh", new Fault { Body = FaultBody.WrongShape });

        var answer = (await sandbox.MeshAsync(Portfolio)).Json;

        answer.GetProperty("status").GetString().ShouldBe("ok");
        answer.GetProperty("content").GetProperty("cryptocurrencyPositions").GetString()!.ShouldEndWith(" items");
    }

    [Fact]
    public async Task Fault_WrongCharset_IsTheAnswerInUtf16()
    {
        await using var sandbox = await Sandbox.StartAsync();
        sandbox.Server.Faults.Set("neptune", new Fault { Body = FaultBody.WrongCharset, Requests = 1 });

        var bytes = await sandbox.BytesAsync(new Uri(sandbox.Server.NeptuneUrl, Health));
        var intact = await sandbox.NeptuneAsync(Health);

        bytes.ContentType.ShouldBe("application/json; charset=utf-16");
        System.Text.Encoding.Unicode.GetString(bytes.Body).ShouldBe(intact.Body);
    }

    [Theory]
    [InlineData(FaultBody.Huge, null, 100_000_000)]
    [InlineData(FaultBody.GzipBomb, "gzip", 100_000)]
    public async Task Fault_TooMuch_IsTheAnswerBehindAHundredMegabytes(FaultBody body, string? encoding, int least)
    {
        await using var sandbox = await Sandbox.StartAsync();
        sandbox.Server.Faults.Set("neptune", new Fault { Body = body, Requests = 1 });

        var sent = await sandbox.BytesAsync(new Uri(sandbox.Server.NeptuneUrl, Health));
        var intact = await sandbox.NeptuneAsync(Health);

        sent.Encoding.ShouldBe(encoding);
        sent.Body.Length.ShouldBeInRange(least, 100_010_000);
        if (encoding is not null)
            sent.Body.Length.ShouldBeLessThan(1_000_000);
        await using Stream plain = encoding is null
            ? new MemoryStream(sent.Body) : new System.IO.Compression.GZipStream(new MemoryStream(sent.Body), System.IO.Compression.CompressionMode.Decompress);
        using var whole = new MemoryStream();
        await plain.CopyToAsync(whole);
        whole.Length.ShouldBeGreaterThan(100_000_000);
        System.Text.Encoding.UTF8.GetString(whole.GetBuffer().AsSpan(0, 20)).ShouldStartWith("{\"padding\":\"xxxx");
        System.Text.Encoding.UTF8.GetString(whole.GetBuffer().AsSpan((int)whole.Length - intact.Body.Length + 1, intact.Body.Length - 1)).ShouldBe(intact.Body[1..]);
    }

    [Fact]
    public async Task Fault_Redirect_NamesTheSameCallUnderAnotherHost()
    {
        await using var sandbox = await Sandbox.StartAsync();
        sandbox.Server.Faults.Set("neptune", new Fault { Body = FaultBody.Redirect });

        var answer = await sandbox.BytesAsync(new Uri(sandbox.Server.NeptuneUrl, Health));

        answer.Status.ShouldBe(HttpStatusCode.TemporaryRedirect);
        answer.Location.ShouldBe(new Uri($"http://localhost:{sandbox.Server.NeptuneUrl.Port}{Health}"));
    }

    [Fact]
    public async Task Fault_SlowDrip_IsOneByteASecond()
    {
        var clock = new ManualTime(DateTimeOffset.UnixEpoch);
        await using var sandbox = await Sandbox.StartAsync(new SandboxOptions { TimeProvider = clock });
        sandbox.Server.Faults.Set("neptune", new Fault { Body = FaultBody.SlowDrip });
        using var http = new HttpClient();

        using var response = await http.GetAsync(new Uri(sandbox.Server.NeptuneUrl, Health), HttpCompletionOption.ResponseHeadersRead);
        await using var body = await response.Content.ReadAsStreamAsync();
        var bytes = new byte[16];
        var first = await body.ReadAsync(bytes);
        await clock.TimersAsync(1, TimeSpan.FromSeconds(1));
        var second = body.ReadAsync(bytes).AsTask();
        clock.Advance(TimeSpan.FromMilliseconds(999));
        second.IsCompleted.ShouldBeFalse();
        clock.Advance(TimeSpan.FromMilliseconds(1));

        first.ShouldBe(1);
        (await second).ShouldBe(1);
    }

    [Theory]
    [InlineData(3600)]
    [InlineData(-3600)]
    public async Task Fault_ClockAhead_ExpiresOkxTimestampsAndIsInTheDate(int seconds)
    {
        var clock = new ManualTime(DateTimeOffset.UnixEpoch);
        await using var sandbox = await Sandbox.StartAsync(new SandboxOptions { TimeProvider = clock });
        sandbox.Server.Faults.Set("okx", new Fault { ClockAheadSeconds = seconds, Requests = 1 });

        var expired = await sandbox.OkxAsync(Chains);
        var passed = await sandbox.OkxAsync(Chains);

        expired.Json.GetProperty("code").GetString().ShouldBe("50102");
        expired.Date.ShouldBe(DateTimeOffset.UnixEpoch.AddSeconds(seconds));
        passed.Json.GetProperty("code").GetString().ShouldBe("0");
    }

    [Fact]
    public async Task StopListening_OneProvider_IsRefusedUntilItListensAgain()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var origin = sandbox.Server.NeptuneUrl;
        (await sandbox.NeptuneAsync(Health)).Status.ShouldBe(HttpStatusCode.OK);

        await sandbox.Server.StopListeningAsync("neptune");
        (await Should.ThrowAsync<HttpRequestException>(() => sandbox.NeptuneAsync(Health))).HttpRequestError.ShouldBe(HttpRequestError.ConnectionError);
        (await sandbox.OkxAsync(Chains)).Status.ShouldBe(HttpStatusCode.OK);
        await sandbox.Server.ListenAgainAsync("neptune", CancellationToken.None);

        sandbox.Server.NeptuneUrl.ShouldBe(origin);
        (await sandbox.NeptuneAsync(Health)).Status.ShouldBe(HttpStatusCode.OK);
        await Should.ThrowAsync<ArgumentException>(() => sandbox.Server.StopListeningAsync("nobody").AsTask());
    }

    [Fact]
    public async Task StopListening_ThePort_IsNotFreeForOthers()
    {
        await using var sandbox = await Sandbox.StartAsync();
        await sandbox.Server.StopListeningAsync("okx");

        IsFree(sandbox.Server.OkxUrl.Port).ShouldBeFalse();

        await sandbox.Server.ListenAgainAsync("okx", CancellationToken.None);
        (await sandbox.OkxAsync(Chains)).Status.ShouldBe(HttpStatusCode.OK);
    }

    private static bool IsFree(int port)
    {
        var address = new IPEndPoint(IPAddress.Loopback, port);
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        if (!OperatingSystem.IsWindows())
        {
            // Socket.Bind would share the port, which the system does for nobody who asks for any port.
            var raw = address.Serialize().Buffer;
            return Bind((int)socket.Handle, raw.ToArray(), raw.Length) == 0;
        }

        try
        {
            socket.Bind(address);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    [DllImport("libc", EntryPoint = "bind")]
    private static extern int Bind(int socket, byte[] address, int length);

    [Fact]
    public async Task Fault_PathPrefix_SparesOtherPathsAndOtherProviders()
    {
        await using var sandbox = await Sandbox.StartAsync();
        sandbox.Server.Faults.Set("okx", new Fault { Status = 503, PathPrefix = "/api/v5/defi" });

        (await sandbox.OkxAsync(Chains)).Status.ShouldBe(HttpStatusCode.OK);
        (await sandbox.OkxAsync("/api/v5/defi/user/balance-list", "{}")).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await sandbox.NeptuneAsync(Health)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Fault_Delay_LastsAsLongAsTheClockSays()
    {
        var clock = new ManualTime(DateTimeOffset.UnixEpoch);
        await using var sandbox = await Sandbox.StartAsync(new SandboxOptions { TimeProvider = clock });
        sandbox.Server.Faults.Set("neptune", new Fault { DelayMs = 60_000 });

        var answer = sandbox.NeptuneAsync(Health);
        await clock.TimersAsync(1, TimeSpan.FromMinutes(1));
        clock.Advance(TimeSpan.FromMilliseconds(59_999));
        answer.IsCompleted.ShouldBeFalse();
        clock.Advance(TimeSpan.FromMilliseconds(1));

        (await answer).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Fault_Hang_LastsUntilTheClientGoesAway()
    {
        await using var sandbox = await Sandbox.StartAsync();
        sandbox.Server.Faults.Set("neptune", new Fault { Hang = true });
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(200), TimeProvider.System);

        await Should.ThrowAsync<OperationCanceledException>(() => sandbox.NeptuneAsync(Health, patience.Token));

        sandbox.Server.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Clear_OneProvider_LeavesTheOthersBroken()
    {
        await using var sandbox = await Sandbox.StartAsync();
        sandbox.Server.Faults.Set("okx", new Fault { Status = 503 });
        sandbox.Server.Faults.Set("neptune", new Fault { Status = 503 });

        sandbox.Server.Faults.Clear("okx");

        (await sandbox.OkxAsync(Chains)).Status.ShouldBe(HttpStatusCode.OK);
        (await sandbox.NeptuneAsync(Health)).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        sandbox.Server.Faults.Clear();
        (await sandbox.NeptuneAsync(Health)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Set_NonsenseFault_IsRefused()
    {
        await using var sandbox = await Sandbox.StartAsync();

        Should.Throw<ArgumentException>(() => sandbox.Server.Faults.Set("nobody", new Fault()));
        Should.Throw<ArgumentException>(() => sandbox.Server.Faults.Set("okx", new Fault { Requests = 0 }));
        Should.Throw<ArgumentException>(() => sandbox.Server.Faults.Set("okx", new Fault { Status = 99 }));
    }

    [Fact]
    public async Task Control_FaultsOverHttp_WorkAsInProcess()
    {
        await using var sandbox = await Sandbox.StartAsync();

        var set = await sandbox.ControlAsync(HttpMethod.Post, "/_sandbox/faults",
            """{"provider":"okx","pathPrefix":"/api/v5/wallet","requests":1,"status":429,"retryAfterSeconds":1,"code":"50011","clockAheadSeconds":0,"body":"malformed"}""");
        var hit = await sandbox.OkxAsync(Chains);
        var next = await sandbox.OkxAsync(Chains);
        await sandbox.ControlAsync(HttpMethod.Post, "/_sandbox/faults", """{"provider":"okx","status":503}""");
        var cleared = await sandbox.ControlAsync(HttpMethod.Delete, "/_sandbox/faults?provider=okx");

        set.Status.ShouldBe(HttpStatusCode.NoContent);
        hit.Status.ShouldBe(HttpStatusCode.TooManyRequests);
        Should.Throw<System.Text.Json.JsonException>(() => hit.Json);
        next.Status.ShouldBe(HttpStatusCode.OK);
        cleared.Status.ShouldBe(HttpStatusCode.NoContent);
        (await sandbox.OkxAsync(Chains)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("not json")]
    [InlineData("""{"provider":"nobody"}""")]
    [InlineData("""{"provider":"okx","body":"wobbly"}""")]
    [InlineData("""{"provider":"okx","statsu":503}""")]
    public async Task Control_FaultThatCannotBeRead_IsABadRequest(string body)
    {
        await using var sandbox = await Sandbox.StartAsync();

        var answer = await sandbox.ControlAsync(HttpMethod.Post, "/_sandbox/faults", body);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Json.GetProperty("error").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task Calls_OfEveryKind_AreLoggedBeforeFaultsActAndControlIsNot()
    {
        await using var sandbox = await Sandbox.StartAsync();
        sandbox.Server.Faults.Set("okx", new Fault { Body = FaultBody.Reset, Requests = 1 });

        await Should.ThrowAsync<HttpRequestException>(() => sandbox.OkxAsync(Chains));
        await sandbox.MeshAsync("/api/v1/holdings/get?x=1", """{"authToken":"Mesh","type":"robinhood"}""", secret: "wrong");
        var overHttp = (await sandbox.ControlAsync(HttpMethod.Get, "/_sandbox/calls")).Json;

        // A client may try a reset GET once more on its own.
        var calls = sandbox.Server.Calls;
        calls[0].Provider.ShouldBe("okx");
        calls[0].Path.ShouldBe(Chains);
        var mesh = calls[^1];
        (mesh.Provider, mesh.Method, mesh.Path, mesh.Query).ShouldBe(("mesh", "POST", "/api/v1/holdings/get", "?x=1"));
        mesh.Body.ShouldBe("""{"authToken":"Mesh","type":"robinhood"}""");
        overHttp.GetArrayLength().ShouldBe(calls.Count);
        overHttp[0].GetProperty("provider").GetString().ShouldBe("okx");

        await sandbox.ControlAsync(HttpMethod.Delete, "/_sandbox/calls");
        sandbox.Server.Calls.ShouldBeEmpty();
    }
}
