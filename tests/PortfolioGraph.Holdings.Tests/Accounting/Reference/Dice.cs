namespace PortfolioGraph.Holdings.Tests.Accounting.Reference;

/// <summary>Chance that a seed decides.</summary>
internal sealed class Dice(int seed)
{
    private static readonly string[] Prices =
        ["0", "1", "2", "0.3333", "2000", "1350.07", "99.125", "0.000000123456789", "123456789.000000000000000001", "100"];
    private static readonly string[] Amounts = ["1", "0.16", "0.100325", "50", "3.000000000000000001", "12.50", "1000000"];

    private readonly Random _random = new(seed);

    public int Next(int count) => _random.Next(count);

    public bool Chance(int percent) => _random.Next(100) < percent;

    public T OneOf<T>(params T[] values) => values[_random.Next(values.Length)];

    public string Price() => OneOf(Prices);

    public string Amount() => OneOf(Amounts);

    public IReadOnlyList<T> Shuffled<T>(IEnumerable<T> values)
    {
        var shuffled = values.ToArray();
        _random.Shuffle(shuffled);
        return shuffled;
    }

    /// <summary>Each with a chance of a half.</summary>
    public IReadOnlyList<T> Some<T>(params T[] values) => [.. values.Where(_ => Chance(50))];
}
