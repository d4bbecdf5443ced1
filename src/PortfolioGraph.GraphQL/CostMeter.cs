namespace PortfolioGraph.GraphQL;

/// <summary>What the operations of one HTTP request (several where it is a batch) cost together. Not for use by several threads at a time.</summary>
public sealed class CostMeter
{
    /// <summary>As <see cref="Limits.CostAnalyzer"/> prices them; stops at <see cref="int.MaxValue"/>. Operations that were refused for their cost are in it.</summary>
    public int Total { get; private set; }

    internal void Add(int cost) => Total = (int)Math.Min((long)Total + cost, int.MaxValue);
}
