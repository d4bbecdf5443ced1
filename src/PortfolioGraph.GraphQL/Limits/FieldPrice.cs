using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.Limits;

/// <summary>What the schema says about the price of a field.</summary>
internal sealed class FieldPrice
{
    /// <summary>In parts, as the next one.</summary>
    public required long Weight { get; init; }

    /// <summary>The weight of one object that the field returns.</summary>
    public required long TypeWeight { get; init; }

    public required bool IsList { get; init; }

    /// <summary>Items in an item, where the field returns lists of lists.</summary>
    public required int InnerSize { get; init; }

    public required ListSize? Listing { get; init; }

    /// <summary>The kinds of calls that it shares with others.</summary>
    public required ulong Calls { get; init; }

    /// <summary>Fields below that have as many items as this field's arguments say.</summary>
    public IReadOnlySet<string> SizedFields => Listing?.SizedFields ?? ListSize.None;

    public static FieldPrice Of(OutputField field, SharedCalls calls)
    {
        var named = field.Type.Named;
        var isComposite = named is ComplexType or UnionType;
        var lists = 0;
        for (var type = field.Type.Nullable; type is ListType list; type = list.OfType.Nullable) lists++;
        var inner = 1L;
        for (var i = 1; i < lists; i++) inner = Math.Min(inner * CostAnalyzer.DefaultListSize, int.MaxValue);
        return new FieldPrice
        {
            Weight = Parts(CostDirectives.Weight(field.AppliedDirectives, field.ToString())) ?? (isComposite ? CostAnalyzer.Parts : 1),

            // One leaf is the field itself; a list of them has more.
            TypeWeight = Parts(CostDirectives.Weight(named.AppliedDirectives, named.Name)) ?? (isComposite ? CostAnalyzer.Parts : lists > 0 ? 1 : 0),
            IsList = lists > 0,
            InnerSize = (int)inner,
            Listing = CostDirectives.ListSizeOf(field),
            Calls = calls.Read(field),
        };
    }

    private static long? Parts(int? weight) => weight * (long)CostAnalyzer.Parts;
}
