namespace PortfolioGraph.GraphQL;

/// <summary>What the operations of one HTTP request (several where it is a batch) cost together. Not for use by several threads at a time.</summary>
public sealed class CostMeter
{
    /// <summary>As <see cref="Limits.CostAnalyzer"/> prices them; stops at <see cref="int.MaxValue"/>. Operations that were refused for their cost are in it.</summary>
    public int Total { get; private set; }

    /// <summary>What the operations together may cost, where that is less than the server allows; null is no limit of its own.</summary>
    public int? Maximum { get; init; }

    /// <summary>Is told the cost of each operation that is let through, before it runs.</summary>
    public Action<int>? Charged { get; init; }

    internal void Add(int cost) => Total = (int)Math.Min((long)Total + cost, int.MaxValue);
}
