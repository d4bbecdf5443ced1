namespace PortfolioGraph.Benchmarks.Workload;

/// <summary>A JSON value as it stands in a provider's answer, quotes and escapes included: what is only passed on is copied, never decoded.</summary>
internal readonly struct JsonText(ReadOnlyMemory<byte> utf8) : IEquatable<JsonText>
{
    public ReadOnlyMemory<byte> Utf8 { get; } = utf8;

    public bool Equals(JsonText other) => Utf8.Span.SequenceEqual(other.Utf8.Span);

    public override bool Equals(object? obj) => obj is JsonText other && Equals(other);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(Utf8.Span);
        return hash.ToHashCode();
    }
}
