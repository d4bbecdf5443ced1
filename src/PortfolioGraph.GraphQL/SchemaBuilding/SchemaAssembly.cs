using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.SchemaBuilding;

/// <summary>A schema whose rules are not checked yet, with the syntax that each part of it came from.</summary>
/// <param name="Schema">May lack its query type, which <see cref="SchemaRules"/> reports.</param>
/// <param name="TypeNodes">Definition first, then extensions, of each type of the document.</param>
/// <param name="RootTypes">What each operation starts from, as named: not always an object type.</param>
/// <param name="Nodes">The syntax of fields, arguments, input fields and directives.</param>
internal sealed record SchemaAssembly(
    Schema Schema,
    IReadOnlyDictionary<string, IReadOnlyList<TypeDefinitionNode>> TypeNodes,
    IReadOnlyDictionary<OperationType, RootType> RootTypes,
    IReadOnlyDictionary<object, SyntaxNode> Nodes);

/// <summary>A root type and where the document says so (null: by its default name).</summary>
internal sealed record RootType(NamedType Type, OperationTypeDefinitionNode? Node);
