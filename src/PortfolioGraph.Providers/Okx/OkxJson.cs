using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using PortfolioGraph.Providers.Http;

namespace PortfolioGraph.Providers.Okx;

/// <summary>Reading and writing of the wire records. Every string may come as a number and the other way round.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters =
    [
        typeof(TextJsonConverter), typeof(DecimalJsonConverter), typeof(BooleanJsonConverter), typeof(UnixMillisecondsJsonConverter),
        typeof(ListJsonConverter<OkxTokenAsset>), typeof(ListJsonConverter<OkxWalletPlatforms>), typeof(ListJsonConverter<OkxPlatform>),
        typeof(ListJsonConverter<OkxPlatformNetwork>), typeof(ListJsonConverter<OkxTokenAddress>), typeof(ListJsonConverter<OkxWalletDetail>),
        typeof(ListJsonConverter<OkxNetworkHolding>), typeof(ListJsonConverter<OkxInvestment>), typeof(ListJsonConverter<OkxDefiToken>),
        typeof(ListJsonConverter<OkxRewardGroup>), typeof(ListJsonConverter<OkxMarket>), typeof(ListJsonConverter<OkxMarketAsset>),
        typeof(ListJsonConverter<OkxRangedPosition>), typeof(ListJsonConverter<OkxFee>),
    ])]
[JsonSerializable(typeof(OkxTokenAssets))]
[JsonSerializable(typeof(OkxPlatformList))]
[JsonSerializable(typeof(OkxPlatformDetail))]
[JsonSerializable(typeof(OkxInvestment))]
[JsonSerializable(typeof(OkxSupportedChain))]
[JsonSerializable(typeof(OkxInvestmentRequest))]
[JsonSerializable(typeof(OkxTokenBalancesRequest))]
[JsonSerializable(typeof(OkxTokenBalancesRequestV6))]
internal sealed partial class OkxJson : JsonSerializerContext
{
    private static readonly TextJsonConverter Text = new();

    /// <exception cref="JsonException">The data has another shape.</exception>
    public static IReadOnlyList<TItem> ReadItems<TItem>(ReadOnlySpan<byte> data)
        where TItem : class
    {
        var reader = new Utf8JsonReader(data);
        reader.Read();
        return ReadItems<TItem>(ref reader);
    }

    /// <summary>Reads from the first token of the data to its last. Where the data has another shape, the reader stays where it is.</summary>
    public static bool TryReadItems<TItem>(ref Utf8JsonReader reader, [NotNullWhen(true)] out IReadOnlyList<TItem>? items)
        where TItem : class
    {
        var start = reader;
        try
        {
            items = ReadItems<TItem>(ref reader);
            return true;
        }
        catch (JsonException)
        {
            reader = start;
            items = null;
            return false;
        }
    }

    private static IReadOnlyList<TItem> ReadItems<TItem>(ref Utf8JsonReader reader)
        where TItem : class
    {
        try
        {
            return new ListJsonConverter<TItem>().Read(ref reader, typeof(IReadOnlyList<TItem>), Default.Options);
        }
        catch (InvalidOperationException invalid)
        {
            throw new JsonException("a text that is none", invalid);
        }
    }

    /// <summary>The text of a string, number or boolean; null for anything else.</summary>
    public static string? ReadText(ref Utf8JsonReader reader) =>
        reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray ? null : Text.Read(ref reader, typeof(string), Default.Options);
}
