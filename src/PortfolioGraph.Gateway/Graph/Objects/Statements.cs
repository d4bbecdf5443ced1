using PortfolioGraph.Holdings;
using PortfolioGraph.Holdings.Networks;
using PortfolioGraph.Holdings.Positions;
using PortfolioGraph.Holdings.Tokens;

namespace PortfolioGraph.Gateway.Graph.Objects;

/// <summary>Finds all that is said of tokens, networks and platforms in answers of providers.</summary>
internal sealed class Statements(IStatementSink sink)
{
    private Network? _last;

    public static void Read(WalletAnswer answer, IStatementSink sink)
    {
        var statements = new Statements(sink);
        foreach (var balance in answer.TokenBalances) statements.Read(balance);
        foreach (var holding in answer.Platforms) statements.Read(holding);
        foreach (var position in answer.Positions) statements.Read(position);
    }

    public static void Read(TokenBalance balance, IStatementSink sink) => new Statements(sink).Read(balance);

    public static void Read(Position position, IStatementSink sink) => new Statements(sink).Read(position);

    private void Read(TokenBalance balance)
    {
        var source = StatementSource.Of(balance.Source, StatementKind.Balance);
        Add(balance.Token, source);
        for (var i = 0; i < balance.Distribution.Count; i++) Add(balance.Distribution[i].Network, source);
    }

    private void Read(Holdings.Platforms.PlatformHolding holding)
    {
        var source = StatementSource.Of(holding.Source, StatementKind.Platforms);
        sink.Add(holding.Platform, source);
        foreach (var network in holding.Networks) Add(network.Network, source);
    }

    private void Read(Position position)
    {
        var source = StatementSource.Of(position.Source, StatementKind.Position);
        Add(position.Network, source);
        if (position is not DefiPosition defi) return;
        if (defi.Platform is { } platform) sink.Add(platform, source);
        Add(defi.Assets, source);
        for (var i = 0; i < defi.Rewards.Count; i++) Add(defi.Rewards[i].Assets, source);
    }

    private void Add(IReadOnlyList<PositionAsset> assets, StatementSource source)
    {
        for (var i = 0; i < assets.Count; i++)
        {
            Add(assets[i].Token, source);
            Add(assets[i].Network, source);
        }
    }

    private void Add(Token token, StatementSource source)
    {
        sink.Add(token, source);
        Add(token.Network, source);
        if (TokenRules.OtherOf(token.Classification) is { } other) Add(other, source);
    }

    // Most rows are on the network of the row before.
    private void Add(Network? network, StatementSource source)
    {
        if (network is null || ReferenceEquals(network, _last)) return;
        _last = network;
        sink.Add(network, source);
    }
}
