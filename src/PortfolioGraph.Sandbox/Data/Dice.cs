using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace PortfolioGraph.Sandbox.Data;

/// <summary>Random choices that are the same in every run: they follow from the seed's text alone.</summary>
internal sealed class Dice(string seed)
{
    private ulong _state = BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(seed)));

    /// <summary>From 0 to below <paramref name="limit"/>.</summary>
    public int Below(int limit) => (int)(Next() % (ulong)limit);

    public bool Chance(int percent) => Below(100) < percent;

    /// <summary>A positive number with so many decimals, and with so many digits before the point at most. Its last digit is not zero.</summary>
    public Exact Amount(int wholeDigits, int decimals)
    {
        // 128 bits hold 38 digits, and no amount here has more than 24.
        var unscaled = UInt128.Zero;
        var digits = decimals + 1 + Below(Math.Max(wholeDigits, 1));
        for (var i = 0; i < digits; i++)
            unscaled = unscaled * 10 + (uint)(i == 0 || i == digits - 1 ? 1 + Below(9) : Below(10));
        return new Exact(unscaled, decimals);
    }

    private ulong Next()
    {
        // SplitMix64.
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
