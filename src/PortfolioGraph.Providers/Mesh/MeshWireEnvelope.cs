using System.Text.Json;
using System.Text.Json.Serialization;

namespace PortfolioGraph.Providers.Mesh;

/// <summary>What every answer of Mesh is wrapped in. <paramref name="Status"/> is <c>ok</c> also in some answers that fail by HTTP status.</summary>
internal sealed record MeshWireEnvelope<T>(string? Status, string? Message, string? DisplayMessage, string? ErrorType)
    where T : MeshWireContent
{
    public T? Content { get; set => field = field is null ? value : throw new JsonException("content that is there twice"); }
}

/// <summary>The second status, inside the first: null, or <c>succeeded</c>, <c>failed</c>, <c>notAuthorized</c>.</summary>
internal abstract record MeshWireContent
{
    public string? Status { get; init; }

    public string? ErrorMessage { get; init; }

    public string? DisplayMessage { get; init; }

    /// <summary>Whether a list is not there.</summary>
    [JsonIgnore]
    public abstract bool IsAbsent { get; }

    /// <summary>Whether there is nothing of what the documents promise.</summary>
    [JsonIgnore]
    public virtual bool IsEmpty => false;

    /// <summary>What the lists are called on the wire.</summary>
    [JsonIgnore]
    public abstract string[] Lists { get; }
}
