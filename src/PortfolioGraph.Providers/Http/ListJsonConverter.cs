using System.Text.Json;
using System.Text.Json.Serialization;

namespace PortfolioGraph.Providers.Http;

/// <summary>
/// A list that may come as an array, as one object alone, or as null: never null when read.
/// Null items are left out; a list of nothing else has lost what it held.
/// </summary>
internal sealed class ListJsonConverter<T> : JsonConverter<IReadOnlyList<T>>
    where T : class
{
    public override bool HandleNull => true;

    public override IReadOnlyList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        // Not JsonSerializer.Deserialize, which reads over a value before it reads it: what lies in four lists would be read five times.
        var item = (JsonConverter<T>)options.GetTypeInfo(typeof(T)).Converter;
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return [];
            case JsonTokenType.StartObject:
                return item.Read(ref reader, typeof(T), options) is { } single ? [single] : [];
            case JsonTokenType.StartArray:
                var items = new List<T>();
                var isWithNulls = false;
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    if (reader.TokenType != JsonTokenType.Null && item.Read(ref reader, typeof(T), options) is { } next)
                        items.Add(next);
                    else
                        isWithNulls = true;
                }
                if (isWithNulls && items.Count == 0)
                    throw new JsonException("a list of nulls");
                return items;
            default:
                throw new JsonException("expected a list");
        }
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<T> value, JsonSerializerOptions options) => throw new NotSupportedException();
}
