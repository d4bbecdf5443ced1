namespace PortfolioGraph.Holdings.Tests.Ids;

/// <summary>Texts that spoil what is joined from them: separators, escapes that are none, blanks, other scripts, halves of characters, nothing.</summary>
internal sealed class NastyTexts(int seed)
{
    private static readonly string[] Pieces =
    [
        "", "a", "A", "0", "42", "@", "%", "|", "/", ":", ",", "#", "~", "+", "-", " ", "\t", "\n", "\0", "\u0085", "%25", "%7C", "%40", "%u", "%uD83D", "%2", "native",
        "symbol", "mesh", "okx", "ä", "ß", "中", "🍕", "\ud83c", "\udf55", "e\u0301", "\u202e", "eip155:1", "0x11", "~A", "é",
    ];

    private readonly Random _random = new(seed);

    public string Next() => string.Concat(Enumerable.Range(0, _random.Next(5)).Select(_ => Pieces[_random.Next(Pieces.Length)]));

    public string[] Parts() => [.. Enumerable.Range(0, _random.Next(1, 5)).Select(_ => Next())];

    public int? Number() => _random.Next(3) == 0 ? null : _random.Next(-50_000, 50_000);

    public int Below(int bound) => _random.Next(bound);

    public T OneOf<T>(params ReadOnlySpan<T> values) => values[_random.Next(values.Length)];
}
