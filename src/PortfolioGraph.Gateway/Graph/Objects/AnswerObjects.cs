using PortfolioGraph.Holdings;
using PortfolioGraph.Holdings.Networks;
using PortfolioGraph.Holdings.Platforms;
using PortfolioGraph.Holdings.Positions;
using PortfolioGraph.Holdings.Tokens;

namespace PortfolioGraph.Gateway.Graph.Objects;

/// <summary>
/// The objects of one answer: an id stands for the same one wherever it turns up in it, whatever is learnt of it meanwhile. Where a
/// provider contradicts itself, what it says in this answer counts.
/// </summary>
internal sealed class AnswerObjects(ObjectCatalog catalog)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Token> _tokens = [];
    private readonly Dictionary<string, Network> _networks = [];
    private readonly Dictionary<string, Platform> _platforms = [];
    private readonly List<Action<IStatementSink>> _said = [];
    private ContestedStatements? _contested;

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
    public void Read(IReadOnlyList<Network> networks, string provider, DateTimeOffset at)
    {
        var source = new StatementSource(provider, StatementKind.Directory, at);
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
            return Find(_tokens, said.Id, catalog.Tokens, c => c.Tokens) ?? Known(_tokens, said.Id, catalog.Tokens.Rules.Complete(said));
    }

    /// <inheritdoc cref="Of(Token)"/>
    public Network Of(Network said)
    {
        lock (_gate)
            return Find(_networks, said.Id, catalog.Networks, c => c.Networks) ?? Known(_networks, said.Id, catalog.Networks.Rules.Complete(said));
    }

    /// <inheritdoc cref="Of(Token)"/>
    public Platform Of(Platform said)
    {
        lock (_gate) return Find(_platforms, said.Id, catalog.Platforms, c => c.Platforms) ?? Known(_platforms, said.Id, said);
    }

    /// <summary>By its id alone; null where nothing is known of it.</summary>
    public Token? FindToken(string id)
    {
        lock (_gate) return Find(_tokens, id, catalog.Tokens, c => c.Tokens);
    }

    /// <inheritdoc cref="FindToken"/>
    public Network? FindNetwork(string id)
    {
        lock (_gate) return Find(_networks, id, catalog.Networks, c => c.Networks);
    }

    /// <inheritdoc cref="FindToken"/>
    public Platform? FindPlatform(string id)
    {
        lock (_gate) return Find(_platforms, id, catalog.Platforms, c => c.Platforms);
    }

    private static T Known<T>(Dictionary<string, T> objects, string id, T found) => objects[id] = found;

    private T? Find<T>(Dictionary<string, T> objects, string id, StatementStore<T> store,
        Func<ContestedStatements, Dictionary<string, List<(StatementSource, T)>>> contested)
        where T : class
    {
        if (objects.TryGetValue(id, out var known)) return known;
        var found = store.IsContested(id) && contested(_contested ??= Collect()).TryGetValue(id, out var statements)
            ? store.MergeBehind(id, ObjectStatements<T>.OfAnswer(store.Rules, statements))
            : store.Find(id);
        return found is null ? null : Known(objects, id, found);
    }

    private void Keep(Action<IStatementSink> statements)
    {
        lock (_gate)
        {
            _said.Add(statements);
            _contested = null;
        }
    }

    // Once over the answer, and only where something in it is contested.
    private ContestedStatements Collect()
    {
        var contested = new ContestedStatements(catalog);
        foreach (var statements in _said) statements(contested);
        return contested;
    }

    private sealed class ContestedStatements(ObjectCatalog catalog) : IStatementSink
    {
        public Dictionary<string, List<(StatementSource Source, Token Said)>> Tokens { get; } = [];

        public Dictionary<string, List<(StatementSource Source, Network Said)>> Networks { get; } = [];

        public Dictionary<string, List<(StatementSource Source, Platform Said)>> Platforms { get; } = [];

        public void Add(Token said, StatementSource source) => Add(Tokens, catalog.Tokens, said, source);

        public void Add(Network said, StatementSource source) => Add(Networks, catalog.Networks, said, source);

        public void Add(Platform said, StatementSource source) => Add(Platforms, catalog.Platforms, said, source);

        private static void Add<T>(Dictionary<string, List<(StatementSource, T)>> objects, StatementStore<T> store, T said, StatementSource source)
            where T : class
        {
            var id = store.Rules.IdOf(said);
            if (!store.IsContested(id)) return;
            if (!objects.TryGetValue(id, out var statements)) objects.Add(id, statements = []);
            statements.Add((source, said));
        }
    }
}
