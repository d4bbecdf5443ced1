using PortfolioGraph.Gateway.Graph.Nodes;
using PortfolioGraph.Holdings;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Holdings.Wallets;

namespace PortfolioGraph.Gateway.Tests;

public sealed class LedgerCacheTests
{
    [Fact]
    public void Close_TheVerySameAnswers_GivesTheSameBooks()
    {
        var (a, b) = (Answer("a"), Answer("b"));
        var cache = new LedgerCache();
        var books = cache.Close([a, b]);
        cache.Close([a, b]).ShouldBeSameAs(books);
    }

    [Fact]
    public void Close_AnswersThatAreOnlyEqual_OrInAnotherOrder_ClosesAnew()
    {
        var (a, b) = (Answer("a"), Answer("b"));
        var cache = new LedgerCache();
        var books = cache.Close([a, b]);
        cache.Close([b, a]).ShouldNotBeSameAs(books);
        cache.Close([a]).ShouldNotBeSameAs(books);
        cache.Close([a with { }, b]).ShouldNotBeSameAs(books);
    }

    [Fact]
    public void Close_BeyondTheBound_ForgetsWhatWasNotReadForLongest()
    {
        // Books over one answer without rows count as two.
        var answers = Enumerable.Range(0, 3).Select(i => Answer($"{i}")).ToArray();
        var cache = new LedgerCache(maxRows: 4);
        var first = cache.Close([answers[0]]);
        var second = cache.Close([answers[1]]);
        cache.Close([answers[0]]).ShouldBeSameAs(first);
        cache.Close([answers[2]]);
        cache.Close([answers[0]]).ShouldBeSameAs(first);
        cache.Close([answers[1]]).ShouldNotBeSameAs(second);
    }

    [Fact]
    public void None_KeepsNoBooks()
    {
        var answer = Answer("a");
        var books = LedgerCache.None.Close([answer]);
        LedgerCache.None.Close([answer]).ShouldNotBeSameAs(books);
    }

    private static WalletAnswer Answer(string user) => new()
    {
        Wallet = WalletKey.ForMeshUser(user), ProviderId = "mesh", Sources = [new SourceReport("mesh", Capability.Cash, SourceStatus.Ok)],
    };
}
