namespace PortfolioGraph.Sandbox.Faults;

/// <summary>One way for a provider to misbehave. Members combine: first the delay, then the hang, then the answer.</summary>
public sealed record Fault
{
    /// <summary>Only requests whose path starts with this; null for all.</summary>
    public string? PathPrefix { get; init; }

    /// <summary>OKX: only requests that ask for one of these networks, by OKX's number; null for all.</summary>
    public IReadOnlyList<string>? Chains { get; init; }

    /// <summary>How many requests it hits before it clears itself; null for every one until it is cleared.</summary>
    public int? Requests { get; init; }

    /// <summary>Milliseconds to wait before answering.</summary>
    public int DelayMs { get; init; }

    /// <summary>Never answer: hold the request until the client goes away.</summary>
    public bool Hang { get; init; }

    /// <summary>The HTTP status, in place of the one that belongs to the answer.</summary>
    public int? Status { get; init; }

    /// <summary>A <c>Retry-After</c> header in seconds.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>
    /// The provider's own error. OKX: a code such as <c>50011</c>, in the envelope of the endpoint, with HTTP 200 unless
    /// <see cref="Status"/> says otherwise. Mesh: a <c>content.status</c> (<c>failed</c>, <c>notAuthorized</c>) or an
    /// envelope status (<c>tooManyRequest</c>, <c>serverFailure</c> …). Neptune: an error <c>kind</c>.
    /// </summary>
    public string? Code { get; init; }

    /// <summary>OKX: the text that goes with <see cref="Code"/>, in place of the usual one.</summary>
    public string? Message { get; init; }

    /// <summary>How far the provider's clock is ahead, negative for behind: in its <c>Date</c> header, and where OKX checks a timestamp.</summary>
    public int ClockAheadSeconds { get; init; }

    /// <summary>What happens to the bytes.</summary>
    public FaultBody Body { get; init; }
}
