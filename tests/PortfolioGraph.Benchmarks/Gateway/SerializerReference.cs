using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using PortfolioGraph.Holdings.Numbers;

namespace PortfolioGraph.Benchmarks.Gateway;

/// <summary>
/// The limit for W2: the same holdings as plain objects, serialized to the same JSON by System.Text.Json with source generation. No query, no
/// HTTP, nothing chosen at run time.
/// </summary>
internal static class SerializerReference
{
    private const int Rounds = 2_000;

    /// <summary>Processor time of one answer, in milliseconds.</summary>
    public static double Measure(byte[] answer)
    {
        var holdings = JsonSerializer.Deserialize(answer, HoldingsJson.Default.Answer)!;
        using var written = new MemoryStream(answer.Length + 1024);
        for (var i = 0; i < Rounds; i++) Write();
        if (!JsonElement.DeepEquals(JsonElement.Parse(written.ToArray()), JsonElement.Parse(answer)))
            throw new InvalidDataException("The reference serializes something else.");

        var process = Process.GetCurrentProcess();
        process.Refresh();
        var before = process.TotalProcessorTime;
        for (var i = 0; i < Rounds; i++) Write();
        process.Refresh();
        return (process.TotalProcessorTime - before).TotalMilliseconds / Rounds;

        void Write()
        {
            written.Position = 0;
            written.SetLength(0);
            JsonSerializer.Serialize(written, holdings, HoldingsJson.Default.Answer);
        }
    }

    internal sealed record Answer(Data Data);

    internal sealed record Data(Wallet[] Wallets);

    internal sealed record Wallet(string? Address, List<PlatformHolding> Platforms, List<Position> Positions);

    internal sealed record List<T>(T[] Nodes);

    internal sealed record PlatformHolding(Platform Platform, BigDecimal? ValueUsd, int? InvestmentCount, NetworkHolding[] Networks);

    internal sealed record NetworkHolding(Network Network, BigDecimal? ValueUsd);

    internal sealed record Platform(string Name, string? Url);

    internal sealed record PlatformName(string Name);

    internal sealed record Network(string Name);

    internal sealed record Position(
        string Name, string Kind, BigDecimal? ValueUsd, PlatformName? Platform, Network? Network, BigDecimal? DebtUsd, BigDecimal? HealthRate, Asset[] Assets);

    internal sealed record Asset(BigDecimal? Amount, BigDecimal? ValueUsd, Token Token);

    internal sealed record Token(string? Symbol, string? Address);

    internal sealed class DecimalConverter : JsonConverter<BigDecimal>
    {
        public override BigDecimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => BigDecimal.Parse(reader.ValueSpan);

        public override void Write(Utf8JsonWriter writer, BigDecimal value, JsonSerializerOptions options)
        {
            Span<byte> text = stackalloc byte[BigDecimal.MaxDigits];
            value.TryFormat(text, out var length);
            writer.WriteStringValue(text[..length]);
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(SerializerReference.DecimalConverter)])]
[JsonSerializable(typeof(SerializerReference.Answer))]
internal sealed partial class HoldingsJson : JsonSerializerContext;
