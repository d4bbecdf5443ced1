using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.Validation;

/// <summary>A place in a document where a variable stands.</summary>
/// <param name="Node">The variable.</param>
/// <param name="Type">What the place takes; null when that is unknown.</param>
/// <param name="HasDefault">Whether the argument or input field has a default value.</param>
/// <param name="Parent">The input object that the place is a field of, if it is one.</param>
internal readonly record struct VariableUsage(VariableNode Node, GraphQLType? Type, bool HasDefault, InputObjectType? Parent);
