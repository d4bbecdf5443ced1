using Microsoft.AspNetCore.Http;

namespace PortfolioGraph.GraphQL.AspNetCore.Settings;

/// <summary>How GraphQL is served over HTTP. The defaults are safe for the open internet.</summary>
/// <remarks>
/// Against cross-site request forgery: what a page of another site can make a browser send without asking first (a CORS preflight) never
/// changes anything. POST takes <c>application/json</c> only, which a form cannot send and which a script must ask for. GET runs queries
/// only, which have no effects, and their answers carry no CORS header, so the other site cannot read them. A GET with another content type
/// than <c>application/json</c> is refused, because no GraphQL client sends one. Compressed request bodies are refused too: a small one can
/// become a huge one.
/// </remarks>
public sealed record GraphQLHttpOptions
{
    public StatusProfile StatusProfile { get; init; } = StatusProfile.Audit;

    /// <summary>The largest body of a POST, in bytes; a larger one is answered 413. The length of a URL is limited by the server (Kestrel: 8 KB).</summary>
    public int MaxRequestBytes { get; init; } = 1_048_576;

    /// <summary>The deepest nesting of the JSON of a request, variables included; a deeper one is answered 400.</summary>
    public int MaxJsonDepth { get; init; } = 64;

    /// <summary>The most requests in one body (a JSON array, answered by an array). 0 refuses arrays.</summary>
    public int MaxBatchSize { get; init; }

    /// <summary>
    /// Takes a GET only with a <c>GraphQL-Require-Preflight</c> header or the content type <c>application/json</c>. Needed only where the mere
    /// cost of a query, sent by other people's browsers, would be a nuisance; see the remarks for why GET is safe without.
    /// </summary>
    public bool RequirePreflightOnGet { get; init; }

    /// <summary>
    /// Origins whose pages may call with a browser, such as <c>https://app.example.org</c>, without a slash at the end; <c>*</c> is all.
    /// None by default: no CORS headers at all.
    /// </summary>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    /// <summary>Headers of answers that such pages may read beside those that this library sets: what the program around it sets itself.</summary>
    public IReadOnlyList<string> ExposedHeaders { get; init; } = [];

    /// <summary>
    /// Asked of each request before anything of it is read; false: it is not let in, and is answered already. Browsers that only ask for
    /// permission (CORS) are answered without, because they may not say yet who sends them.
    /// </summary>
    public Func<HttpContext, ValueTask<bool>>? Admit { get; init; }

    /// <summary>
    /// An execution (of all requests of a batch) that takes longer is cancelled and answered 408 with the code <c>TIMEOUT</c>. Resolvers see
    /// the cancellation by their token; one that looks away holds up the answer. Waiting for a turn counts. Null: no limit.
    /// </summary>
    public TimeSpan? ExecutionTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The most HTTP requests that are executed at a time. A request whose body is still on its way does not count. 0 is no limit.</summary>
    public int MaxConcurrentRequests { get; init; } = 64;

    /// <summary>The most HTTP requests that wait for their turn; one more is answered 503 with the code <c>OVERLOADED</c>.</summary>
    public int MaxWaitingRequests { get; init; } = 256;

    /// <summary>The most characters of a GET's parameters, decoded; more are answered 414. 0 is no limit but the server's own on URLs (Kestrel: 8 KB).</summary>
    public int MaxGetCharacters { get; init; } = 4_096;

    /// <summary>The longest answer to a GET, in bytes. 0: as long as that to a POST.</summary>
    public int MaxGetResponseBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>How long a client may take to receive a piece of an answer (64 KB, or what is left of it); who takes longer is disconnected.</summary>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// What the buffers of all answers that are written or sent may take together, in bytes; an answer that finds no room is refused with 503 and the
    /// code <c>OVERLOADED</c>, and those are disconnected who take longer than <see cref="SendTimeout"/> for a whole answer. 0 is no limit.
    /// </summary>
    public long MaxBytesInFlight { get; init; } = 256L * 1024 * 1024;

    /// <summary>The schema's text for <c>GET ?sdl</c>. Null: not served, and the parameter means nothing.</summary>
    public string? Sdl { get; init; }

    /// <summary>
    /// The HTML page for browsers: a GET that prefers <c>text/html</c>, such as <see cref="Ide.ExplorerPage.Html"/>. Null: no page; such a GET
    /// is then handled like any other, which for a browser's address line means an error that the query is missing, and 406 where nothing
    /// but <c>text/html</c> is accepted.
    /// </summary>
    public string? IdePage { get; init; }

    public StreamOptions Streams { get; init; } = new();

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
