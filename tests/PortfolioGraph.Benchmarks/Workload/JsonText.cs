using System.Runtime.InteropServices;

namespace PortfolioGraph.Benchmarks.Workload;

/// <summary>A JSON value as it stands in a provider's answer, quotes and escapes included: what is only passed on is copied, never decoded.</summary>
internal readonly struct JsonText(byte[] json, int start, int length) : IEquatable<JsonText>
{
    public JsonText(byte[] json)
        : this(json, 0, json.Length)
    {
    }

    public ReadOnlySpan<byte> Utf8 => new(json, start, length);

    public bool Equals(JsonText other) => Utf8.SequenceEqual(other.Utf8);

    public override bool Equals(object? obj) => obj is JsonText other && Equals(other);

    public override int GetHashCode()
    {
        // Keys are short ids: eight bytes at a time.
        var rest = Utf8;
        var hash = (ulong)rest.Length;
        for (; rest.Length >= sizeof(ulong); rest = rest[sizeof(ulong)..]) hash = (hash ^ MemoryMarshal.Read<ulong>(rest)) * 0x9E3779B97F4A7C15;
        foreach (var b in rest) hash = (hash ^ b) * 0x9E3779B97F4A7C15;
        return (int)(hash >> 32);
    }
}
