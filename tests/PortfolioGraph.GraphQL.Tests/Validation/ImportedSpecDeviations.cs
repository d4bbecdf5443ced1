namespace PortfolioGraph.GraphQL.Tests.Validation;

/// <summary>Imported cases whose expectation does not hold for us, each with the reason.</summary>
internal static class ImportedSpecDeviations
{
    /// <summary>Rules of graphql-js that are not in the specification, and that it does not run by default either.</summary>
    public static IReadOnlyList<string> OptionalRules { get; } = ["NoDeprecatedCustom", "NoSchemaIntrospectionCustom"];

    public static IReadOnlyDictionary<string, string> Cases { get; } = new Dictionary<string, string>
    {
        ["ValuesOfCorrectType/Invalid input object value/reports error for custom scalar that returns undefined"] =
            "The scalar's coercion is JavaScript of the original test; SDL alone accepts every value.",
        ["OverlappingFieldsCanBeMerged/finds invalid cases even with field named after fragment"] =
            "The original schema has no type named Type. The imported one does, so the fields are of different object types and may differ.",
        ["SingleFieldSubscriptions/does not infinite loop on recursive fragments"] =
            "Exactly one root field is required since September 2025; here there is none.",
    };
}
