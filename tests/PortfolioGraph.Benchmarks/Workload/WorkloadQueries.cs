namespace PortfolioGraph.Benchmarks.Workload;

/// <summary>The lab's queries, for the suites and tests. The server does not know them.</summary>
internal static class WorkloadQueries
{
    public const string Q1 = "{ wallets(first: 1) { id } }";

    public const string Q2 = $"{{ wallets(first: 20) {Fields} }}";

    public const string Q3 = $"{{ wallets(first: 200) {Fields} }}";

    public const string Fields =
        "{ id address tokenBalances { symbol amount value network { name } } platforms { name value positions { name kind value assets { symbol amount } } } }";
}
