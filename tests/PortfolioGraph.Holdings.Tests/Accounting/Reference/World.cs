using PortfolioGraph.Holdings.Accounting;

namespace PortfolioGraph.Holdings.Tests.Accounting.Reference;

/// <summary>What providers answered for the wallets of a made-up portfolio.</summary>
/// <param name="Seed">What it was made from.</param>
/// <param name="Answers">In the order of their arrival.</param>
internal sealed record World(int Seed, IReadOnlyList<WalletAnswer> Answers)
{
    public Ledger Close() => Ledger.Close(Answers);

    public override string ToString() => WorldText.Of(this);
}
