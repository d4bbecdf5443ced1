using PortfolioGraph.Holdings;
using PortfolioGraph.Holdings.Networks;
using PortfolioGraph.Holdings.Platforms;
using PortfolioGraph.Holdings.Positions;
using PortfolioGraph.Holdings.Tokens;

namespace PortfolioGraph.Gateway.Graph.Objects;

/// <summary>
/// The objects of one answer: an id stands for the same one wherever it turns up in it, whatever is learnt of it meanwhile. What
/// is public is as the catalogue has it; of ids that are not, what this answer itself says counts alone.
/// </summary>
internal sealed class AnswerObjects(ObjectCatalog catalog)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Token> _tokens = [];
    private readonly Dictionary<string, Network> _networks = [];
    private readonly Dictionary<string, Platform> _platforms = [];
    private readonly List<Action<IStatementSink>> _unread = [];
    private readonly OwnStatements _own = new(catalog);

    public void Read(WalletAnswer answer)
    {
        catalog.Read(answer);
        Keep(sink => Statements.Read(answer, sink));
    }

    public void Read(TokenBalance balance)
    {
        Statements.Read(balance, catalog);
        Keep(sink => Statements.Read(balance, sink));
    }

    public void Read(Position position)
    {
        Statements.Read(position, catalog);
        Keep(sink => Statements.Read(position, sink));
    }

    /// <summary>A provider's list of networks.</summary>
    public void Read(IReadOnlyList<Network> networks, string provider)
    {
        var source = new StatementSource(provider, StatementKind.Directory, AsOf: null);
        ReadInto(catalog);
        Keep(ReadInto);

        void ReadInto(IStatementSink sink)
        {
            foreach (var network in networks) sink.Add(network, source);
        }
    }

    /// <param name="said">As it is said where it turns up.</param>
    public Token Of(Token said)
    {
        lock (_gate)
            return Find(_tokens, said.Id, catalog.Tokens, _own.Tokens) ?? Known(_tokens, said.Id, catalog.Tokens.Rules.Complete(said));
    }

    /// <inheritdoc cref="Of(Token)"/>
    public Network Of(Network said)
    {
        lock (_gate)
            return Find(_networks, said.Id, catalog.Networks, _own.Networks) ?? Known(_networks, said.Id, catalog.Networks.Rules.Complete(said));
    }

    /// <inheritdoc cref="Of(Token)"/>
    public Platform Of(Platform said)
    {
        lock (_gate) return Find(_platforms, said.Id, catalog.Platforms, _own.Platforms) ?? Known(_platforms, said.Id, said);
    }

    /// <summary>By its id alone; null where nothing is known of it.</summary>
    public Token? FindToken(string id)
    {
        lock (_gate) return Find(_tokens, id, catalog.Tokens, _own.Tokens);
    }

    /// <inheritdoc cref="FindToken"/>
    public Network? FindNetwork(string id)
    {
        lock (_gate) return Find(_networks, id, catalog.Networks, _own.Networks);
    }

    /// <inheritdoc cref="FindToken"/>
    public Platform? FindPlatform(string id)
    {
        lock (_gate) return Find(_platforms, id, catalog.Platforms, _own.Platforms);
    }

    private static T Known<T>(Dictionary<string, T> objects, string id, T found) => objects[id] = found;

    private T? Find<T>(Dictionary<string, T> objects, string id, StatementStore<T> shared, StatementStore<T> own)
        where T : class
    {
        if (objects.TryGetValue(id, out var known)) return known;
        if (shared.Find(id) is { } found) return Known(objects, id, found);

        // Once over the answer, and only where something in it is not public.
        foreach (var statements in _unread) statements(_own);
        _unread.Clear();
        return own.Find(id) is { } ofAnswer ? Known(objects, id, ofAnswer) : null;
    }

    private void Keep(Action<IStatementSink> statements)
    {
        lock (_gate) _unread.Add(statements);
    }

    /// <summary>What the answer says of ids that are not public.</summary>
    private sealed class OwnStatements(ObjectCatalog catalog) : IStatementSink
    {
        public StatementStore<Token> Tokens { get; } = new(catalog.Tokens.Rules, int.MaxValue);

        public StatementStore<Network> Networks { get; } = new(catalog.Networks.Rules, int.MaxValue);

        public StatementStore<Platform> Platforms { get; } = new(catalog.Platforms.Rules, int.MaxValue);

        public void Add(Token said, StatementSource source)
        {
            if (!Tokens.Rules.IsShared(said)) Tokens.Add(said, source);
        }

        public void Add(Network said, StatementSource source)
        {
            if (!Networks.Rules.IsShared(said)) Networks.Add(said, source);
        }

        public void Add(Platform said, StatementSource source)
        {
            if (!Platforms.Rules.IsShared(said)) Platforms.Add(said, source);
        }
    }
}
