using PortfolioGraph.Gateway.Graph.Ids;
using PortfolioGraph.Gateway.Graph.Nodes;
using PortfolioGraph.Holdings;
using PortfolioGraph.Holdings.Accounting;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Holdings.Wallets;
using PortfolioGraph.Providers;

namespace PortfolioGraph.Gateway.Graph.Loading;

/// <summary>A wallet in one request: what is read of it, and what the providers answered. One object a wallet, however often it is asked for.</summary>
internal sealed class WalletNode(WalletKey key, LedgerCache ledgers)
{
    private readonly List<SourceReport> _reports = [];
    private Books? _books;

    public WalletKey Key { get; } = key;

    public string Id => new GlobalId("Wallet", Key.Text).ToString();

    /// <summary>All that the whole document reads of this wallet.</summary>
    public HoldingsNeeds Needs { get; set; }

    /// <summary>What the providers are asked for of the wallet as a whole: prices and texts only where there are balances to go with them.</summary>
    public HoldingsNeeds Asked => Needs.HasFlag(HoldingsNeeds.Tokens) ? Needs : Needs & ~(HoldingsNeeds.TokenValues | HoldingsNeeds.TokenTexts);

    /// <summary>Whether the answers are those of a state that is watched: nobody is asked again.</summary>
    public bool IsWatched { get; private set; }

    /// <summary>One a provider that was asked; set when they have answered.</summary>
    public IReadOnlyList<WalletAnswer> Answers
    {
        get;
        set
        {
            field = value;
            _books = null;
            foreach (var answer in value)
                foreach (var report in answer.Sources)
                    Report(report);
        }
    } = [];

    /// <summary>The books over this wallet alone.</summary>
    public Books Books => _books ??= new Books(ledgers.Close(Answers), _ => this);

    public Ledger Ledger => Books.Ledger;

    /// <summary>One a provider and capability, in the order of these.</summary>
    public IReadOnlyList<SourceReport> Reports => _reports;

    public void TakeWatched(IReadOnlyList<WalletAnswer> answers)
    {
        IsWatched = true;
        Answers = answers;
    }

    /// <summary>Adds what a provider answered; where it answered more than once for a capability, the worst counts.</summary>
    public void Report(SourceReport report)
    {
        var (index, order) = (0, -1);
        while (index < _reports.Count && (order = Order(_reports[index], report)) < 0) index++;
        if (index == _reports.Count || order > 0) _reports.Insert(index, report);
        else if (Severity(report.Status) > Severity(_reports[index].Status)) _reports[index] = report;
    }

    private static int Order(SourceReport left, SourceReport right) =>
        string.CompareOrdinal(left.ProviderId, right.ProviderId) is not 0 and var byProvider ? byProvider : left.Capability.CompareTo(right.Capability);

    private static int Severity(SourceStatus status) => status switch
    {
        SourceStatus.Ok => 0,
        SourceStatus.Unsupported => 1,
        SourceStatus.Stale => 2,
        SourceStatus.Partial => 3,
        _ => 4,
    };
}
