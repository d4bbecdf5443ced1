using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using PortfolioGraph.GraphQL.AspNetCore.Health;
using PortfolioGraph.GraphQL.AspNetCore.Settings;
using PortfolioGraph.GraphQL.DataLoading;
using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Execution.Binding;
using PortfolioGraph.GraphQL.SchemaBuilding;

namespace PortfolioGraph.GraphQL.AspNetCore.Tests;

/// <summary>A small schema behind Kestrel on a free loopback port, and a client for it.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    public const string Sdl = """
        type Query { hello(name: String): String! broken: String! partly: String slow: String }
        type Mutation { touch: Int! }
        type Subscription { count(to: Int!): Int! ticks: Int! refused: Int }
        """;

    private readonly WebApplication _app;
    private int _subscribers;

    private TestServer(GraphQLHttpOptions options, Func<CancellationToken, ValueTask<ReadinessReport>> ready, RequestExecutor? executor)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
        });
        builder.Logging.ClearProviders().AddProvider(Logs);
        _app = builder.Build();
        _app.UseWebSockets();
        _app.MapGraphQL("/graphql", executor ?? Executor(), options);
        _app.MapHealth(ready);
    }

    // What is left of a stream is not waited for.
    public HttpClient Client { get; } = new(new SocketsHttpHandler { ResponseDrainTimeout = TimeSpan.Zero });

    public Uri GraphQL => new(Client.BaseAddress!, "graphql");

    /// <summary>The same by HTTP/2 without TLS.</summary>
    public Uri Http2 => new(new Uri(_app.Urls.Last()), "graphql");

    public RecordingLogs Logs { get; } = new();

    /// <summary>Told of exceptions of resolvers.</summary>
    public Action<string, Exception> OnUnexpectedError { get; set; } = (_, _) => { };

    /// <summary>How often the mutation ran.</summary>
    public int Touched { get; private set; }

    /// <summary>Done once the slow field runs.</summary>
    public TaskCompletionSource SlowStarted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done once the slow field was told to stop; it never ends otherwise.</summary>
    public TaskCompletionSource SlowCancelled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static async Task<TestServer> StartAsync(
        GraphQLHttpOptions? options = null, Func<CancellationToken, ValueTask<ReadinessReport>>? ready = null, RequestExecutor? executor = null)
    {
        var server = new TestServer(
            options ?? new GraphQLHttpOptions(),
            ready ?? (_ => ValueTask.FromResult(new ReadinessReport(true, new Dictionary<string, string>()))),
            executor);
        await server._app.StartAsync();
        server.Client.BaseAddress = new Uri(server._app.Urls.First());
        return server;
    }

    /// <summary>What <c>ticks</c> tells, to whoever reads it first.</summary>
    public Channel<int> Ticks { get; } = Channel.CreateUnbounded<int>();

    /// <summary>How many subscriptions to <c>ticks</c> there are.</summary>
    public int Subscribers => Volatile.Read(ref _subscribers);

    /// <summary>Posts a body as it is.</summary>
    public async Task<Answer> PostAsync(string body, string? accept = null, string contentType = "application/json") =>
        await PostAsync(Encoding.UTF8.GetBytes(body), accept, contentType);

    public async Task<Answer> PostAsync(byte[] body, string? accept = null, string? contentType = "application/json")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new ByteArrayContent(body) };
        if (contentType is not null) request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        if (accept is not null) request.Headers.TryAddWithoutValidation("Accept", accept);
        return await SendAsync(request);
    }

    public async Task<Answer> GetAsync(string pathAndQuery, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, pathAndQuery);
        foreach (var (name, value) in headers)
        {
            if (name != "Content-Type") request.Headers.TryAddWithoutValidation(name, value);
            else (request.Content = new ByteArrayContent([])).Headers.TryAddWithoutValidation(name, value);
        }

        return await SendAsync(request);
    }

    public async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            using var response = await Client.SendAsync(request);
            return new Answer(
                (int)response.StatusCode,
                response.Content.Headers.ContentType?.ToString(),
                await response.Content.ReadAsStringAsync(),
                response.Headers.Concat(response.Content.Headers).ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase));
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }

    private RequestExecutor Executor() => new(Schema(), new RequestExecutorOptions { OnUnexpectedError = (id, e) => OnUnexpectedError(id, e) });

    private BoundSchema Schema() => SchemaBindings.Bind(SchemaBuilder.Parse(Sdl), new object(), schema =>
    {
        schema.Object<object>("Query")
            .Field("hello", a => a.Get<string?>("name"), (_, name) => $"Hello {name ?? "world"}")
            .Field<string>("broken", _ => throw new InvalidOperationException("secret"))
            .Field<string?>("partly", _ => throw new GraphQLException("Not today.", "NOT_TODAY"))
            .Batch<string?>("slow", async context =>
            {
                SlowStarted.TrySetResult();
                using var stopped = context.CancellationToken.Register(() => SlowCancelled.TrySetResult());
                await SlowCancelled.Task;
                context.CancellationToken.ThrowIfCancellationRequested();
                return new Result<string?>[] { (string?)null };
            });
        schema.Object<object>("Mutation").Field("touch", _ => ++Touched);
        schema.Object<object>("Subscription")
            .Subscribe("count", a => a.Get<int>("to"), c => new(Enumerable.Range(1, c.Arguments).Select(i => (object)i).ToAsyncEnumerable()))
            .Subscribe("ticks", a => a, c => new(TicksAsync(c.CancellationToken)))
            .Subscribe<object>("refused", a => a, _ => throw new GraphQLException("Not today.", "NOT_TODAY"))
            .Field("count", e => (int)e)
            .Field("ticks", e => (int)e)
            .Field("refused", e => (int?)e);
    });

    private async IAsyncEnumerable<object> TicksAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _subscribers);
        try
        {
            await foreach (var tick in Ticks.Reader.ReadAllAsync(cancellationToken)) yield return tick;
        }
        finally
        {
            Interlocked.Decrement(ref _subscribers);
        }
    }
}
