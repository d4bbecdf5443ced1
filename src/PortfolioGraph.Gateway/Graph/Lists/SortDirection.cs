namespace PortfolioGraph.Gateway.Graph.Lists;

internal enum SortDirection
{
    Asc,
    Desc,
}
