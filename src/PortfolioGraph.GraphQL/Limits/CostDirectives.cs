using System.Collections.Frozen;
using System.Globalization;
using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.Limits;

/// <summary>Reads <c>@cost(weight:)</c> and <c>@listSize(assumedSize:, slicingArguments:, sizedFields:, requireOneSlicingArgument:)</c>.</summary>
internal static class CostDirectives
{
    /// <summary>The stated weight, or null.</summary>
    /// <exception cref="ArgumentException">The weight is not a whole number of 0 or more.</exception>
    public static int? Weight(IReadOnlyList<DirectiveNode> directives, string coordinate)
    {
        if (Find(directives, "cost") is not { } cost) return null;
        return Argument(cost, "weight") is StringValueNode { Value: var text }
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var weight)
                ? weight
                : throw new ArgumentException($"@cost on {coordinate}: the weight must be a whole number from 0 on, as a string.");
    }

    /// <exception cref="ArgumentException">An argument is named that the field does not have, or a size is no size.</exception>
    public static ListSize? ListSizeOf(OutputField field)
    {
        if (Find(field.AppliedDirectives, "listSize") is not { } directive) return null;
        var slicing = Names(directive, "slicingArguments");
        if (slicing.FirstOrDefault(name => field.FindArgument(name) is null) is { } unknown)
            throw new ArgumentException($"@listSize on {field}: there is no argument \"{unknown}\".");
        int? assumed = null;
        if (Argument(directive, "assumedSize") is { } size and not NullValueNode)
        {
            assumed = size is IntValueNode number && int.TryParse(number.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
                ? value
                : throw new ArgumentException($"@listSize on {field}: assumedSize must be a whole number from 0 on.");
        }

        var requiresOne = Argument(directive, "requireOneSlicingArgument") is not BooleanValueNode { Value: false } && slicing.Count > 0;
        return new ListSize(assumed, slicing, Names(directive, "sizedFields").ToFrozenSet(), requiresOne);
    }

    private static DirectiveNode? Find(IReadOnlyList<DirectiveNode> directives, string name)
    {
        foreach (var directive in directives)
            if (directive.Name.Value == name)
                return directive;
        return null;
    }

    private static ValueNode? Argument(DirectiveNode directive, string name) => directive.Arguments.FirstOrDefault(a => a.Name.Value == name)?.Value;

    private static IReadOnlyList<string> Names(DirectiveNode directive, string argument) => Argument(directive, argument) switch
    {
        ListValueNode list => [.. list.Values.OfType<StringValueNode>().Select(s => s.Value)],
        StringValueNode one => [one.Value],
        _ => [],
    };
}
