namespace PortfolioGraph.Holdings.Numbers;

/// <summary>What happens to the digits that a shorter scale has no room for.</summary>
public enum Rounding
{
    /// <summary>To the nearest value; a tie goes to the even neighbour.</summary>
    HalfEven,

    /// <summary>Towards zero: the digits are cut off.</summary>
    Down,
}
