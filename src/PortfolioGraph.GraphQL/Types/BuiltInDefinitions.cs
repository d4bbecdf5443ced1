using System.Collections.Frozen;
using PortfolioGraph.GraphQL.Language;

namespace PortfolioGraph.GraphQL.Types;

/// <summary>What every schema has without saying so: built-in scalars and directives, and the introspection types (spec sections 3.5, 3.13 and 4).</summary>
internal static class BuiltInDefinitions
{
    public const string DefaultDeprecationReason = "No longer supported";

    private const string Sdl = """"
        "Whole numbers from -(2^31) to 2^31 - 1."
        scalar Int
        "Double-precision numbers (IEEE 754)."
        scalar Float
        "Text."
        scalar String
        "True or false."
        scalar Boolean
        "An opaque identifier. Written as a string; integers are accepted as input."
        scalar ID

        "Leaves the field or fragment out when `if` is true."
        directive @skip("Leave out when true." if: Boolean!) on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT
        "Includes the field or fragment only when `if` is true."
        directive @include("Include when true." if: Boolean!) on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT
        "Marks a part of the schema as no longer supported."
        directive @deprecated("Why, and what to use instead. Markdown." reason: String! = "No longer supported") on FIELD_DEFINITION | ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION | ENUM_VALUE
        "Names the specification of a custom scalar."
        directive @specifiedBy("Where the specification is." url: String!) on SCALAR
        "Exactly one field of the input object must be given, and not be null."
        directive @oneOf on INPUT_OBJECT

        "The schema of this service."
        type __Schema {
          description: String
          "All types of the schema."
          types: [__Type!]!
          "The type that queries start from."
          queryType: __Type!
          "The type that mutations start from, if there are any."
          mutationType: __Type
          "The type that subscriptions start from, if there are any."
          subscriptionType: __Type
          "All directives of the schema."
          directives: [__Directive!]!
        }

        "A type, or a list or non-null wrapper around one; `kind` says which fields have values."
        type __Type {
          kind: __TypeKind!
          name: String
          description: String
          specifiedByURL: String
          fields(includeDeprecated: Boolean! = false): [__Field!]
          interfaces: [__Type!]
          possibleTypes: [__Type!]
          enumValues(includeDeprecated: Boolean! = false): [__EnumValue!]
          inputFields(includeDeprecated: Boolean! = false): [__InputValue!]
          ofType: __Type
          isOneOf: Boolean
        }

        "The kinds of type."
        enum __TypeKind {
          "A scalar; `specifiedByURL` may have a value."
          SCALAR
          "An object; `fields` and `interfaces` have values."
          OBJECT
          "An interface; `fields`, `interfaces` and `possibleTypes` have values."
          INTERFACE
          "A union; `possibleTypes` has a value."
          UNION
          "An enum; `enumValues` has a value."
          ENUM
          "An input object; `inputFields` and `isOneOf` have values."
          INPUT_OBJECT
          "A list; `ofType` has a value."
          LIST
          "A non-null type; `ofType` has a value."
          NON_NULL
        }

        "A field of an object or interface."
        type __Field {
          name: String!
          description: String
          args(includeDeprecated: Boolean! = false): [__InputValue!]!
          type: __Type!
          isDeprecated: Boolean!
          deprecationReason: String
        }

        "An argument, or a field of an input object."
        type __InputValue {
          name: String!
          description: String
          type: __Type!
          "The default as GraphQL text."
          defaultValue: String
          isDeprecated: Boolean!
          deprecationReason: String
        }

        "A value of an enum."
        type __EnumValue {
          name: String!
          description: String
          isDeprecated: Boolean!
          deprecationReason: String
        }

        "A directive that documents or schemas may use."
        type __Directive {
          name: String!
          description: String
          isRepeatable: Boolean!
          locations: [__DirectiveLocation!]!
          args(includeDeprecated: Boolean! = false): [__InputValue!]!
        }

        "Where a directive may stand."
        enum __DirectiveLocation {
          QUERY
          MUTATION
          SUBSCRIPTION
          FIELD
          FRAGMENT_DEFINITION
          FRAGMENT_SPREAD
          INLINE_FRAGMENT
          VARIABLE_DEFINITION
          SCHEMA
          SCALAR
          OBJECT
          FIELD_DEFINITION
          ARGUMENT_DEFINITION
          INTERFACE
          UNION
          ENUM
          ENUM_VALUE
          INPUT_OBJECT
          INPUT_FIELD_DEFINITION
        }

        "Fields that every query root and composite type has besides its own. Not a type of any schema."
        type __Meta {
          "The schema of this service."
          __schema: __Schema!
          "One type of the schema."
          __type(name: String!): __Type
          "The name of the object type here."
          __typename: String!
        }
        """";

    /// <summary>Carries <see cref="MetaFields"/> among the definitions, and is taken out when a schema is built.</summary>
    public const string MetaTypeName = "__Meta";

    public static DocumentNode Document { get; } = Parser.Parse(Sdl);

    public static FrozenDictionary<string, ScalarCoercion> Scalars { get; } = new Dictionary<string, ScalarCoercion>
    {
        ["Int"] = new IntCoercion(),
        ["Float"] = new FloatCoercion(),
        ["String"] = new StringCoercion(),
        ["Boolean"] = new BooleanCoercion(),
        ["ID"] = new IdCoercion(),
    }.ToFrozenDictionary();

    public static FrozenSet<string> TypeNames { get; } =
        Document.Definitions.OfType<TypeDefinitionNode>().Select(d => d.Name.Value).Where(n => n != MetaTypeName).ToFrozenSet();

    public static FrozenSet<string> DirectiveNames { get; } =
        Document.Definitions.OfType<DirectiveDefinitionNode>().Select(d => d.Name.Value).ToFrozenSet();
}
