namespace PortfolioGraph.Sandbox.Wire;

/// <summary>An answer before it goes out, and before a fault may spoil it.</summary>
internal sealed record Reply(int Status, ReadOnlyMemory<byte> Body)
{
    /// <summary>A status with no body at all.</summary>
    public static Reply Bare(int status) => new(status, default);
}
