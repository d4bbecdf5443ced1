using System.Collections.Frozen;

namespace PortfolioGraph.Sandbox.Data;

/// <summary>The addresses and accounts that hold nothing anywhere: one a family.</summary>
internal static class Empty
{
    private static readonly FrozenSet<string> Owners =
    [
        "0x000000000000000000000000000000000000dead",
        "1111111111111111111114oLvT2",
        "11111111111111111111111111111111",
        "T9yD14Nj9j7xAB4dbGeiX9h8unkKHxuWwb",
        "EQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAM9c",
        "0x0000000000000000000000000000000000000000000000000000000000000000",
        "cosmos1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqnrql8a",
        "celestia1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqzf30as",
        "inj1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqe2hm49",
        "00000000-0000-0000-0000-000000000000",
    ];

    public static bool Holds(string owner) => Owners.Contains(owner);
}
