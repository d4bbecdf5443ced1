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
        Span<ulong> parity = stackalloc ulong[5];
        for (var x = 0; x < 5; x++)
            parity[x] = state[x] ^ state[x + 5] ^ state[x + 10] ^ state[x + 15] ^ state[x + 20];
        for (var i = 0; i < Lanes; i++)
            state[i] ^= parity[(i + 4) % 5] ^ BitOperations.RotateLeft(parity[(i + 1) % 5], 1);

        // Rho and pi: walk the lanes (all but the first), rotating by the triangular numbers.
        var moving = state[1];
        for (int step = 1, x = 1, y = 0; step < Lanes; step++)
        {
            (x, y) = (y, (2 * x + 3 * y) % 5);
            (moving, state[x + 5 * y]) = (state[x + 5 * y], BitOperations.RotateLeft(moving, step * (step + 1) / 2));
        }

        // Chi: the only step that is not linear, row by row.
        Span<ulong> row = stackalloc ulong[5];
        for (var y = 0; y < Lanes; y += 5)
        {
            state.Slice(y, 5).CopyTo(row);
            for (var x = 0; x < 5; x++)
                state[y + x] = row[x] ^ (~row[(x + 1) % 5] & row[(x + 2) % 5]);
        }

        state[0] ^= constant;
    }
}
