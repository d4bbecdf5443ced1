using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.SchemaBuilding;

namespace PortfolioGraph.GraphQL.Tests.Types;

/// <summary>Rules for type systems, above all those that graphql-js 16 does not check (the others are in the golden cases too).</summary>
public sealed class SchemaRulesTests
{
    [Theory]
    // Names
    [InlineData("type Query { a: Int } type __T { a: Int }", "Name \"__T\" must not begin with \"__\", which is reserved by GraphQL introspection.", "1:23")]
    [InlineData("type Query { a: Int } type String { a: Int }", "There can be only one type named \"String\".", "1:28")]
    [InlineData("type Query { a: Int } extend scalar Int @specifiedBy(url: \"x\")", "Cannot extend type \"Int\" because it is not defined.", "1:37")]
    [InlineData("type Query { a: Int }\nextend type Query { b: Nope }", "Unknown type \"Nope\".", "2:24")]
    // Roots
    [InlineData("schema { query: Q mutation: Q } type Q { a: Int }", "All root types must be different, \"Q\" type is used as query and mutation root types.", "1:17 1:29")]
    [InlineData("schema { mutation: M } type M { a: Int }", "Query root type must be provided.", "1:1")]
    // Interfaces
    [InlineData("type Query implements I { a: Int @deprecated } interface I { a: Int }", "Interface field I.a is not deprecated, so implementation field Query.a must not be deprecated.", "1:34 1:27")]
    [InlineData("type Query { a: Int } interface I { a: Int } interface J implements I { a: String }", "Interface field I.a expects type Int but J.a is type String.", "1:40 1:76")]
    // Input objects
    [InlineData("type Query { a: Int } input I { a: I = {} }", "Invalid circular reference. The default value of Input Object field I.a references itself.", "1:40")]
    [InlineData("type Query { a: Int } input A { b: B = {} } input B { a: A = {} }", "Invalid circular reference. The default value of Input Object field A.b references itself via the default values of: B.a.", "1:40 1:62")]
    [InlineData("type Query { a: Int } input A { b: [A] = [{ c: 1 }] c: Int }", "Invalid circular reference. The default value of Input Object field A.b references itself.", "1:42")]
    [InlineData("type Query { a: Int } input A { a: Int } extend input A @oneOf", "Input Object type A cannot become a OneOf Input Object by an extension.", "1:57")]
    [InlineData("type Query { a: Int } input A @oneOf { a: Int } extend input A { b: Int! }", "OneOf input field A.b must be nullable.", "1:69")]
    // Default values
    [InlineData("type Query { a(x: Int = \"1\"): Int }", "Int cannot represent non-integer value: \"1\"", "1:25")]
    [InlineData("type Query { a(x: Int! = null): Int }", "Expected value of type \"Int!\", found null.", "1:26")]
    [InlineData("type Query { a(x: E = B): Int } enum E { A }", "Value \"B\" does not exist in \"E\" enum. Did you mean the enum value \"A\"?", "1:23")]
    [InlineData("type Query { a(x: I = { }): Int } input I { a: Int! }", "Field \"I.a\" of required type \"Int!\" was not provided.", "1:23")]
    [InlineData("type Query { a(x: I = { b: 1 }): Int } input I { a: Int }", "Field \"b\" is not defined by type \"I\". Did you mean \"a\"?", "1:25")]
    [InlineData("type Query { a(x: I = { a: 1, a: 2 }): Int } input I { a: Int }", "There can be only one input field named \"a\".", "1:25 1:31")]
    [InlineData("type Query { a(x: I = { a: 1, b: 2 }): Int } input I @oneOf { a: Int b: Int }", "OneOf Input Object \"I\" must specify exactly one key.", "1:23")]
    [InlineData("type Query { a: Int } input I { a: [Int!] = [1, null] }", "Expected value of type \"Int!\", found null.", "1:49")]
    [InlineData("type Query { a: Int } directive @d(x: Boolean = 1) on FIELD", "Boolean cannot represent a non boolean value: 1", "1:49")]
    // Directives
    [InlineData("type Query { a: Int @deprecated(reason: 1) }", "String cannot represent a non string value: 1", "1:41")]
    [InlineData("type Query { a: Int @deprecated(reason: null) }", "Expected value of type \"String!\", found null.", "1:41")]
    [InlineData("type Query { a: Int } directive @d(x: Int @d) on ARGUMENT_DEFINITION", "Directive @d cannot reference itself, directly or through the types of its arguments.", "1:23")]
    [InlineData("type Query { a: Int } directive @d(x: I) on INPUT_FIELD_DEFINITION input I { a: Int @d }", "Directive @d cannot reference itself, directly or through the types of its arguments.", "1:23")]
    [InlineData("type Query { a: Int } directive @d(x: E) on ENUM_VALUE enum E { A @d }", "Directive @d cannot reference itself, directly or through the types of its arguments.", "1:23")]
    [InlineData("type Query @d { a: Int } extend type Query @d directive @d on OBJECT", "The directive \"@d\" can only be used once at this location.", "1:12 1:44")]
    [InlineData("type Query { a(x: Int @d): Int } directive @d on FIELD_DEFINITION", "Directive \"@d\" may not be used on ARGUMENT_DEFINITION.", "1:23")]
    [InlineData("type Query { a: Int } union U @d = Query directive @d on ENUM", "Directive \"@d\" may not be used on UNION.", "1:31")]
    [InlineData("type Query { a: Int } interface I @d { a: Int } directive @d on OBJECT", "Directive \"@d\" may not be used on INTERFACE.", "1:35")]
    [InlineData("type Query { a: Int } input I @oneOf { a: Int @oneOf }", "Directive \"@oneOf\" may not be used on INPUT_FIELD_DEFINITION.", "1:47")]
    [InlineData("type Query { a: Int } directive @d on OBJECT extend schema @d", "Directive \"@d\" may not be used on SCHEMA.", "1:60")]
    public void Build_BrokenRule_GivesTheError(string sdl, string message, string at)
    {
        var errors = SchemaBuilder.Build(Parser.Parse(sdl)).Errors;

        errors.Select(e => e.Message).ShouldBe([message], sdl);
        string.Join(' ', errors[0].Locations.Select(l => $"{l.Line}:{l.Column}")).ShouldBe(at);
        errors[0].Code.ShouldBe(ErrorCodes.Validation);
    }

    [Fact]
    public void Build_DirectivesThatReferenceEachOther_AreBothErrors() =>
        SchemaBuilder.Build(Parser.Parse("type Query { a: Int } directive @a(x: Int @b) on ARGUMENT_DEFINITION directive @b(x: Int @a) on ARGUMENT_DEFINITION"))
            .Errors.Select(e => e.Message).ShouldBe([
                "Directive @a cannot reference itself, directly or through the types of its arguments.",
                "Directive @b cannot reference itself, directly or through the types of its arguments."]);

    [Theory]
    [InlineData("scalar Int type Query { a: Int }")]
    [InlineData("directive @skip(if: Boolean!) on FIELD type Query { a: Int }")]
    [InlineData("directive @deprecated(reason: String) on FIELD_DEFINITION type Query { a: Int @deprecated(reason: null) }")]
    [InlineData("type Query implements I { a: Int @deprecated } interface I { a: Int @deprecated }")]
    [InlineData("type Query { a: Int } input A { b: B = { a: null } } input B { a: A = {} }")]
    [InlineData("type Query { a: Int } input A { a: A = { a: null } }")]
    [InlineData("type Query { a(x: [[Int]] = 1, y: Float = 1, z: ID = 1): Int }")]
    [InlineData("type Query { a(x: S = { k: [1, E, null] }): Int } scalar S")]
    [InlineData("type Query { a: Int } directive @d(x: I) on INPUT_OBJECT input I { a: Int }")]
    [InlineData("type Query { a: Int @d @d } directive @d repeatable on FIELD_DEFINITION")]
    [InlineData("type Query implements I & J { a: [Query!]! } interface I { a: [J] } interface J implements I { a: [J] }")]
    [InlineData("type Query { a: Int } type A { a: B } union B = A | C type C { a: A }")]
    public void Build_CorrectSchema_HasNoErrors(string sdl) => SchemaBuilder.Build(Parser.Parse(sdl)).Errors.ShouldBeEmpty();
}
