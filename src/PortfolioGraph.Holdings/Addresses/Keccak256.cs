using System.Buffers.Binary;
using System.Numerics;

namespace PortfolioGraph.Holdings.Addresses;

/// <summary>Keccak-256 as Ethereum uses it: the padding of the original submission, not that of SHA3-256, which .NET has.</summary>
internal static class Keccak256
{
    private const int Lanes = 25;
    private const int Rate = 136;

    // Round constants of Keccak-f[1600].
    private static readonly ulong[] Iota =
    [
        0x0000000000000001, 0x0000000000008082, 0x800000000000808A, 0x8000000080008000, 0x000000000000808B, 0x0000000080000001,
        0x8000000080008081, 0x8000000000008009, 0x000000000000008A, 0x0000000000000088, 0x0000000080008009, 0x000000008000000A,
        0x000000008000808B, 0x800000000000008B, 0x8000000000008089, 0x8000000000008003, 0x8000000000008002, 0x8000000000000080,
        0x000000000000800A, 0x800000008000000A, 0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008,
    ];

    // Where each step of rho and pi moves a lane to, and by how many bits it is rotated: the triangular numbers.
    private static ReadOnlySpan<byte> Pi => [10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1];

    private static ReadOnlySpan<byte> Rho => [1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44];

    /// <summary>The 32 bytes of the hash.</summary>
    public static byte[] Hash(ReadOnlySpan<byte> data)
    {
        Span<ulong> state = stackalloc ulong[Lanes];
        state.Clear();
        while (data.Length >= Rate)
        {
            Absorb(state, data[..Rate]);
            data = data[Rate..];
        }

        Span<byte> last = stackalloc byte[Rate];
        last.Clear();
        data.CopyTo(last);
        last[data.Length] = 0x01;
        last[^1] |= 0x80;
        Absorb(state, last);

        var hash = new byte[32];
        for (var i = 0; i < 4; i++)
            BinaryPrimitives.WriteUInt64LittleEndian(hash.AsSpan(i * 8), state[i]);
        return hash;
    }

    private static void Absorb(Span<ulong> state, ReadOnlySpan<byte> block)
    {
        for (var i = 0; i < Rate / 8; i++)
            state[i] ^= BinaryPrimitives.ReadUInt64LittleEndian(block[(i * 8)..]);
        foreach (var constant in Iota)
            Round(state, constant);
    }

    private static void Round(Span<ulong> state, ulong constant)
    {
        // Theta: each lane takes the parity of two neighbouring columns.
        var p0 = state[0] ^ state[5] ^ state[10] ^ state[15] ^ state[20];
        var p1 = state[1] ^ state[6] ^ state[11] ^ state[16] ^ state[21];
        var p2 = state[2] ^ state[7] ^ state[12] ^ state[17] ^ state[22];
        var p3 = state[3] ^ state[8] ^ state[13] ^ state[18] ^ state[23];
        var p4 = state[4] ^ state[9] ^ state[14] ^ state[19] ^ state[24];
        var (d0, d1, d2) = (p4 ^ BitOperations.RotateLeft(p1, 1), p0 ^ BitOperations.RotateLeft(p2, 1), p1 ^ BitOperations.RotateLeft(p3, 1));
        var (d3, d4) = (p2 ^ BitOperations.RotateLeft(p4, 1), p3 ^ BitOperations.RotateLeft(p0, 1));
        for (var y = 0; y < Lanes; y += 5)
        {
            state[y] ^= d0;
            state[y + 1] ^= d1;
            state[y + 2] ^= d2;
            state[y + 3] ^= d3;
            state[y + 4] ^= d4;
        }

        // Rho and pi: walk the lanes (all but the first), each taking the place of the next.
        var moving = state[1];
        for (var step = 0; step < Pi.Length; step++)
            (moving, state[Pi[step]]) = (state[Pi[step]], BitOperations.RotateLeft(moving, Rho[step]));

        // Chi: the only step that is not linear, row by row.
        for (var y = 0; y < Lanes; y += 5)
        {
            var (a, b, c, d, e) = (state[y], state[y + 1], state[y + 2], state[y + 3], state[y + 4]);
            state[y] = a ^ (~b & c);
            state[y + 1] = b ^ (~c & d);
            state[y + 2] = c ^ (~d & e);
            state[y + 3] = d ^ (~e & a);
            state[y + 4] = e ^ (~a & b);
        }

        state[0] ^= constant;
    }
}
