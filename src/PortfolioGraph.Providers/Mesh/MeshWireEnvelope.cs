namespace PortfolioGraph.Providers.Mesh;

/// <summary>What every answer of Mesh is wrapped in. <paramref name="Status"/> is <c>ok</c> also in some answers that fail by HTTP status.</summary>
internal sealed record MeshWireEnvelope<T>(string? Status, string? Message, string? DisplayMessage, string? ErrorType, T? Content)
    where T : MeshWireContent;

/// <summary>The second status, inside the first: null, or <c>succeeded</c>, <c>failed</c>, <c>notAuthorized</c>.</summary>
internal abstract record MeshWireContent
{
    public string? Status { get; init; }

    public string? ErrorMessage { get; init; }

    public string? DisplayMessage { get; init; }
}
