using PortfolioGraph.GraphQL.Execution.Binding;
using PortfolioGraph.GraphQL.Execution.Inputs;
using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.Execution.Introspection;

/// <summary>Resolvers of the introspection types (spec section 4), bound like any other.</summary>
internal static class IntrospectionBindings
{
    public static void Add(SchemaBindings bindings)
    {
        var schema = bindings.Schema;
        bindings.Enum<TypeKind>("__TypeKind");
        bindings.Enum<DirectiveLocation>("__DirectiveLocation");

        new ObjectBinding<object>(bindings, schema.QueryType)
            .Field("__schema", _ => schema)
            .Field("__type", a => a.Get<string>("name")!, (_, name) => schema.FindType(name) as GraphQLType);

        bindings.Object<Schema>("__Schema")
            .Field("description", s => s.Description)
            .List("types", s => (IReadOnlyList<GraphQLType>)s.Types)
            .Field("queryType", s => (GraphQLType)s.QueryType)
            .Field("mutationType", s => (GraphQLType?)s.MutationType)
            .Field("subscriptionType", s => (GraphQLType?)s.SubscriptionType)
            .List("directives", s => s.Directives);

        bindings.Object<GraphQLType>("__Type")
            .Field("kind", KindOf)
            .Field("name", t => (t as NamedType)?.Name)
            .Field("description", t => (t as NamedType)?.Description)
            .Field("specifiedByURL", t => (t as ScalarType)?.SpecifiedByUrl)
            .List("fields", IncludeDeprecated, (t, all) => (t as ComplexType)?.Fields.Where(f => all || f.DeprecationReason is null).ToArray())
            .List("interfaces", t => (IReadOnlyList<GraphQLType>?)(t as ComplexType)?.Interfaces)
            .List("possibleTypes", t => t is InterfaceType or UnionType ? (IReadOnlyList<GraphQLType>)schema.PossibleTypes(t.Named) : null)
            .List("enumValues", IncludeDeprecated, (t, all) => (t as EnumType)?.Values.Where(v => all || v.DeprecationReason is null).ToArray())
            .List("inputFields", IncludeDeprecated, (t, all) => (t as InputObjectType)?.Fields.Where(f => all || f.DeprecationReason is null).ToArray())
            .Field("ofType", t => t switch
            {
                ListType list => list.OfType,
                NonNullType nonNull => nonNull.OfType,
                _ => null,
            })
            .Field("isOneOf", t => (t as InputObjectType)?.IsOneOf);

        bindings.Object<OutputField>("__Field")
            .Field("name", f => f.Name)
            .Field("description", f => f.Description)
            .List("args", IncludeDeprecated, (f, all) => Visible(f.Arguments, all))
            .Field("type", f => f.Type)
            .Field("isDeprecated", f => f.DeprecationReason is not null)
            .Field("deprecationReason", f => f.DeprecationReason);

        bindings.Object<InputValue>("__InputValue")
            .Field("name", v => v.Name)
            .Field("description", v => v.Description)
            .Field("type", v => v.Type)
            .Field("defaultValue", v => v.DefaultValue is null ? null : SyntaxPrinter.Print(v.DefaultValue))
            .Field("isDeprecated", v => v.DeprecationReason is not null)
            .Field("deprecationReason", v => v.DeprecationReason);

        bindings.Object<EnumValue>("__EnumValue")
            .Field("name", v => v.Name)
            .Field("description", v => v.Description)
            .Field("isDeprecated", v => v.DeprecationReason is not null)
            .Field("deprecationReason", v => v.DeprecationReason);

        bindings.Object<DirectiveDefinition>("__Directive")
            .Field("name", d => d.Name)
            .Field("description", d => d.Description)
            .Field("isRepeatable", d => d.IsRepeatable)
            .List("locations", d => d.Locations)
            .List("args", IncludeDeprecated, (d, all) => Visible(d.Arguments, all));
    }

    private static bool IncludeDeprecated(InputObject arguments) => arguments.Get<bool>("includeDeprecated");

    private static InputValue[] Visible(IReadOnlyList<InputValue> values, bool all) =>
        values.Where(v => all || v.DeprecationReason is null).ToArray();

    private static TypeKind KindOf(GraphQLType type) => type switch
    {
        ScalarType => TypeKind.Scalar,
        ObjectType => TypeKind.Object,
        InterfaceType => TypeKind.Interface,
        UnionType => TypeKind.Union,
        EnumType => TypeKind.Enum,
        InputObjectType => TypeKind.InputObject,
        ListType => TypeKind.List,
        _ => TypeKind.NonNull,
    };
}
