using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.Validation;

/// <summary>
/// FieldsInSetCanMerge (spec section 5.3.2), yes or no, for a whole document. It works on sets of selection sets that are merged, one set
/// at a time and each set once, so that its work grows with the document and not with the pairs of fields in it:
/// <list type="number">
/// <item>The fields of all selection sets of a set are collected, fragments included, by response key. Where few fields stand beside large fragments,
/// the fragments are a set of their own (checked once, wherever they are spread), and only the keys of those few fields are looked up in them.</item>
/// <item>Fields of one key must return the same shape: each is compared with the first (shapes are an equivalence).</item>
/// <item>Fields of one key that one object can have must be the same field with the same arguments. Two fields are
/// out of each other's way only when their parents are different object types: so fields are grouped by object type, those of abstract parents
/// belong to every group, and in a group each is compared with the first.</item>
/// <item>The selection sets of the fields of a group are merged in turn: a new set. Where grouping split a key, the selection sets of the whole key are
/// one more new set, in which only shapes count.</item>
/// </list>
/// </summary>
internal sealed class FieldMergeCheck(ValidationContext context, ResponseLevels levels)
{
    private readonly Queue<MergeSet> _open = [];
    private readonly HashSet<MergeSet> _seen = [];
    private readonly HashSet<FragmentDefinitionNode> _reached = [];

    /// <summary>Two fields that cannot be merged, or null when the whole document is fine.</summary>
    public (MergedField, MergedField)? FindConflict()
    {
        foreach (var operation in context.Document.Definitions.OfType<OperationDefinitionNode>())
            if (Check(operation.SelectionSet, context.Schema.RootType(operation.Operation)) is { } conflict)
                return conflict;

        // What operations reach has been checked with them, in larger sets.
        foreach (var fragment in context.Document.Definitions.OfType<FragmentDefinitionNode>())
            if (!_reached.Contains(fragment) && Check(fragment.SelectionSet, context.ConditionOf(fragment)) is { } conflict)
                return conflict;
        return null;
    }

    private (MergedField, MergedField)? Check(SelectionSetNode selectionSet, NamedType? parent)
    {
        Enqueue([(selectionSet, parent)], onlyShapes: false);
        while (_open.TryDequeue(out var set))
            foreach (var fields in Collect(set))
                if (CheckKey(fields, set.OnlyShapes) is { } conflict)
                    return conflict;
        return null;
    }

    private (MergedField, MergedField)? CheckKey(List<MergedField> fields, bool onlyShapes)
    {
        context.Spend(fields.Count);

        // 2. Shapes.
        var known = fields.Find(f => f.Definition is not null);
        foreach (var field in fields)
            if (field.Definition is not null && HasOtherShape(known!.Definition!.Type, field.Definition.Type))
                return (known, field);

        if (onlyShapes)
        {
            EnqueueSubfields(fields, onlyShapes: true);
            return null;
        }

        // 3. and 4. One group unless several object types are involved.
        var groups = fields.Where(f => f.Parent is ObjectType).GroupBy(f => f.Parent).ToArray();
        if (groups.Length < 2)
        {
            if (FindDifferent(fields) is { } conflict) return conflict;
            EnqueueSubfields(fields, onlyShapes: false);
            return null;
        }

        var common = fields.FindAll(f => f.Parent is not ObjectType);
        foreach (var group in groups)
        {
            List<MergedField> together = [.. common, .. group];
            context.Spend(together.Count);
            if (FindDifferent(together) is { } conflict) return conflict;
            EnqueueSubfields(together, onlyShapes: false);
        }

        EnqueueSubfields(fields, onlyShapes: true);
        return null;
    }

    private static (MergedField, MergedField)? FindDifferent(List<MergedField> fields)
    {
        for (var i = 1; i < fields.Count; i++)
            if (fields[i].Signature != fields[0].Signature)
                return (fields[0], fields[i]);
        return null;
    }

    private void EnqueueSubfields(List<MergedField> fields, bool onlyShapes)
    {
        var subfields = new List<(SelectionSetNode, NamedType?)>();
        foreach (var field in fields)
            if (field.Node.SelectionSet is { } selectionSet)
                subfields.Add((selectionSet, field.SubfieldParent));
        if (subfields.Count > 0) Enqueue(subfields, onlyShapes);
    }

    private void Enqueue(List<(SelectionSetNode, NamedType?)> selectionSets, bool onlyShapes)
    {
        var set = new MergeSet(selectionSets, onlyShapes);
        if (_seen.Add(set)) _open.Enqueue(set);
    }

    /// <summary>1. The fields of each response key.</summary>
    private IEnumerable<List<MergedField>> Collect(MergeSet set)
    {
        var own = set.SelectionSets.ConvertAll(s => levels.Of(s.Node, s.Parent));
        var fragments = Reach(own);
        if (fragments.Count == 0) return Merge(own).Values;

        var all = fragments.ConvertAll(levels.Of);
        if (own.Sum(l => l.Fields.Count) * (long)all.Count >= all.Sum(l => l.Fields.Count)) return Merge([.. own, .. all]).Values;

        Enqueue(fragments.ConvertAll(f => (f.SelectionSet, context.ConditionOf(f))), set.OnlyShapes);
        var merged = Merge(own);
        context.Spend(merged.Count * all.Count);
        return merged.Select(key => (List<MergedField>)[.. key.Value, .. all.SelectMany(l => l.Fields.GetValueOrDefault(key.Key, []))]);
    }

    /// <summary>The fragments that levels spread, directly and through each other, without those that are among the levels.</summary>
    private List<FragmentDefinitionNode> Reach(List<ResponseLevel> own)
    {
        var reached = new List<FragmentDefinitionNode>();
        var seen = new HashSet<ResponseLevel>(own);
        var open = new Stack<ResponseLevel>(own);
        while (open.TryPop(out var level))
        {
            context.Spend(level.Fragments.Count);
            foreach (var fragment in level.Fragments)
            {
                _reached.Add(fragment);
                var next = levels.Of(fragment);
                if (!seen.Add(next)) continue;
                reached.Add(fragment);
                open.Push(next);
            }
        }

        return reached;
    }

    private OrderedDictionary<string, List<MergedField>> Merge(List<ResponseLevel> all)
    {
        foreach (var level in all) context.Spend(level.Fields.Count);
        if (all is [var only]) return only.Fields;
        var merged = new OrderedDictionary<string, List<MergedField>>();
        foreach (var level in all)
        {
            foreach (var (key, fields) in level.Fields)
            {
                if (!merged.TryGetValue(key, out var same)) merged.Add(key, same = []);
                same.AddRange(fields);
            }
        }

        return merged;
    }

    /// <summary>SameResponseShape, without the subfields.</summary>
    internal static bool HasOtherShape(GraphQLType a, GraphQLType b)
    {
        while (true)
        {
            switch (a, b)
            {
                case (NonNullType x, NonNullType y): (a, b) = (x.OfType, y.OfType); break;
                case (ListType x, ListType y): (a, b) = (x.OfType, y.OfType); break;
                case (NamedType x, NamedType y):
                    return (x is ScalarType or EnumType || y is ScalarType or EnumType) && x != y;
                default: return true;
            }
        }
    }

    /// <summary>Selection sets that are merged; equal to another set of the same ones.</summary>
    private sealed class MergeSet : IEquatable<MergeSet>
    {
        private readonly int[] _starts;
        private readonly int _hash;

        public MergeSet(List<(SelectionSetNode Node, NamedType? Parent)> selectionSets, bool onlyShapes)
        {
            SelectionSets = selectionSets;
            OnlyShapes = onlyShapes;

            // A selection set is known by its place in the source.
            _starts = [.. selectionSets.Select(s => s.Node.Start)];
            Array.Sort(_starts);
            var hash = new HashCode();
            hash.Add(onlyShapes);
            foreach (var start in _starts) hash.Add(start);
            _hash = hash.ToHashCode();
        }

        public List<(SelectionSetNode Node, NamedType? Parent)> SelectionSets { get; }

        public bool OnlyShapes { get; }

        public bool Equals(MergeSet? other) => other is not null && OnlyShapes == other.OnlyShapes && _starts.AsSpan().SequenceEqual(other._starts);

        public override bool Equals(object? obj) => Equals(obj as MergeSet);

        public override int GetHashCode() => _hash;
    }
}
