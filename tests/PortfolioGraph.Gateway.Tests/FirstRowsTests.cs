using PortfolioGraph.Gateway.Graph.Lists;

namespace PortfolioGraph.Gateway.Tests;

public sealed class FirstRowsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(50)]
    [InlineData(101)]
    public void Of_GivesTheFirstRowsOfAFullSort(int count)
    {
        var random = new Random(count);
        for (var round = 0; round < 200; round++)
        {
            // Few different values, so that many are equal in the first field; the second tells them apart.
            var rows = Enumerable.Range(0, 101).Select(i => (Value: random.Next(12), Key: i)).ToArray();
            random.Shuffle(rows);
            var expected = rows.OrderByDescending(r => r.Value).ThenBy(r => r.Key).ToArray();
            var before = rows.ToArray();
            FirstRows.Of(rows, count, (a, b) => b.Value.CompareTo(a.Value) is not 0 and var byValue ? byValue : a.Key.CompareTo(b.Key))
                .ShouldBe(expected.Take(count));
            rows.ShouldBe(before);
        }
    }
}
