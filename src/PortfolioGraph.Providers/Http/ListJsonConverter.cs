using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace PortfolioGraph.Providers.Http;

/// <summary>A list that may come as an array, as one object alone, or not at all (null): never null when read. Null items are left out.</summary>
internal sealed class ListJsonConverter<T> : JsonConverter<IReadOnlyList<T>>
    where T : class
{
    public override bool HandleNull => true;

    public override IReadOnlyList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var item = (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return [];
            case JsonTokenType.StartObject:
                return JsonSerializer.Deserialize(ref reader, item) is { } single ? [single] : [];
            case JsonTokenType.StartArray:
                var items = new List<T>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    if (JsonSerializer.Deserialize(ref reader, item) is { } next)
                        items.Add(next);
                }
                return items;
            default:
                throw new JsonException("expected a list");
        }
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<T> value, JsonSerializerOptions options) => throw new NotSupportedException();
}
