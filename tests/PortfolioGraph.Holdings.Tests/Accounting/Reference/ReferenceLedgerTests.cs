namespace PortfolioGraph.Holdings.Tests.Accounting.Reference;

/// <summary>Two implementations of one document agree.</summary>
public sealed class ReferenceLedgerTests
{
    public const int Worlds = 800;

    /// <summary>Each batch is a test of its own, so that they run one after the other and say where they are.</summary>
    public static TheoryData<int> Batches => [.. Enumerable.Range(0, 8)];

    [Theory, MemberData(nameof(Batches))]
    public void Close_RandomWorlds_AgreesWithTheDocumentOnEveryValue(int batch)
    {
        var failures = Enumerable.Range(batch * (Worlds / 8), Worlds / 8)
            .Select(seed => WorldGenerator.Make(seed)).Where(w => Differences(w).Count > 0).ToList();

        if (failures.Count > 0)
            Assert.Fail($"Worlds {string.Join(", ", failures.Select(w => w.Seed))} differ.\n\n{Report(failures[0])}");
    }

    /// <summary>The results of the examples stand in the document, where <see cref="AccountingDocumentTests"/> finds them.</summary>
    [Theory, MemberData(nameof(AccountingDocumentTests.Examples), MemberType = typeof(AccountingDocumentTests))]
    public void Close_ExamplesOfTheDocument_AgreeOnEveryValue(string name) =>
        Differences(new World(0, AccountingDocumentTests.Answers[name])).ShouldBeEmpty();

    private static string Report(World world)
    {
        var smallest = WorldShrinker.Shrink(world, w => Differences(w).Count > 0);
        return $"{smallest}\n{string.Join('\n', Differences(smallest))}";
    }

    private static IReadOnlyList<string> Differences(World world) =>
        Statement.Differences(Statement.Of(world.Close()), Statement.Of(new ReferenceLedger(world.Answers)));
}
