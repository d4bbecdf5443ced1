namespace PortfolioGraph.Holdings.Positions;

public enum NftOrderSide
{
    Buy,
    Sell,
}
