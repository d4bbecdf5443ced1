using System.Text.Json;
using System.Text.Json.Serialization;
using PortfolioGraph.Holdings.Numbers;
using PortfolioGraph.Providers.Http;

namespace PortfolioGraph.Providers.Neptune;

/// <summary>A price in USD: beside balances a number in a string, in Neptune's price list an object that also says when it was updated. Both are read everywhere.</summary>
[JsonConverter(typeof(Converter))]
internal sealed record NeptuneWirePrice(BigDecimal? Price, DateTimeOffset? LastUpdatedAt)
{
    internal sealed class Converter : JsonConverter<NeptuneWirePrice>
    {
        private static readonly DecimalJsonConverter Numbers = new();

        public override NeptuneWirePrice? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
                return new NeptuneWirePrice(Numbers.Read(ref reader, typeof(BigDecimal?), options), null);

            BigDecimal? price = null;
            DateTimeOffset? updated = null;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("price"u8))
                {
                    reader.Read();
                    price = Numbers.Read(ref reader, typeof(BigDecimal?), options);
                    continue;
                }
                if (reader.ValueTextEquals("last_updated_at"u8))
                {
                    reader.Read();
                    updated = ZonedTime.Read(ref reader);
                }
                reader.Skip();
            }
            return new NeptuneWirePrice(price, updated);
        }

        public override void Write(Utf8JsonWriter writer, NeptuneWirePrice value, JsonSerializerOptions options) => throw new NotSupportedException();
    }
}
