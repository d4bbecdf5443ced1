namespace PortfolioGraph.Holdings.Addresses;

/// <summary>CRC-16/XMODEM: polynomial 0x1021, starting from zero. The checksum of TON addresses.</summary>
internal static class Crc16
{
    /// <summary>The checksum of the bytes.</summary>
    public static ushort Compute(ReadOnlySpan<byte> data)
    {
        ushort crc = 0;
        foreach (var b in data)
        {
            crc ^= (ushort)(b << 8);
            for (var bit = 0; bit < 8; bit++)
                crc = (ushort)((crc & 0x8000) != 0 ? (crc << 1) ^ 0x1021 : crc << 1);
        }
        return crc;
    }
}
