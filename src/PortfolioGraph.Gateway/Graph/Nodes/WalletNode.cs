using PortfolioGraph.Gateway.Graph.Ids;
using PortfolioGraph.Gateway.Graph.Objects;
using PortfolioGraph.Holdings;
using PortfolioGraph.Holdings.Accounting;
using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Positions;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Holdings.Wallets;
using PortfolioGraph.Providers;

namespace PortfolioGraph.Gateway.Graph.Nodes;

/// <summary>
/// A wallet in one request: what is read of it, and what the providers answered. One object a wallet, however often it is asked for.
/// </summary>
internal sealed class WalletNode(WalletKey key, LedgerCache ledgers, AnswerObjects objects) : IWalletGroup
{
    private readonly Lock _reporting = new();
    private readonly List<SourceReport> _reports = [];
    private Books? _books;

    public WalletKey Key { get; } = key;

    public string Id => new GlobalId("Wallet", Key.Text).ToString();

    /// <summary>What is worked out of the key when it is first read: a wallet may be in a thousand rows.</summary>
    public string? DisplayAddress { get; set; }

    /// <inheritdoc cref="DisplayAddress"/>
    public IReadOnlyList<AccountId>? Accounts { get; set; }

    /// <summary>All that the whole document reads of this wallet.</summary>
    public HoldingsNeeds AllNeeds { get; set; }

    /// <summary>
    /// What the providers are asked for of the wallet as a whole: prices and texts only where there are balances to go with them.
    /// </summary>
    public HoldingsNeeds Asked => AllNeeds.HasFlag(HoldingsNeeds.Tokens) ? AllNeeds : AllNeeds & ~(HoldingsNeeds.TokenValues | HoldingsNeeds.TokenTexts);

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
            {
                objects.Read(answer);
                foreach (var report in answer.Sources) Report(report);
            }
        }
    } = [];

    /// <summary>The tokens, networks and platforms of the answer.</summary>
    public AnswerObjects Objects => objects;

    /// <summary>The books over this wallet alone.</summary>
    public Books Books => _books ??= new Books(ledgers.Close(Answers), _ => this, objects);

    public Ledger Ledger => Books.Ledger;

    public IReadOnlyList<WalletNode> Distinct => field ??= [this];

    /// <summary>One a provider and capability, in the order of these.</summary>
    public IReadOnlyList<SourceReport> Reports
    {
        get
        {
            lock (_reporting) return [.. _reports];
        }
    }

    /// <summary>The row of this wallet's own books that a row of other books is.</summary>
    public LedgerBalance RowOf(LedgerBalance row, Books books) =>
        ReferenceEquals(books.Ledger, Ledger) ? row : Books.Rows.Find(row.Balance) ?? Books.Rows.FindBalance(row.Key) ?? row;

    /// <inheritdoc cref="RowOf(LedgerBalance, Books)"/>
    public LedgerPosition RowOf(LedgerPosition row, Books books) =>
        ReferenceEquals(books.Ledger, Ledger) ? row : Books.Rows.Find(row.Position) ?? Books.Rows.FindPosition(row.Key) ?? row;

    /// <summary>
    /// A token that was looked up by itself. Where the wallet's list is there and has it, it is that row. Else it is a row as if it had
    /// been in the list.
    /// </summary>
    public TokenBalanceNode LookedUp(TokenBalance balance)
    {
        if (Books.Rows.FindBalance(HoldingKeys.For(balance)) is { } listed) return Books.Node(listed);
        var exclusion = AllNeeds.HasFlag(HoldingsNeeds.Tokens) ? ledgers.Close(With(balance)).Balances.First(r => ReferenceEquals(r.Balance, balance)).Exclusion : null;
        return Books.Node(new LedgerBalance(balance, 1, Ledger.Total.AssetsUsd, exclusion));
    }

    /// <summary>An investment that was looked up by itself. It is left out where its position in the wallet's list is.</summary>
    public PositionNode LookedUp(DefiPosition position) => Books.Node(new LedgerPosition(
        position,
        1,
        Ledger.Total.AssetsUsd,
        Ledger.Positions.FirstOrDefault(r => r.Position is DefiPosition listed && r.Position.Source.ProviderId == position.Source.ProviderId
            && listed.InvestmentId == position.InvestmentId && listed.InvestmentId is not null && listed.Network?.Id == position.Network?.Id)?.Exclusion));

    // The provider's answer, or one of its own where the provider has none.
    private List<WalletAnswer> With(TokenBalance balance)
    {
        var answers = new List<WalletAnswer>(Answers);
        var index = answers.FindIndex(a => a.ProviderId == balance.Source.ProviderId);
        if (index < 0) answers.Add(new WalletAnswer { Wallet = Key, ProviderId = balance.Source.ProviderId, TokenBalances = [balance], Sources = [] });
        else answers[index] = answers[index] with { TokenBalances = [.. answers[index].TokenBalances, balance] };
        return answers;
    }

    public void TakeWatched(IReadOnlyList<WalletAnswer> answers)
    {
        IsWatched = true;
        Answers = answers;
    }

    /// <summary>
    /// Adds what a provider answered; where it answered more than once for a capability, the worst counts, and of equal ones the oldest.
    /// Loaders report at the same time, in any order.
    /// </summary>
    public void Report(SourceReport report)
    {
        lock (_reporting)
        {
            var (index, order) = (0, -1);
            while (index < _reports.Count && (order = Order(_reports[index], report)) < 0) index++;
            if (index == _reports.Count || order > 0) _reports.Insert(index, report);
            else if (IsWorse(report, _reports[index])) _reports[index] = report;
        }
    }

    private static bool IsWorse(SourceReport report, SourceReport than)
    {
        if (Severity(report.Status) - Severity(than.Status) is not 0 and var severity) return severity > 0;
        if (Nullable.Compare(report.FetchedAt, than.FetchedAt) is not 0 and var time) return time < 0;
        return string.CompareOrdinal(report.Error?.Message, than.Error?.Message) < 0;
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
