using PortfolioGraph.GraphQL.Errors;

namespace PortfolioGraph.GraphQL.Requests;

/// <summary>What the operations of one HTTP request (several where it is a batch) cost together. Not for use by several threads at a time.</summary>
public sealed class CostMeter
{
    /// <summary>As <see cref="Limits.CostAnalyzer"/> prices them; stops at <see cref="int.MaxValue"/>. Operations that were refused for their cost are in it.</summary>
    public int Total { get; private set; }

    /// <summary>What the operations together may cost, where that is less than the server allows; null is no limit of its own.</summary>
    public int? Maximum { get; init; }

    /// <summary>
    /// Is asked with the cost of each operation before it runs, and before each event of a subscription but the first. What it returns is why that does
    /// not run; null where it is paid for.
    /// </summary>
    public Func<int, NotPaid?>? Pay { get; init; }

    /// <summary>Why the last operation was not paid for; null where it was.</summary>
    public NotPaid? NotPaid { get; private set; }

    internal GraphQLException? Charge(int cost) => (NotPaid = Pay?.Invoke(cost))?.Exception;

    internal void Add(int cost) => Total = (int)Math.Min((long)Total + cost, int.MaxValue);
}
