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

    /// <summary>One list of all wallets, for <c>platform/list</c>.</summary>
    public static ReadOnlyMemory<byte> Together(IReadOnlyCollection<OkxScope> wallets)
    {
        var body = Begin(wallets);
        WriteList(body, wallets, []);
        return body.WrittenMemory;
    }

    /// <summary>A list for each wallet, for <c>platform/detail</c>.</summary>
    public static ReadOnlyMemory<byte> OneByOne(string platform, IReadOnlyCollection<OkxScope> wallets)
    {
        var (body, chains) = (Begin(wallets), new Dictionary<string, JsonEncodedText>());
        body.Write("{\"analysisPlatformId\":\""u8);
        body.Write(JsonEncodedText.Encode(platform).EncodedUtf8Bytes);
        body.Write("\",\"accountIdInfoList\":["u8);
        var isFirst = true;
        foreach (var wallet in wallets)
        {
            if (!isFirst)
                body.Write(","u8);
            isFirst = false;
            WriteList(body, [wallet], chains);
        }
        body.Write("]}"u8);
        return body.WrittenMemory;
    }

    private static ArrayBufferWriter<byte> Begin(IReadOnlyCollection<OkxScope> wallets) => new(Room + wallets.Sum(wallet => wallet.Chains.Count * BytesOfAPair));

    /// <param name="chains">Their texts as they are written, as far as they have been.</param>
    private static void WriteList(ArrayBufferWriter<byte> body, IEnumerable<OkxScope> wallets, Dictionary<string, JsonEncodedText> chains)
    {
        body.Write("{\"walletAddressList\":["u8);
        var isFirst = true;
        foreach (var wallet in wallets)
        {
            var address = JsonEncodedText.Encode(wallet.Wallet.Value);
            foreach (var chain in wallet.Chains)
            {
                if (!chains.TryGetValue(chain, out var encoded))
                    chains.Add(chain, encoded = JsonEncodedText.Encode(chain));
                body.Write(isFirst ? "{\"chainId\":\""u8 : ",{\"chainId\":\""u8);
                isFirst = false;
                body.Write(encoded.EncodedUtf8Bytes);
                body.Write("\",\"walletAddress\":\""u8);
                body.Write(address.EncodedUtf8Bytes);
                body.Write("\"}"u8);
            }
        }
        body.Write("]}"u8);
    }
}
