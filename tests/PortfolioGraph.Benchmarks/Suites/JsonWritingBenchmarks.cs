using System.Text.Json;
using BenchmarkDotNet.Attributes;
using PortfolioGraph.GraphQL.Json;
using PortfolioGraph.Holdings.Numbers;

namespace PortfolioGraph.Benchmarks.Suites;

/// <summary>The response writer on 1,000 rows of a string, an exact number and an integer, beside <see cref="Utf8JsonWriter"/>.</summary>
[MemoryDiagnoser]
public class JsonWritingBenchmarks
{
    private const int Rows = 1000;

    private static readonly Utf8ResponseWriter Writer = new();

    private readonly System.Buffers.ArrayBufferWriter<byte> _buffer = new(1 << 17);
    private readonly BigDecimal _amount = BigDecimal.Parse("1234.56789");

    [Benchmark]
    public int ResponseWriter()
    {
        Writer.Truncate(0);
        Writer.WriteByte((byte)'[');
        for (var i = 0; i < Rows; i++)
        {
            Writer.WriteRaw(i == 0 ? "{\"symbol\":"u8 : ",{\"symbol\":"u8);
            Writer.WriteString("Wrapped Ether");
            Writer.WriteRaw(",\"amount\":"u8);
            Writer.WriteFormatted(_amount);
            Writer.WriteRaw(",\"decimals\":"u8);
            Writer.WriteInt(i);
            Writer.WriteByte((byte)'}');
        }

        Writer.WriteByte((byte)']');
        return Writer.Length;
    }

    [Benchmark(Baseline = true)]
    public int JsonWriter()
    {
        _buffer.ResetWrittenCount();
        using var writer = new Utf8JsonWriter(_buffer, new JsonWriterOptions { SkipValidation = true });
        Span<byte> number = stackalloc byte[64];
        writer.WriteStartArray();
        for (var i = 0; i < Rows; i++)
        {
            writer.WriteStartObject();
            writer.WriteString("symbol"u8, "Wrapped Ether");
            _amount.TryFormat(number, out var written);
            writer.WriteString("amount"u8, number[..written]);
            writer.WriteNumber("decimals"u8, i);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.Flush();
        return _buffer.WrittenCount;
    }
}
