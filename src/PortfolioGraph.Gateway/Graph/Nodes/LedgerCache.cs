using System.Runtime.CompilerServices;
using PortfolioGraph.Holdings;
using PortfolioGraph.Holdings.Accounting;

namespace PortfolioGraph.Gateway.Graph.Nodes;

/// <summary>
/// Closed books by the very answers that they are over. Providers' caches give out the same object for a wallet until they have a new answer, and
/// books depend on nothing else: the same objects in the same order make the same books, so a client that polls or reads page after page does not
/// have them closed each time.
/// </summary>
/// <param name="maxRows">Balances and positions in all books that are kept. Books not read for longest go first.</param>
internal sealed class LedgerCache(int maxRows = LedgerCache.DefaultMaxRows)
{
    // About 100 bytes each, and as much again as their answers take where the providers' caches have newer ones.
    private const int DefaultMaxRows = 20_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<IReadOnlyList<WalletAnswer>, LinkedListNode<Books>> _books = new(SameAnswers.Instance);
    private readonly LinkedList<Books> _read = new();
    private int _rows;

    /// <summary>Keeps nothing: for where no answer comes again.</summary>
    public static LedgerCache None { get; } = new(maxRows: 0);

    public Ledger Close(IReadOnlyList<WalletAnswer> answers)
    {
        lock (_gate)
        {
            if (_books.TryGetValue(answers, out var known))
            {
                _read.Remove(known);
                _read.AddLast(known);
                return known.Value.Ledger;
            }
        }

        var ledger = Ledger.Close(answers);
        var books = new Books(answers, ledger);
        if (books.Rows > maxRows) return ledger;
        lock (_gate)
        {
            if (!_books.TryAdd(answers, new LinkedListNode<Books>(books))) return ledger;
            _read.AddLast(_books[answers]);
            for (_rows += books.Rows; _rows > maxRows; _rows -= _read.First!.Value.Rows, _read.RemoveFirst()) _books.Remove(_read.First!.Value.Answers);
        }

        return ledger;
    }

    private sealed record Books(IReadOnlyList<WalletAnswer> Answers, Ledger Ledger)
    {
        // Books of nobody's holdings take room too.
        public int Rows { get; } = 1 + Answers.Count + Ledger.Balances.Count + Ledger.Positions.Count;
    }

    private sealed class SameAnswers : IEqualityComparer<IReadOnlyList<WalletAnswer>>
    {
        public static SameAnswers Instance { get; } = new();

        public bool Equals(IReadOnlyList<WalletAnswer>? x, IReadOnlyList<WalletAnswer>? y)
        {
            if (x!.Count != y!.Count) return false;
            for (var i = 0; i < x.Count; i++)
                if (!ReferenceEquals(x[i], y[i]))
                    return false;
            return true;
        }

        public int GetHashCode(IReadOnlyList<WalletAnswer> answers)
        {
            var hash = new HashCode();
            for (var i = 0; i < answers.Count; i++) hash.Add(RuntimeHelpers.GetHashCode(answers[i]));
            return hash.ToHashCode();
        }
    }
}
