namespace PortfolioGraph.GraphQL.Execution.Introspection;

/// <summary><c>__TypeKind</c> (spec section 4.2.2).</summary>
internal enum TypeKind
{
    Scalar,
    Object,
    Interface,
    Union,
    Enum,
    InputObject,
    List,
    NonNull,
}
