using System.Diagnostics.CodeAnalysis;
using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.Validation;

/// <summary>What the rules share while one document is validated.</summary>
internal sealed class ValidationContext
{
    private const int StepsPerLook = 4_096;

    private readonly List<GraphQLError> _errors = [];
    private readonly Dictionary<string, FragmentDefinitionNode> _fragments = [];
    private readonly Dictionary<SelectionSetNode, IReadOnlyList<FragmentSpreadNode>> _spreads = [];
    private readonly Lazy<LineMap> _lines;
    private readonly long _start;
    private int _untilClock = StepsPerLook;

    public ValidationContext(Schema schema, DocumentNode document, ValidationOptions options)
    {
        Schema = schema;
        Document = document;
        Options = options;
        _start = options.TimeProvider.GetTimestamp();
        _lines = new Lazy<LineMap>(() => new LineMap(document.Source));
        foreach (var definition in document.Definitions)
            if (definition is FragmentDefinitionNode fragment)
                _fragments[fragment.Name.Value] = fragment;
    }

    public Schema Schema { get; }

    public DocumentNode Document { get; }

    public ValidationOptions Options { get; }

    public IReadOnlyList<GraphQLError> Errors => _errors;

    /// <summary>Steps taken so far that do not come one a node.</summary>
    public long Work { get; private set; }

    public FragmentDefinitionNode? FindFragment(string name) => _fragments.GetValueOrDefault(name);

    /// <summary>The composite type of a fragment's condition, or null when it is unknown or not composite.</summary>
    public NamedType? ConditionOf(FragmentDefinitionNode fragment) =>
        Schema.FindType(fragment.TypeCondition.Name.Value) is { } type and (ComplexType or UnionType) ? type : null;

    /// <exception cref="ValidationAbortedException">There are as many errors as the options allow.</exception>
    public void Report(string message, params ReadOnlySpan<SyntaxNode> nodes)
    {
        if (_errors.Count >= Options.MaxErrors)
            Abort("Too many validation errors, error limit reached. Validation aborted.", ErrorCodes.Validation);
        var locations = new SourceLocation[nodes.Length];
        for (var i = 0; i < nodes.Length; i++) locations[i] = _lines.Value.At(nodes[i].Start);
        _errors.Add(new GraphQLError(MessageText.Message(message), locations, ErrorCodes.Validation));
    }

    /// <summary>Counts steps that could be many more than the document has nodes.</summary>
    /// <exception cref="ValidationAbortedException">There are more of them than the options allow.</exception>
    public void Spend(int work)
    {
        Work += work;
        if (Work > Options.MaxWork) Abort("The document is too expensive to validate. Validation aborted.", ErrorCodes.LimitExceeded);
        Step(work);
    }

    /// <summary>Steps that come one a node: they count for the time only.</summary>
    /// <exception cref="ValidationAbortedException">The validation takes longer than the options allow.</exception>
    public void Step(int steps = 1)
    {
        _untilClock -= steps;
        if (_untilClock > 0) return;
        _untilClock = StepsPerLook;
        if (Options.TimeProvider.GetElapsedTime(_start) > Options.MaxTime)
            Abort("The document takes too long to validate. Validation aborted.", ErrorCodes.LimitExceeded);
    }

    /// <summary><c> Did you mean …</c>, where suggestions are wanted.</summary>
    public string DidYouMean(string name, IEnumerable<string> known, string? kind = null) =>
        Options.Suggestions ? Suggestions.DidYouMean(name, known, kind) : "";

    /// <summary>All spreads in a selection set and below it, not those in the fragments themselves.</summary>
    public IReadOnlyList<FragmentSpreadNode> SpreadsIn(SelectionSetNode selectionSet)
    {
        if (_spreads.TryGetValue(selectionSet, out var known)) return known;
        var spreads = new List<FragmentSpreadNode>();
        var open = new Stack<SelectionSetNode>();
        open.Push(selectionSet);
        while (open.TryPop(out var set))
        {
            foreach (var selection in set.Selections)
            {
                switch (selection)
                {
                    case FragmentSpreadNode spread: spreads.Add(spread); break;
                    case FieldNode { SelectionSet: { } inner }: open.Push(inner); break;
                    case InlineFragmentNode inline: open.Push(inline.SelectionSet); break;
                }
            }
        }

        return _spreads[selectionSet] = spreads;
    }

    /// <summary>The fragments that an operation (or several) spreads, directly and through other fragments, each once.</summary>
    public List<FragmentDefinitionNode> ReachableFragments(params IEnumerable<OperationDefinitionNode> operations)
    {
        var reached = new List<FragmentDefinitionNode>();
        var seen = new HashSet<string>();
        var open = new Stack<SelectionSetNode>();
        foreach (var operation in operations)
        {
            open.Push(operation.SelectionSet);
            while (open.TryPop(out var set))
            {
                var spreads = SpreadsIn(set);
                Spend(spreads.Count);
                foreach (var spread in spreads)
                {
                    if (!seen.Add(spread.Name.Value) || FindFragment(spread.Name.Value) is not { } fragment) continue;
                    reached.Add(fragment);
                    open.Push(fragment.SelectionSet);
                }
            }
        }

        return reached;
    }

    [DoesNotReturn]
    private void Abort(string message, string code)
    {
        _errors.Add(new GraphQLError(message, [], code));
        throw new ValidationAbortedException();
    }
}
