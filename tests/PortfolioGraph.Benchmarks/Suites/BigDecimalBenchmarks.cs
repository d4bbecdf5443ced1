using System.Globalization;
using BenchmarkDotNet.Attributes;
using PortfolioGraph.Holdings.Numbers;

namespace PortfolioGraph.Benchmarks.Suites;

/// <summary>Exact arithmetic on numbers as providers send them; the sum is that of a portfolio's values.</summary>
[MemoryDiagnoser]
public class BigDecimalBenchmarks
{
    private readonly BigDecimal _amount = BigDecimal.Parse("0.07210371955388872");
    private readonly BigDecimal _price = BigDecimal.Parse("2650.43");
    private readonly byte[] _buffer = new byte[64];

    private readonly BigDecimal[] _values =
        [.. Enumerable.Range(0, 1000).Select(i => BigDecimal.Parse($"{i}.{(i * 7919L).ToString(CultureInfo.InvariantCulture)}"))];

    [Benchmark]
    public BigDecimal Parse() => BigDecimal.Parse("0.07210371955388872"u8);

    [Benchmark]
    public BigDecimal Multiply() => _amount * _price;

    [Benchmark]
    public BigDecimal Divide() => BigDecimal.Divide(_amount, _price, 18, Rounding.HalfEven);

    [Benchmark]
    public BigDecimal SumOf1000() => BigDecimal.Sum(_values);

    [Benchmark]
    public int Format()
    {
        _amount.TryFormat(_buffer, out var written);
        return written;
    }
}
