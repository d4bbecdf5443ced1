using PortfolioGraph.Holdings.Accounting;

namespace PortfolioGraph.Gateway.Graph.Lists;

/// <summary>A row of a connection with its cursor.</summary>
internal sealed record Edge<TRow>(string Cursor, TRow Node) : ILedgerReader;
