using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using PortfolioGraph.Holdings.Ids;

namespace PortfolioGraph.Holdings.Addresses;

/// <summary>
/// TON: raw (<c>workchain:64 hex digits</c>), or user-friendly (48 characters of base64 or base64url: tag, workchain, hash, CRC-16).
/// The raw form is canonical, as one account has several friendly ones; the bounceable friendly one is for people.
/// </summary>
internal static class TonAddress
{
    private const int FriendlyLength = 48;
    private const int FriendlyBytes = 36;
    private const int HashBytes = 32;
    private const byte Bounceable = 0x11;
    private const byte NonBounceable = 0x51;
    private const byte TestOnly = 0x80;

    private static readonly string[] FriendlyStarts = ["EQ", "UQ", "Ef", "Uf", "kQ", "0Q", "kf", "0f"];

    /// <summary>Null where it does not look like one.</summary>
    public static AddressCheck? Check(string address)
    {
        var colon = address.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && int.TryParse(address.AsSpan(0, colon), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var workchain)
            ? CheckRaw(workchain, address[(colon + 1)..])
            : CheckFriendly(address);
    }

    private static AddressCheck CheckRaw(int workchain, string hash)
    {
        if (hash.Length != HashBytes * 2 || !hash.All(char.IsAsciiHexDigit))
            return Invalid($"{HashBytes * 2} hex digits follow the workchain");
        return workchain is 0 or -1 ? Valid((sbyte)workchain, Convert.FromHexString(hash)) : Invalid($"there is no workchain {workchain}");
    }

    private static AddressCheck? CheckFriendly(string address)
    {
        var base64 = address.Replace('+', '-').Replace('/', '_');
        if (address.Length != FriendlyLength)
        {
            // Longer than base58 of 32 bytes ever is, so that no Solana address is taken for it.
            return address.Length is > 44 and < 52 && FriendlyStarts.Any(start => address.StartsWith(start, StringComparison.Ordinal))
                ? Invalid($"wrong length: a user-friendly address has {FriendlyLength} characters, not {address.Length}")
                : null;
        }

        Span<byte> bytes = stackalloc byte[FriendlyBytes];
        if (Base64Url.DecodeFromChars(base64, bytes, out _, out var length) != OperationStatus.Done || length != FriendlyBytes)
            return null;
        if (Crc16.Compute(bytes[..^2]) != BinaryPrimitives.ReadUInt16BigEndian(bytes[^2..]))
            return Invalid("checksum: the last two bytes do not match the rest");
        var tag = bytes[0];
        if ((tag & TestOnly) != 0)
            return Invalid("it is for the test network only");
        if (tag is not (Bounceable or NonBounceable))
            return Invalid($"unknown tag 0x{tag:x2}");
        var workchain = (sbyte)bytes[1];
        return workchain is 0 or -1 ? Valid(workchain, bytes.Slice(2, HashBytes)) : Invalid($"there is no workchain {workchain}");
    }

    private static AddressCheck Valid(sbyte workchain, ReadOnlySpan<byte> hash)
    {
        Span<byte> bytes = stackalloc byte[FriendlyBytes];
        bytes[0] = Bounceable;
        bytes[1] = (byte)workchain;
        hash.CopyTo(bytes[2..]);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[^2..], Crc16.Compute(bytes[..^2]));
        return AddressCheck.Valid(ChainFamily.Ton, $"{workchain}:{Convert.ToHexStringLower(hash)}", Base64Url.EncodeToString(bytes));
    }

    private static AddressCheck Invalid(string reason) => AddressCheck.Invalid(ChainFamily.Ton, reason);
}
