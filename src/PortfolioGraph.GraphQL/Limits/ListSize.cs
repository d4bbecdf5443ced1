using System.Collections.Frozen;

namespace PortfolioGraph.GraphQL.Limits;

/// <summary>A <c>@listSize</c>.</summary>
internal sealed record ListSize(int? AssumedSize, IReadOnlyList<string> SlicingArguments, FrozenSet<string> SizedFields, bool RequiresOneSlicingArgument)
{
    public static FrozenSet<string> None { get; } = FrozenSet<string>.Empty;
}
