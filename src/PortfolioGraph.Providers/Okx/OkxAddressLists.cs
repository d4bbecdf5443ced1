using System.Buffers;
using System.Text.Json;

namespace PortfolioGraph.Providers.Okx;

/// <summary>
/// The bodies of the DeFi calls: every address once for each of its chains, which are thousands of pairs. So they are written as they are,
/// and not made as objects first.
/// </summary>
internal static class OkxAddressLists
{
    // A pair without its address. A buffer that is large enough need not grow; where an estimate is too low, it does.
    private const int BytesOfAPair = 46;
    private const int Room = 512;

    /// <summary>One list of all wallets, for <c>platform/list</c>.</summary>
    public static ReadOnlyMemory<byte> Together(OkxApiVersion version, IReadOnlyCollection<OkxScope> wallets)
    {
        var body = Begin(wallets);
        body.Write("{"u8);
        WriteList(body, version, wallets);
        body.Write("}"u8);
        return body.WrittenMemory;
    }

    /// <summary>One list of all wallets, and the platform on each of their chains, for version 6's <c>platform/detail</c>.</summary>
    public static ReadOnlyMemory<byte> OnPlatform(string platform, IReadOnlyCollection<OkxScope> wallets)
    {
        var body = Begin(wallets);
        body.Write("{"u8);
        WriteList(body, OkxApiVersion.V6, wallets);
        body.Write(",\"platformList\":["u8);
        var id = JsonEncodedText.Encode(platform).EncodedUtf8Bytes;
        foreach (var (index, chain) in wallets.SelectMany(wallet => wallet.Chains).Distinct().Index())
        {
            body.Write(index > 0 ? ",{\"analysisPlatformId\":\""u8 : "{\"analysisPlatformId\":\""u8);
            body.Write(id);
            body.Write("\",\"chainIndex\":\""u8);
            body.Write(JsonEncodedText.Encode(chain).EncodedUtf8Bytes);
            body.Write(Tail);
        }
        body.Write("]}"u8);
        return body.WrittenMemory;
    }

    /// <summary>A list for each wallet, for version 5's <c>platform/detail</c>.</summary>
    public static ReadOnlyMemory<byte> OneByOne(string platform, IReadOnlyCollection<OkxScope> wallets)
    {
        var body = Begin(wallets);
        body.Write("{\"analysisPlatformId\":\""u8);
        body.Write(JsonEncodedText.Encode(platform).EncodedUtf8Bytes);
        body.Write("\",\"accountIdInfoList\":["u8);
        foreach (var (index, wallet) in wallets.Index())
        {
            body.Write(index > 0 ? ",{"u8 : "{"u8);
            WriteList(body, OkxApiVersion.V5, [wallet]);
            body.Write("}"u8);
        }
        body.Write("]}"u8);
        return body.WrittenMemory;
    }

    private static ArrayBufferWriter<byte> Begin(IReadOnlyCollection<OkxScope> wallets) =>
        new(Room + wallets.Sum(wallet => wallet.Chains.Count * (wallet.Wallet.Value.Length + BytesOfAPair)));

    private static void WriteList(ArrayBufferWriter<byte> body, OkxApiVersion version, IEnumerable<OkxScope> wallets)
    {
        body.Write("\"walletAddressList\":["u8);
        IReadOnlyList<string>? chains = null;
        byte[][] heads = [];
        var comma = 0;
        foreach (var wallet in wallets)
        {
            // Wallets of one family mostly have one list.
            if (!ReferenceEquals(wallet.Chains, chains))
                (chains, heads) = (wallet.Chains, [.. wallet.Chains.Select(chain => Head(version, chain))]);
            var address = JsonEncodedText.Encode(wallet.Wallet.Value).EncodedUtf8Bytes;
            foreach (var head in heads)
            {
                var rest = head.AsSpan(1 - comma);
                var pair = body.GetSpan(rest.Length + address.Length + Tail.Length);
                rest.CopyTo(pair);
                address.CopyTo(pair[rest.Length..]);
                Tail.CopyTo(pair[(rest.Length + address.Length)..]);
                body.Advance(rest.Length + address.Length + Tail.Length);
                comma = 1;
            }
        }
        body.Write("]"u8);
    }

    private static ReadOnlySpan<byte> Tail => "\"}"u8;

    /// <summary>A pair up to its address, with the comma before it.</summary>
    private static byte[] Head(OkxApiVersion version, string chain) =>
    [
        .. version == OkxApiVersion.V6 ? ",{\"chainIndex\":\""u8 : ",{\"chainId\":\""u8,
        .. JsonEncodedText.Encode(chain).EncodedUtf8Bytes,
        .. "\",\"walletAddress\":\""u8,
    ];
}
