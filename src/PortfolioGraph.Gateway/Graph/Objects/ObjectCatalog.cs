using System.Runtime.CompilerServices;
using PortfolioGraph.Holdings;
using PortfolioGraph.Holdings.Networks;
using PortfolioGraph.Holdings.Platforms;
using PortfolioGraph.Holdings.Tokens;

namespace PortfolioGraph.Gateway.Graph.Objects;

/// <summary>
/// What providers have said of tokens, networks and platforms: the objects that wallets have in common. What one provider does not say of
/// an object another one does, or the same one elsewhere; together they make the one object that an id stands for. Holds
/// only what is public: nothing of a user's holdings, nor of ids that stand for something at one provider's user alone.
/// </summary>
internal sealed class ObjectCatalog : IStatementSink
{
    private static readonly object Seen = new();

    // An answer that comes out of a cache again has been read already.
    private readonly ConditionalWeakTable<WalletAnswer, object> _read = [];

    public StatementStore<Token> Tokens { get; } = new(new TokenRules(), maxObjects: 50_000);

    public StatementStore<Network> Networks { get; } = new(new NetworkRules(), maxObjects: 2_000);

    public StatementStore<Platform> Platforms { get; } = new(new PlatformRules(), maxObjects: 10_000);

    public void Read(WalletAnswer answer)
    {
        if (_read.TryAdd(answer, Seen)) Statements.Read(answer, this);
    }

    public void Add(Token said, StatementSource source)
    {
        if (Tokens.Rules.IsShared(said)) Tokens.Add(said, source);
    }

    public void Add(Network said, StatementSource source)
    {
        if (Networks.Rules.IsShared(said)) Networks.Add(said, source);
    }

    public void Add(Platform said, StatementSource source)
    {
        if (Platforms.Rules.IsShared(said)) Platforms.Add(said, source);
    }
}
