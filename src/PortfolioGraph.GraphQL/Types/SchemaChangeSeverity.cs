namespace PortfolioGraph.GraphQL.Types;

/// <summary>What a change of the schema does to clients that were written before it.</summary>
public enum SchemaChangeSeverity
{
    /// <summary>No client notices.</summary>
    Safe,

    /// <summary>Documents stay valid, but clients may meet what they do not expect, such as a new enum value.</summary>
    Dangerous,

    /// <summary>Documents that were valid no longer are, or their answers have another shape.</summary>
    Breaking,
}
