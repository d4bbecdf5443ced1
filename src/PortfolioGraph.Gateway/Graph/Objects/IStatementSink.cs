using PortfolioGraph.Holdings.Networks;
using PortfolioGraph.Holdings.Platforms;
using PortfolioGraph.Holdings.Tokens;

namespace PortfolioGraph.Gateway.Graph.Objects;

/// <summary>Takes what providers say of tokens, networks and platforms.</summary>
internal interface IStatementSink
{
    void Add(Token said, StatementSource source);

    void Add(Network said, StatementSource source);

    void Add(Platform said, StatementSource source);
}
