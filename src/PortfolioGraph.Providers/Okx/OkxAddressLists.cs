using System.Buffers;
using System.Text.Json;

namespace PortfolioGraph.Providers.Okx;

/// <summary>
/// The bodies of the DeFi calls: every address once for each of its chains, which are thousands of pairs. So they are written as they are,
/// and not made as objects first.
/// </summary>
internal static class OkxAddressLists
{
    // A buffer that is large enough need not grow; where an estimate is too low, it does.
    private const int BytesOfAPair = 90;
    private const int Room = 512;

    private static readonly JsonEncodedText AddressList = JsonEncodedText.Encode("walletAddressList");
    private static readonly JsonEncodedText ChainId = JsonEncodedText.Encode("chainId");
    private static readonly JsonEncodedText Address = JsonEncodedText.Encode("walletAddress");

    /// <summary>One list of all wallets, for <c>platform/list</c>.</summary>
    public static ReadOnlyMemory<byte> Together(IReadOnlyCollection<OkxScope> wallets)
    {
        var (buffer, writer) = Begin(wallets);
        using (writer)
            WriteList(writer, wallets);
        return buffer.WrittenMemory;
    }

    /// <summary>A list for each wallet, for <c>platform/detail</c>.</summary>
    public static ReadOnlyMemory<byte> OneByOne(string platform, IReadOnlyCollection<OkxScope> wallets)
    {
        var (buffer, writer) = Begin(wallets);
        using (writer)
        {
            writer.WriteStartObject();
            writer.WriteString("analysisPlatformId"u8, platform);
            writer.WriteStartArray("accountIdInfoList"u8);
            foreach (var wallet in wallets)
                WriteList(writer, [wallet]);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        return buffer.WrittenMemory;
    }

    private static (ArrayBufferWriter<byte>, Utf8JsonWriter) Begin(IReadOnlyCollection<OkxScope> wallets)
    {
        var buffer = new ArrayBufferWriter<byte>(Room + wallets.Sum(wallet => wallet.Chains.Count * BytesOfAPair));
        return (buffer, new Utf8JsonWriter(buffer));
    }

    private static void WriteList(Utf8JsonWriter writer, IEnumerable<OkxScope> wallets)
    {
        writer.WriteStartObject();
        writer.WriteStartArray(AddressList);
        foreach (var wallet in wallets)
        {
            var address = JsonEncodedText.Encode(wallet.Wallet.Value);
            foreach (var chain in wallet.Chains)
            {
                writer.WriteStartObject();
                writer.WriteString(ChainId, chain);
                writer.WriteString(Address, address);
                writer.WriteEndObject();
            }
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
